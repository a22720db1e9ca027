package chat.parley.node.history;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's one thread that writes to the store. What waits goes into one transaction, up to a bound, and what comes meanwhile waits for the next. A
 * transaction that fails is rolled back, and its parts are tried alone, so that one room's fault is not the others'. While the store is away
 * everything waits, and goes on when it is back; where a commit's outcome is unknown, what is in the store is read before it is written again.
 */
final class LogWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final long QUIET_NANOS = Duration.ofMillis(100).toNanos();

    /** A part that fails alone may have met somebody else's: two nodes that begin to serve a room, or wait for each other. */
    private static final int ATTEMPTS = 3;

    private final Database database;
    private final Session session;
    private final int rowsAtOnce;
    private final int waitingRows;
    private final StoreWatch watch;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "parley-log");
    private volatile boolean closed;
    private volatile long appendedNanos = System.nanoTime();

    /**
     * @param rowsAtOnce that one transaction takes, unless one room's batch alone has more
     * @param waitingRows above which {@link #isFull()}
     */
    LogWriter(Database database, int rowsAtOnce, int waitingRows, StoreWatch watch) {
        this.database = database;
        this.session = new Session(database);
        this.rowsAtOnce = rowsAtOnce;
        this.waitingRows = waitingRows;
        this.watch = watch;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Any thread. */
    void submit(Work work) {
        waiting.addAndGet(work.rows());
        if (work instanceof Work.Append) {
            appendedNanos = System.nanoTime();
        }
        queue.add(work);
        if (closed) {
            failAll();
        }
    }

    /** Whether so much waits that rooms shall take nothing more for now. */
    boolean isFull() {
        return waiting.get() > waitingRows;
    }

    /** Whether nothing waits, and nothing has happened in any room for a moment. */
    boolean isQuiet() {
        return waiting.get() == 0 && System.nanoTime() - appendedNanos > QUIET_NANOS;
    }

    /** What still waits fails. */
    void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!closed) {
                write(gather());
            }
        } catch (InterruptedException end) {
            // Closed.
        } finally {
            session.abandon();
            failAll();
        }
    }

    private void failAll() {
        for (var left = queue.poll(); left != null; left = queue.poll()) {
            waiting.addAndGet(-left.rows());
            left.failed(new CancellationException("the store is closed"));
        }
    }

    private List<Work> gather() throws InterruptedException {
        var works = new ArrayList<Work>();
        var next = queue.take();
        var rows = 0;
        while (true) {
            works.add(next);
            rows += next.rows();
            var after = queue.peek();
            if (after == null || rows + after.rows() > rowsAtOnce) {
                return works;
            }
            next = queue.remove();
        }
    }

    private void write(List<Work> works) {
        try {
            writeAll(works);
        } finally {
            waiting.addAndGet(-works.stream().mapToInt(Work::rows).sum());
        }
    }

    private void writeAll(List<Work> works) {
        var failure = attempt(works);
        if (failure == null) {
            return;
        }
        if (works.size() > 1) {
            LOG.warn(
                    "A transaction of {} parts was rolled back, and each is tried alone: {}",
                    works.size(),
                    failure.getMessage());
            works.forEach(work -> writeAll(List.of(work)));
            return;
        }
        for (var tries = 1; tries < ATTEMPTS && failure != null; tries++) {
            failure = attempt(works);
        }
        if (failure != null) {
            works.get(0).failed(failure);
        }
    }

    /** Once they are in, as soon as the store is there; {@code null}, or why they cannot be. */
    private @Nullable Throwable attempt(List<Work> works) {
        var left = works;
        var pause = FIRST_PAUSE;
        var unknown = false;
        while (true) {
            try {
                if (unknown) {
                    left = settle(left);
                    unknown = false;
                }
                if (!left.isEmpty()) {
                    session.write(left);
                }
                watch.isThere();
                return null;
            } catch (SQLException e) {
                unknown |= session.wasCommitting();
                session.abandon();
                if (closed) {
                    return new CancellationException("the store is closed");
                }
                if (!database.isAway(e)) {
                    return e;
                }
                watch.isAway(e);
                LockSupport.parkNanos(pause.toNanos());
                pause = longer(pause);
            } catch (RuntimeException e) {
                session.abandon();
                return e;
            }
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** The commit has failed, and may have been one all the same. Gives what was none. */
    private List<Work> settle(List<Work> works) throws SQLException {
        var left = new ArrayList<Work>();
        for (var work : works) {
            if (work instanceof Work.Append append && session.isKept(append)) {
                append.done();
            } else {
                left.add(work);
            }
        }
        return left;
    }
}
