package chat.parley.node.dispatch;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a thread of a {@link RunsNext} pool has before it: the turn that comes next, and the connections that have something to write. While other turns
 * wait, connections are put off for a moment, because these turns may have more for them: what several rooms have for one person, or one room has a
 * moment later, leaves with one write. When nobody waits they are run at once. Of its thread alone.
 */
final class Worker {
    /**
     * How long connections may be put off.
     *
     * @param nanos what a line may wait longer for under load, so that others leave with it
     * @param connections so many are run then at the latest, for which nobody else has the thread
     */
    record Bounds(long nanos, int connections) {}

    private static final ThreadLocal<Worker> HERE = ThreadLocal.withInitial(Worker::new);

    private final ArrayDeque<Runnable> connections = new ArrayDeque<>();

    // Mutable state
    private @Nullable Object owner;
    private @Nullable Runnable next;
    private long gatheringSince;
    private boolean writing;

    private Worker() {}

    /** The one of this thread. */
    static Worker here() {
        return HERE.get();
    }

    /** From now on this thread runs turns for {@code executor}. */
    void begin(Object executor) {
        owner = executor;
    }

    boolean isAtWorkFor(Object executor) {
        return owner == executor;
    }

    /** Runs next; gives what was to be next before, if anything was. */
    @Nullable
    Runnable putNext(Runnable turn) {
        var before = next;
        next = turn;
        return before;
    }

    @Nullable
    Runnable takeNext() {
        var taken = next;
        next = null;
        return taken;
    }

    /** Whether a connection's turn was taken, to be run before this thread's work is over; while connections are run it is not. */
    boolean putOff(Runnable connection) {
        if (owner == null || writing) {
            return false;
        }
        if (connections.isEmpty()) {
            gatheringSince = System.nanoTime();
        }
        connections.add(connection);
        return true;
    }

    /** Whether there are connections to be run, and other turns may come before them. */
    boolean mayGather(Bounds bounds) {
        return !connections.isEmpty()
                && connections.size() < bounds.connections()
                && System.nanoTime() - gatheringSince < bounds.nanos();
    }

    /** Runs the connections that were put off. */
    void runConnections() {
        writing = true;
        try {
            for (var turn = connections.poll(); turn != null; turn = connections.poll()) {
                turn.run();
            }
        } finally {
            writing = false;
        }
    }

    /** This thread's work is over. What it has not run is left to others: who was to be next, and after a turn that failed for good connections too. */
    void end(Consumer<Runnable> others) {
        owner = null;
        connections.forEach(others);
        connections.clear();
        var last = takeNext();
        if (last != null) {
            others.accept(last);
        }
    }
}
