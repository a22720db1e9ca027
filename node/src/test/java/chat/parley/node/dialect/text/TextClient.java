package chat.parley.node.dialect.text;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.config.PasswordHash;
import chat.parley.node.dialect.Dialect;
import chat.parley.node.dialect.Exchange;
import chat.parley.node.dialect.Framer;
import chat.parley.node.dialect.Session;
import chat.parley.node.name.Census;
import chat.parley.node.name.Holder;
import chat.parley.node.name.People.Claimed;
import chat.parley.node.name.People.FormerHolder;
import chat.parley.node.name.PersonMail;
import chat.parley.node.name.Profile;
import chat.parley.node.name.Survey;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.HistoryRequest;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.Refusal;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomHistory;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomMatches;
import chat.parley.node.room.RoomSummary;
import chat.parley.node.room.RoomView;
import chat.parley.node.room.TextQuery;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** One text program in a {@link ChatScene}: sends bytes as it does, and reads what comes back, message by message. */
final class TextClient implements Session, Exchange {
    static final String HOST = "192.0.2.1";

    private final ChatScene scene;
    private final PersonId id;
    private final Dialect dialect;
    private final Framer framer;
    private final int port;
    private final StringBuilder received = new StringBuilder();

    // Mutable state
    private @Nullable Person person;
    private @Nullable String ended;

    TextClient(ChatScene scene, PersonId id, Dialect dialect, int port) {
        this.scene = scene;
        this.id = id;
        this.dialect = dialect;
        this.framer = dialect.framer();
        this.port = port;
    }

    void open() {
        dialect.opened(this);
        var opening = dialect.opening();
        if (opening != null) {
            opening.run(this);
        }
    }

    /** One send of the program, which arrives in one read. */
    TextClient sends(String text) {
        return sends(text.getBytes(StandardCharsets.UTF_8));
    }

    TextClient sends(byte[] bytes) {
        framer.feed(ByteString.fromArray(bytes), frame -> {
            if (ended == null) {
                dialect.decode(frame).run(this);
            }
        });
        return this;
    }

    /** What has come since it was last read, each message by itself where they are told apart by time, otherwise as one. */
    List<String> reads() {
        var text = received.toString();
        received.setLength(0);
        return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    }

    /** Closes, as somebody who ends the program. */
    void closes() {
        end(Dialect.PEER_CLOSED);
    }

    void write(ByteString bytes) {
        received.append(bytes.utf8String());
    }

    Dialect dialect() {
        return dialect;
    }

    boolean isCalled(Nick nick) {
        return person != null && ended == null && person.nick().equals(nick);
    }

    /** The nick that IRC people see. */
    String nick() {
        return someone().nick().text();
    }

    Person someone() {
        if (person == null) {
            throw new AssertionError("has no name");
        }
        return person;
    }

    /** Why the connection has been ended; {@code null} while it is there. */
    @Nullable
    String ended() {
        return ended;
    }

    @Override
    public PersonId id() {
        return id;
    }

    @Override
    public @Nullable Person person() {
        return person;
    }

    @Override
    public String host() {
        return HOST;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public boolean secure() {
        return false;
    }

    @Override
    public NodeConfig config() {
        return scene.config;
    }

    @Override
    public Map<RoomName, Standing> rooms() {
        var rooms = new LinkedHashMap<RoomName, Standing>();
        scene.rooms().forEach((key, state) -> {
            var member = state.member(id);
            if (key instanceof RoomKey.Named named && member != null) {
                rooms.put(named.name(), new Standing(member.roles(), false));
            }
        });
        return rooms;
    }

    @Override
    public void push(ByteString frames) {
        write(frames);
    }

    @Override
    public void encodersChanged() {}

    @Override
    public void end(String reason) {
        if (ended == null) {
            ended = reason;
            write(dialect.farewell(reason, this));
            var leaver = person;
            if (leaver != null) {
                scene.tell(new PersonChange.Quit(leaver.identity(), reason), leaver);
            }
        }
    }

    @Override
    public Session session() {
        return this;
    }

    @Override
    public void reply(ByteString frames) {
        write(frames);
    }

    @Override
    public void room(RoomName room, RoomCommand command, @Nullable String label, Consumer<Outcome> then) {
        then.accept(scene.ask(this, id, RoomKey.of(room), command, label));
    }

    @Override
    public void person(Nick to, RoomCommand.Say say, @Nullable String label, Consumer<Outcome> then) {
        var other = scene.find(to);
        then.accept(
                other.isEmpty()
                        ? new Outcome.Refused(Refusal.NO_SUCH_PERSON, "")
                        : scene.ask(
                                this,
                                id,
                                RoomKey.Conversation.between(id, other.get().id()),
                                say.addressedTo(to),
                                label));
    }

    @Override
    public void look(RoomName room, Function<RoomView, ByteString> look, Runnable then) {
        write(look.apply(scene.room(RoomKey.of(room))));
        then.run();
    }

    @Override
    public void history(RoomName room, HistoryRequest request, Consumer<RoomHistory> then) {
        var key = RoomKey.of(room);
        then.accept(new RoomHistory.Page(key, room.text(), request.query().of(scene.history(key))));
    }

    @Override
    public void search(RoomName room, TextQuery query, Consumer<Optional<RoomMatches>> then) {
        var key = RoomKey.of(room);
        var found = query.of(scene.history(key));
        then.accept(Optional.of(new RoomMatches(new RoomHistory.Page(key, room.text(), found), 0)));
    }

    @Override
    public void readMarker(RoomName room, long atLeastMillis, Consumer<OptionalLong> then) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void register(Person wanted, Consumer<Claimed.Result> then) {
        var result = scene.claim(this, wanted.nick());
        if (result == Claimed.Result.HELD) {
            person = wanted;
        }
        then.accept(result);
    }

    @Override
    public void rename(Nick nick, Consumer<Claimed.Result> then) {
        var result = scene.claim(this, nick);
        if (result == Claimed.Result.HELD) {
            var before = someone();
            person = before.withNick(nick);
            scene.tell(new PersonChange.Renamed(before.identity(), someone()), someone());
        }
        then.accept(result);
    }

    @Override
    public void change(PersonChange change, Runnable then) {
        person = change.now();
        scene.tell(change, someone());
        then.run();
    }

    @Override
    public void find(List<Nick> nicks, Consumer<Map<Nick, Holder>> then) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void profile(Nick nick, Consumer<Optional<Profile>> then) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void people(String pattern, boolean operatorsOnly, int limit, Consumer<Survey.Result<Person>> then) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rooms(Consumer<Survey.Result<RoomSummary>> then) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void formerly(Nick nick, int limit, Consumer<List<FormerHolder>> then) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void census(Consumer<List<Census>> then) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void mail(Holder to, PersonMail mail) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void verify(String password, PasswordHash hash, Consumer<Boolean> then) {
        throw new UnsupportedOperationException();
    }
}
