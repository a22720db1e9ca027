package chat.parley.client.connection;

import chat.parley.client.connection.ConnectionEvent.Lost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where to go, first and after each loss, and how soon: a server that throws one out again and again is left alone. */
public final class Route {
    /** A stay shorter than this counts as one that ended at once. */
    private static final Duration STEADY = Duration.ofSeconds(30);

    private static final int QUICK_LOSSES_LIMIT = 10;
    private static final long QUICK_LOSS_DELAY_MILLIS = 500;

    private final List<ServerAddress> servers;

    // Mutable state
    private Instant enteredAt = Instant.MIN;
    private int quickLosses;

    public Route(List<ServerAddress> servers) {
        this.servers = List.copyOf(servers);
    }

    public Plan first(String nick) {
        return Plan.first(servers, nick);
    }

    /** One was let in. */
    public void entered(Instant now) {
        enteredAt = now;
    }

    /** The next try, or null when too many stays ended at once. */
    public @Nullable Plan after(Lost lost, String nick, Instant now) {
        quickLosses = enteredAt.plus(STEADY).isAfter(now) ? quickLosses + 1 : 0;
        if (quickLosses > QUICK_LOSSES_LIMIT) {
            return null;
        }
        long delayMillis = quickLosses <= 1 ? 0 : QUICK_LOSS_DELAY_MILLIS << quickLosses;
        return Plan.after(lost.server(), servers, nick, delayMillis);
    }
}
