package chat.parley.node.dialect.irc;

import chat.parley.node.dialect.Dialect;
import chat.parley.node.dialect.Framer;
import chat.parley.node.dialect.Request;
import chat.parley.node.dialect.Session;
import chat.parley.node.name.PersonMail;
import chat.parley.node.person.PersonEncoder;
import chat.parley.node.room.RoomEncoder;
import chat.parley.wire.Line;
import chat.parley.wire.LineFault;
import chat.parley.wire.LineParser;
import chat.parley.wire.Nick;
import chat.parley.wire.Parsed;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** One connection's IRC: its capabilities, its registration, and what turns its lines into requests. */
public final class IrcDialect implements Dialect {
    public static final String NAME = "irc";

    private static final ByteString NOTHING = ByteString.emptyByteString();

    private final IrcServer server;
    private final Registration registration = new Registration();

    // Mutable state
    private Capabilities capabilities = Capabilities.NONE;
    private IrcEncoder encoder;
    private boolean wallops;
    private boolean foreign;
    private long batches;

    private IrcDialect(IrcServer server) {
        this.server = server;
        this.encoder = IrcEncoder.of(server.name(), capabilities);
    }

    /** For one connection. */
    public static IrcDialect create(IrcServer server) {
        return new IrcDialect(server);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Framer framer() {
        return new IrcFramer();
    }

    /** An IRC client speaks first (Modern IRC, Connection Registration). */
    @Override
    public void opened(Session session) {}

    @Override
    public Request decode(Framer.Frame frame) {
        if (frame instanceof Framer.Frame.Complete complete) {
            var bytes = complete.content().toArrayUnsafe();
            return requestOf(LineParser.parse(bytes, 0, bytes.length));
        }
        return new FaultyLine(this, LineFault.TOO_LONG);
    }

    private Request requestOf(Parsed parsed) {
        return parsed instanceof Parsed.Fault fault
                ? new FaultyLine(this, fault.reason())
                : requestOf(((Parsed.Ok) parsed).line());
    }

    private Request requestOf(Line line) {
        var command = server.commands().find(line.command());
        return command == null ? new UnknownCommand(this, line) : new IrcRequest(this, line, command);
    }

    @Override
    public RoomEncoder roomEncoder() {
        return encoder;
    }

    @Override
    public PersonEncoder personEncoder() {
        return encoder;
    }

    /** RFC 2812 sections 3.2.7 (INVITE), 3.3.2 (NOTICE) and 3.7.1 (KILL). */
    @Override
    public ByteString mail(PersonMail mail, Session session) {
        var lines = new Replies(server.name(), clientName(session));
        if (mail instanceof PersonMail.InvitedTo invited) {
            var time = capabilities.has(Capability.SERVER_TIME) ? ServerTime.of(invited.timeMillis()) : null;
            lines.fromWords(
                    invited.by().hostmask(),
                    time,
                    "INVITE",
                    lines.client(),
                    invited.room().text());
        } else if (mail instanceof PersonMail.Killed killed) {
            lines.from(killed.by().hostmask(), null, "KILL", lines.client(), killed.reason());
        } else if (mail instanceof PersonMail.StoreIs store) {
            lines.from(server.name(), null, "NOTICE", lines.client(), store.words());
        }
        return lines.isEmpty() ? NOTHING : ByteString.fromArrayUnsafe(lines.take());
    }

    /** PING (Modern IRC, PING message). */
    @Override
    public ByteString probe() {
        return ByteString.fromArrayUnsafe(
                new Replies(server.name(), "*").bare("PING", server.name()).take());
    }

    /** ERROR (Modern IRC, ERROR message); a peer that speaks something else has had its answer. */
    @Override
    public ByteString farewell(String reason, Session session) {
        return foreign
                ? NOTHING
                : ByteString.fromArrayUnsafe(new Replies(server.name(), "*")
                        .bare("ERROR", "Closing link: " + session.host() + " (" + reason + ")")
                        .take());
    }

    IrcServer server() {
        return server;
    }

    Registration registration() {
        return registration;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    /** From the next request on. */
    void negotiated(Capabilities changed, Session session) {
        capabilities = changed;
        encoder = IrcEncoder.of(server.name(), changed);
        session.encodersChanged();
    }

    /** The user mode {@code w}, which only this connection has to know. */
    boolean wallops() {
        return wallops;
    }

    void wallops(boolean on) {
        wallops = on;
    }

    /** This peer speaks no IRC: whatever else it sends is not answered. */
    void isForeign() {
        foreign = true;
    }

    boolean foreign() {
        return foreign;
    }

    /** What replies call the client: {@code *} until it has a name (Modern IRC, Numeric Replies). */
    String clientName(Session session) {
        var person = session.person();
        return person != null
                ? person.nick().text()
                : registration.nick().map(Nick::text).orElse("*");
    }

    String nextBatchReference() {
        return Long.toString(++batches, Character.MAX_RADIX);
    }

    /** The label that an answer to this line shall carry; only for those who know batches too (IRCv3 labeled-response, Dependencies). */
    Optional<ReplyTag> labelOf(Line line) {
        return capabilities.has(Capability.LABELED_RESPONSE)
                        && capabilities.has(Capability.BATCH)
                        && !line.tags().isEmpty()
                ? ReplyTag.labelOf(line.tags())
                : Optional.empty();
    }
}
