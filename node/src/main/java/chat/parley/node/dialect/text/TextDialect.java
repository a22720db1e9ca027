package chat.parley.node.dialect.text;

import chat.parley.node.config.TextPreset;
import chat.parley.node.config.TextPreset.Naming.From;
import chat.parley.node.dialect.Dialect;
import chat.parley.node.dialect.Framer;
import chat.parley.node.dialect.Pace;
import chat.parley.node.dialect.Request;
import chat.parley.node.dialect.Session;
import chat.parley.node.name.PersonMail;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonEncoder;
import chat.parley.node.room.RoomEncoder;
import chat.parley.node.room.RoomEvent;
import chat.parley.wire.RoomName;
import chat.parley.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** One connection of a text program: who it is, where it is, and what its messages mean. */
final class TextDialect implements Dialect {
    private static final ByteString NOTHING = ByteString.emptyByteString();

    private final Wording wording;
    private final ChatConsole console;
    private final Clock clock;

    // Mutable state
    private @Nullable Session session;
    private RoomName room;
    private boolean named;
    private boolean leaving;
    private int triedNames;

    TextDialect(Wording wording, ChatConsole console, Clock clock) {
        this.wording = wording;
        this.console = console;
        this.clock = clock;
        this.room = wording.preset().room();
    }

    @Override
    public String name() {
        return preset().name();
    }

    @Override
    public Framer framer() {
        var framing = preset().framing();
        var framer = switch (framing.kind()) {
            case LENGTH_HEADER -> new LengthHeaderFramer(framing);
            case LINE -> new EndMarkFramer(framing, List.of("\n"));
            case CHUNK -> new ChunkFramer(framing, preset().naming().separator(), preset().leaving());
            case END_MARK -> new EndMarkFramer(framing, framing.endMarks());
        };
        return framing.telnet() ? new TelnetFilter(framer) : framer;
    }

    @Override
    public Pace pace() {
        var framing = preset().framing();
        return new Pace(framing.spacing(), framing.within());
    }

    @Override
    public void opened(Session opened) {
        session = opened;
        console.connected(address(opened));
        opened.push(wording.say(wording.words().ask(), Map.of()));
    }

    /** Those who are called by their address are there without a word; so are those who only listen until they first speak. */
    @Override
    public @Nullable Request opening() {
        return switch (preset().naming().from()) {
            case ADDRESS, EACH_MESSAGE -> new Naming(this)::byAddress;
            case ASKED, FIRST_MESSAGE -> null;
        };
    }

    @Override
    public Request decode(Framer.Frame frame) {
        if (frame instanceof Framer.Frame.Complete complete) {
            var bytes = complete.content().toArrayUnsafe();
            return Utf8.isValid(bytes, 0, bytes.length)
                    ? requestOf(withoutLineEnd(new String(bytes, StandardCharsets.UTF_8)))
                    : exchange -> exchange.session().end("Only UTF-8 is understood here");
        }
        if (frame instanceof Framer.Frame.Broken broken) {
            return exchange -> exchange.session().end(broken.reason());
        }
        int limit = ((Framer.Frame.Oversized) frame).limitBytes();
        return exchange -> exchange.reply(notice("That was too long and nobody got it: at most " + limit + " bytes"));
    }

    private static String withoutLineEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    private Request requestOf(String message) {
        if (preset().leaving().contains(message)) {
            return exchange -> leave();
        }
        if (session().person() == null) {
            return exchange -> new Naming(this).register(message, exchange);
        }
        var command = preset().commands() ? TextCommand.of(message, this) : null;
        return command == null ? new Saying(this, message) : command;
    }

    @Override
    public RoomEncoder roomEncoder() {
        return new TextEncoder(wording, room);
    }

    @Override
    public PersonEncoder personEncoder() {
        return new TextEncoder(wording, room);
    }

    /** Invitations are for those who can follow them. */
    @Override
    public ByteString mail(PersonMail mail, Session receiver) {
        if (mail instanceof PersonMail.StoreIs store) {
            return notice(store.words());
        }
        return mail instanceof PersonMail.InvitedTo invited && preset().commands()
                ? notice(wording.nameOf(invited.by(), null) + " invites you: /join "
                        + invited.room().text())
                : NOTHING;
    }

    /** Who is put out of the only room that there is for them has no reason to stay. */
    @Override
    public void gone(RoomName from, RoomEvent.@Nullable Kicked kicked, Session receiver) {
        if (kicked == null || !from.equals(room)) {
            return;
        }
        var by = wording.nameOf(kicked.by(), null);
        var why = kicked.reason().isEmpty() ? "" : ": " + PlainText.plain(kicked.reason());
        var told = "You were put out of " + from.text() + " by " + by + why;
        if (preset().commands()) {
            receiver.push(notice(told));
            receiver.push(notice("/join and a room's name let you go on"));
        } else {
            receiver.end(told);
        }
    }

    @Override
    public ByteString probe() {
        return NOTHING;
    }

    @Override
    public ByteString farewell(String reason, Session leaver) {
        if (session != null) {
            tellConsoleOfEnd(reason, leaver);
        }
        if (leaving) {
            return wording.say(wording.words().goodbye(), Map.of());
        }
        return reason.equals(PEER_CLOSED) ? NOTHING : notice(PlainText.plain(reason));
    }

    private void tellConsoleOfEnd(String reason, Session leaver) {
        var person = leaver.person();
        if (person == null) {
            console.unnamed(address(leaver), reason);
        } else {
            console.left(nameOf(person), address(leaver), room.text(), reason);
        }
    }

    /** On one's own wish. */
    void leave() {
        leaving = true;
        session().end("Client quit");
    }

    TextPreset preset() {
        return wording.preset();
    }

    Wording wording() {
        return wording;
    }

    ChatConsole console() {
        return console;
    }

    Clock clock() {
        return clock;
    }

    Session session() {
        return Objects.requireNonNull(session, "a request before the connection was opened");
    }

    /** For requests of those who have a name. */
    Person person() {
        return Objects.requireNonNull(session().person(), "a request of somebody who is not one of the people");
    }

    String nameOf(Person person) {
        return wording.nameOf(person.identity(), person.realName());
    }

    ByteString notice(String text) {
        return wording.notice(text, clock.millis());
    }

    static String address(Session session) {
        var host = session.host();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + session.port();
    }

    RoomName room() {
        return room;
    }

    void moved(RoomName to) {
        room = to;
        session().encodersChanged();
    }

    /** Whether the person has the name that they gave, or need not give one. */
    boolean isNamed() {
        return named || preset().naming().from() == From.ADDRESS;
    }

    void nowNamed() {
        named = true;
    }

    /** One more name did not do. Whether there may be another. */
    boolean mayTryAnotherName() {
        triedNames++;
        return triedNames < preset().naming().tries();
    }
}
