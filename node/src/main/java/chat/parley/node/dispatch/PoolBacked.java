package chat.parley.node.dispatch;

import com.typesafe.config.Config;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;
import org.apache.pekko.dispatch.ForkJoinExecutorConfigurator;

/** Makes a dispatcher's executor that runs some turns in its own way and gives the others to a pool, {@code fork-join-executor} of the dispatcher. */
abstract class PoolBacked extends ExecutorServiceConfigurator {
    private final ForkJoinExecutorConfigurator pool;

    PoolBacked(Config dispatcher, DispatcherPrerequisites prerequisites) {
        super(dispatcher, prerequisites);
        this.pool = new ForkJoinExecutorConfigurator(dispatcher.getConfig("fork-join-executor"), prerequisites);
    }

    abstract Executor over(ExecutorService newPool);

    @Override
    public final ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
        var factory = pool.createExecutorServiceFactory(id, threads);
        return () -> over(factory.createExecutorService());
    }

    /** Lives as long as its pool does. */
    abstract static class Executor extends AbstractExecutorService {
        private final ExecutorService pool;

        Executor(ExecutorService pool) {
            this.pool = pool;
        }

        final ExecutorService pool() {
            return pool;
        }

        @Override
        public final void shutdown() {
            pool.shutdown();
        }

        @Override
        public final List<Runnable> shutdownNow() {
            return pool.shutdownNow();
        }

        @Override
        public final boolean isShutdown() {
            return pool.isShutdown();
        }

        @Override
        public final boolean isTerminated() {
            return pool.isTerminated();
        }

        @Override
        public final boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
            return pool.awaitTermination(timeout, unit);
        }
    }
}
