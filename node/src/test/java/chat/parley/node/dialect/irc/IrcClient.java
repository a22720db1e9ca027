package chat.parley.node.dialect.irc;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.dialect.Dialect;
import chat.parley.node.dialect.Framer;
import chat.parley.node.dialect.Session;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.RoomKey;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** One connection to a {@link PretendNode}: writes lines as a client would, and reads what comes back. */
final class IrcClient implements Session {
    static final String HOST = "192.0.2.1";

    private final PretendNode node;
    private final PersonId id;
    private final IrcDialect dialect;
    private final Framer framer;
    private final StringBuilder received = new StringBuilder();

    // Mutable state
    @Nullable
    Person person;

    @Nullable
    String ended;

    boolean secure;
    int encoderChanges;

    IrcClient(PretendNode node, PersonId id) {
        this.node = node;
        this.id = id;
        this.dialect = IrcDialect.create(node.server);
        this.framer = dialect.framer();
    }

    /** Sends lines and reads nothing. */
    void send(String... lines) {
        for (var line : lines) {
            sendBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    void sendBytes(byte[] bytes) {
        framer.feed(ByteString.fromArray(bytes), this::run);
    }

    /** Whatever is sent after the end is not read. */
    private void run(Framer.Frame frame) {
        if (ended == null) {
            dialect.decode(frame).run(new PretendExchange(node, this));
            if (ended != null) {
                write(dialect.farewell(ended, this));
            }
        }
    }

    /** What has come since it was last read, line by line, without line ends. */
    List<String> reads() {
        var text = received.toString();
        received.setLength(0);
        return text.lines().toList();
    }

    /** Sends lines and reads what has come since it was last read. */
    List<String> asks(String... lines) {
        send(lines);
        return reads();
    }

    /** As {@link #asks}, forgetting what had come before. */
    List<String> asksAnew(String... lines) {
        reads();
        return asks(lines);
    }

    void write(ByteString bytes) {
        received.append(bytes.utf8String());
    }

    Dialect dialect() {
        return dialect;
    }

    boolean isCalled(Nick nick) {
        return person != null && person.nick().equals(nick);
    }

    /** From here on a client of this dialect, as far as others can tell. */
    void via(String name) {
        var now = someone();
        person = new Person(
                now.identity(),
                now.version() + 1,
                now.realName(),
                now.server(),
                name,
                now.away(),
                now.operator(),
                now.invisible(),
                now.signonMillis());
    }

    Person someone() {
        if (person == null) {
            throw new AssertionError("not registered");
        }
        return person;
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
        return 50_000;
    }

    @Override
    public boolean secure() {
        return secure;
    }

    @Override
    public NodeConfig config() {
        return node.config;
    }

    @Override
    public Map<RoomName, Standing> rooms() {
        var rooms = new LinkedHashMap<RoomName, Standing>();
        for (var entry : node.rooms().entrySet()) {
            var member = entry.getValue().member(id);
            if (entry.getKey() instanceof RoomKey.Named named && member != null) {
                rooms.put(
                        named.name(),
                        new Standing(member.roles(), entry.getValue().modes().secret()));
            }
        }
        return rooms;
    }

    @Override
    public void push(ByteString frames) {
        write(frames);
    }

    @Override
    public void encodersChanged() {
        encoderChanges++;
    }

    @Override
    public void end(String reason) {
        ended = reason;
    }

    List<RoomName> roomNames() {
        return new ArrayList<>(rooms().keySet());
    }
}
