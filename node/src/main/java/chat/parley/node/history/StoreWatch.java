package chat.parley.node.history;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the store is there. Told by the log's thread, once for each change; the log says it too. */
final class StoreWatch {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private final String name;
    private final Consumer<Boolean> told;

    // Mutable state
    private boolean away;
    private long sinceNanos;

    /**
     * @param name of the store, for people
     * @param told {@code true} when it is back and {@code false} when it is away; called on the log's thread
     */
    StoreWatch(String name, Consumer<Boolean> told) {
        this.name = name;
        this.told = told;
    }

    void isAway(SQLException failure) {
        if (!away) {
            away = true;
            sinceNanos = System.nanoTime();
            LOG.error(
                    "The store {} is away: everybody waits until it is back, nothing is acknowledged meanwhile. {}",
                    name,
                    words(failure));
            told.accept(false);
        }
    }

    /** A batch tells of its statement, and what was wrong comes next. */
    private static String words(SQLException failure) {
        var next = failure.getNextException();
        return String.valueOf((next == null ? failure : next).getMessage());
    }

    void isThere() {
        if (away) {
            away = false;
            LOG.info(
                    "The store {} is back after {} ms",
                    name,
                    Duration.ofNanos(System.nanoTime() - sinceNanos).toMillis());
            told.accept(true);
        }
    }
}
