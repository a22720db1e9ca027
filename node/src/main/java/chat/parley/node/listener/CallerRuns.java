package chat.parley.node.listener;

import com.typesafe.config.Config;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.apache.pekko.dispatch.ForkJoinExecutorConfigurator;

/**
 * The executor of the sockets' dispatcher ({@code parley.socket-dispatcher}): a worker of any dispatcher that has something for a connection runs
 * that connection there and then, down to the write. What a fan-out is made of is thousands of these turns, each shorter than handing it to
 * another thread. Actors' rules hold as everywhere: one that is running elsewhere is not run here, its message waits for it.
 *
 * <p>Other threads (timers), and turns within turns deeper than ever needed, go to a pool of its own, {@code fork-join-executor} of the same
 * dispatcher.
 */
public final class CallerRuns extends ExecutorServiceConfigurator {
    /** Whoever delivers, the connection's stage, its socket: two within one. */
    private static final int MAX_DEPTH = 4;

    private final ForkJoinExecutorConfigurator others;

    /** Called by Pekko, by its name in the configuration. */
    public CallerRuns(Config dispatcher, DispatcherPrerequisites prerequisites) {
        super(dispatcher, prerequisites);
        this.others = new ForkJoinExecutorConfigurator(dispatcher.getConfig("fork-join-executor"), prerequisites);
    }

    @Override
    public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
        var factory = others.createExecutorServiceFactory(id, threads);
        return () -> new Executor(factory.createExecutorService());
    }

    private static final class Executor extends PoolBacked {
        private static final ThreadLocal<int[]> DEPTH = ThreadLocal.withInitial(() -> new int[1]);

        Executor(ExecutorService others) {
            super(others);
        }

        @Override
        public void execute(Runnable turn) {
            if (!(Thread.currentThread() instanceof ForkJoinWorkerThread)) {
                pool().execute(turn);
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
