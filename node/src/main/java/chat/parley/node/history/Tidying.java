package chat.parley.node.history;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the database tidied up, on a thread of its own: what that writes to the disk is not waited for by those whose messages are to be kept. */
final class Tidying {
    private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);
    private static final int EVERY_MILLIS = 200;
    private static final int END_SECONDS = 2;

    private final Database database;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "parley-tidy");
        thread.setDaemon(true);
        return thread;
    });

    // Mutable state
    private boolean failed;

    Tidying(Database database) {
        this.database = database;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::tidy, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Should it not be possible, whoever writes tidies up as well; that the store is away is said by others. */
    private void tidy() {
        try {
            database.tidy();
            failed = false;
        } catch (SQLException e) {
            if (!failed) {
                failed = true;
                LOG.info("The store could not be tidied up, and is later: {}", e.getMessage());
            }
        }
    }

    /** Waits until it is not at it any more. */
    void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.info("The store is still being tidied up at its end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
