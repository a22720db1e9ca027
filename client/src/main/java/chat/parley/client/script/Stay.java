package chat.parley.client.script;

import chat.parley.client.model.Folding;
import chat.parley.wire.Isupport;
import chat.parley.wire.Line;
import chat.parley.wire.LineWriter;
import chat.parley.wire.Source;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One stay at one server: what is known of it, and the way to it. Owned by the session's thread. */
final class Stay {
    /** What a stay can bring about. */
    interface Outlet {
        void send(Line line);

        /** A word for the person who watches the script, on the error output. */
        void tell(String words);

        /** The errand is over. */
        void end(int exitCode);

        Instant now();
    }

    /** The longest that servers let a user and a host name be; taken until one's own were seen. */
    private static final String LONGEST_USER_HOST = "!" + "u".repeat(11) + "@" + "h".repeat(64);

    private final Outlet outlet;
    private final Set<String> capabilities;

    // Mutable state
    private String nick;
    private String userHost = LONGEST_USER_HOST;
    private Isupport isupport = Isupport.DEFAULTS;
    private @Nullable Instant enteredAt;

    Stay(String nick, Set<String> capabilities, Outlet outlet) {
        this.nick = nick;
        this.capabilities = Set.copyOf(capabilities);
        this.outlet = outlet;
    }

    void isupport(Line reply) {
        isupport = isupport.with(reply);
    }

    Isupport isupport() {
        return isupport;
    }

    boolean has(String capability) {
        return capabilities.contains(capability);
    }

    String nick() {
        return nick;
    }

    /** Takes note of one's own JOIN and NICK. */
    void learn(Line line) {
        Source source = source(line);
        if (line.command().equals("JOIN") && isMe(source.name())) {
            int user = source.text().indexOf('!');
            userHost = user > 0 ? source.text().substring(user) : userHost;
            enteredAt = serverTime(line);
        } else if (line.command().equals("NICK") && isMe(source.name())) {
            String newNick = line.param(0);
            nick = newNick == null ? nick : newNick;
        }
    }

    /** When one came in, by the server's clock; null where the server does not tell. */
    @Nullable
    Instant enteredAt() {
        return enteredAt;
    }

    boolean isMe(String name) {
        return same(nick, name);
    }

    boolean same(String a, String b) {
        Folding folding = Folding.of(isupport.caseMapping());
        return folding.fold(a).equals(folding.fold(b));
    }

    /** How many bytes of text one message to this target holds. */
    int roomFor(String target) {
        return LineWriter.roomFor(nick + userHost, "PRIVMSG", target);
    }

    void send(String command, String... params) {
        outlet.send(Line.of(command, params));
    }

    void send(Line line) {
        outlet.send(line);
    }

    void tell(String words) {
        outlet.tell(words);
    }

    void end(int exitCode) {
        outlet.end(exitCode);
    }

    Instant now() {
        return outlet.now();
    }

    static Source source(Line line) {
        String source = line.source();
        return Source.parse(source == null ? "" : source);
    }

    /** IRCv3 server-time; null where the line has none. */
    static @Nullable Instant serverTime(Line line) {
        return Message.time(line.tags().get("time"));
    }
}
