package chat.parley.client.connection;

import chat.parley.wire.Line;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a connection tells, in the order in which it happened. {@link Lost}, {@link Refused} and {@link Unreachable} are
 * the last that it tells.
 */
public sealed interface ConnectionEvent {
    /**
     * The server let one in under this nick, which is another than was asked for where that one was held for too long.
     *
     * @param account that one is logged in to, empty for none
     */
    record Registered(ServerAddress server, String nick, String account, Set<String> capabilities)
            implements ConnectionEvent {
        /** Without an account. */
        public Registered(ServerAddress server, String nick, Set<String> capabilities) {
            this(server, nick, "", capabilities);
        }
    }

    /** A line that the server sent after it let one in; PING is answered already and not told. */
    record Received(Line line) implements ConnectionEvent {}

    /** A whole round over the addresses found no server; the search goes on. Told once. */
    record StillTrying(String reason) implements ConnectionEvent {}

    /** The server is gone after it had let one in. */
    record Lost(ServerAddress server, String reason) implements ConnectionEvent {}

    /** The server said no before it let one in; nothing is tried after it. */
    record Refused(ServerAddress server, String reason) implements ConnectionEvent {}

    /** No server could be reached within the time that there was; one reason for each address. */
    record Unreachable(List<Failure> failures) implements ConnectionEvent {
        /** In one line. */
        public String reasons() {
            return failures.stream()
                    .map(failure -> failure.server() + " (" + failure.reason() + ")")
                    .collect(Collectors.joining(", "));
        }
    }

    /** Why an address was of no use. */
    record Failure(ServerAddress server, String reason) {}
}
