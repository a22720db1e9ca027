package chat.parley.node.dispatch;

import com.typesafe.config.Config;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinWorkerThread;
import org.apache.pekko.dispatch.DispatcherPrerequisites;

/**
 * The executor of the sockets' dispatcher ({@code parley.socket-dispatcher}): a worker of any dispatcher that has something for a connection runs
 * that connection itself, down to the write. What a fan-out is made of is thousands of these turns, each shorter than handing it to
 * another thread. Those of {@link RunsNext} do it when the turn is over, or a moment later ({@link Worker}); others there and then. Actors' rules hold as
 * everywhere: one that is running elsewhere is not run here, its message waits for it.
 *
 * <p>Other threads (timers), and turns within turns deeper than ever needed, go to a pool of its own, {@code fork-join-executor} of the same
 * dispatcher.
 */
public final class CallerRuns extends PoolBacked {
    /** Whoever delivers, the connection's stage, its socket: two within one. */
    private static final int MAX_DEPTH = 4;

    /** Called by Pekko, by its name in the configuration. */
    public CallerRuns(Config dispatcher, DispatcherPrerequisites prerequisites) {
        super(dispatcher, prerequisites);
    }

    @Override
    Executor over(ExecutorService others) {
        return new Inline(others);
    }

    private static final class Inline extends Executor {
        private static final ThreadLocal<int[]> DEPTH = ThreadLocal.withInitial(() -> new int[1]);

        Inline(ExecutorService others) {
            super(others);
        }

        @Override
        public void execute(Runnable turn) {
            if (!(Thread.currentThread() instanceof ForkJoinWorkerThread)) {
                pool().execute(turn);
                return;
            }
            if (Worker.here().putOff(turn)) {
                return;
            }
            var depth = DEPTH.get();
            if (depth[0] == MAX_DEPTH) {
                pool().execute(turn);
                return;
            }
            depth[0]++;
            try {
                turn.run();
            } finally {
                depth[0]--;
            }
        }
    }
}
