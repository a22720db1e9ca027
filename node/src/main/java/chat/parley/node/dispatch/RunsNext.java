package chat.parley.node.dispatch;

import com.typesafe.config.Config;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.jspecify.annotations.Nullable;

/**
 * The executor of the default dispatcher: what an actor has started last is run by the same thread when that actor's turn is over. A line passes
 * five actors on its way to a room's people, each for a few microseconds; to wake another thread for each of them costs more than they do, and the
 * woken thread finds nothing to do afterwards.
 *
 * <p>It keeps nobody waiting for more than one turn: who starts several gives all but the last to the pool, where any thread takes them, and after
 * {@value #MAX_IN_A_ROW} turns in a row the next goes there too. Nothing may block on this dispatcher: what a blocked thread has kept would wait
 * with it.
 *
 * <p>The pool, {@code fork-join-executor} of the same dispatcher, takes whoever has waited longest. By itself it would not: its threads stay with
 * one of its queues until that is empty, and under load what lay in another waited for half a second.
 */
public final class RunsNext extends PoolBacked {
    /** More than a line's way is long; few enough that two actors who answer each other do not keep a thread for themselves. */
    static final int MAX_IN_A_ROW = 16;

    private final Worker.Bounds gathering;

    /** Called by Pekko, by its name in the configuration; {@code gather} is what it has of its own there. */
    public RunsNext(Config dispatcher, DispatcherPrerequisites prerequisites) {
        super(dispatcher, prerequisites);
        this.gathering = new Worker.Bounds(
                dispatcher.getDuration("gather.within").toNanos(), dispatcher.getInt("gather.connections"));
    }

    @Override
    Executor over(ExecutorService pool) {
        return new InRows(pool, gathering);
    }

    private static final class InRows extends Executor {
        /** The oldest first. For each of them the pool has a row to run. */
        private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

        private final Worker.Bounds gathering;

        InRows(ExecutorService pool, Worker.Bounds gathering) {
            super(pool);
            this.gathering = gathering;
        }

        @Override
        public void execute(Runnable turn) {
            var here = Worker.here();
            if (!here.isAtWorkFor(this)) {
                queue(turn);
                return;
            }
            var before = here.putNext(turn);
            if (before != null) {
                queue(before);
            }
        }

        private void queue(Runnable turn) {
            waiting.add(turn);
            try {
                pool().execute(new Row());
            } catch (RejectedExecutionException e) {
                waiting.remove(turn);
                throw e;
            }
        }

        /** Should others have run all that waited there is nothing to do. */
        private void runRow() {
            var turn = waiting.poll();
            if (turn == null) {
                return;
            }
            var here = Worker.here();
            here.begin(this);
            try {
                while (turn != null) {
                    runFrom(turn, here);
                    turn = here.mayGather(gathering) ? waiting.poll() : null;
                }
                here.runConnections();
            } finally {
                here.end(this::queue);
            }
        }

        private void runFrom(Runnable first, Worker here) {
            var turn = first;
            for (var turns = 0; turn != null && turns < MAX_IN_A_ROW; turns++) {
                turn.run();
                turn = here.takeNext();
            }
            if (turn != null) {
                queue(turn);
            }
        }

        /** Turns that one thread runs one after the other, from the one that has waited longest. */
        private final class Row extends ForkJoinTask<Void> implements Runnable {
            private static final long serialVersionUID = 1;

            @Override
            public void run() {
                runRow();
            }

            /** It is never said to be done: nobody waits for it. What an actor must not survive, such as a LinkageError, ends the system. */
            @Override
            protected boolean exec() {
                try {
                    run();
                    return false;
                } catch (Throwable fatal) {
                    var thread = Thread.currentThread();
                    thread.getUncaughtExceptionHandler().uncaughtException(thread, fatal);
                    throw fatal;
                }
            }

            @Override
            public @Nullable Void getRawResult() {
                return null;
            }

            @Override
            protected void setRawResult(@Nullable Void nothing) {}
        }
    }
}
