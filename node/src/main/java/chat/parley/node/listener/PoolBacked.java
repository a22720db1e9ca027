package chat.parley.node.listener;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** An executor that runs some turns in its own way and gives the others to a pool; it lives as long as the pool does. */
abstract class PoolBacked extends AbstractExecutorService {
    private final ExecutorService pool;

    PoolBacked(ExecutorService pool) {
        this.pool = pool;
    }

    final ExecutorService pool() {
        return pool;
    }

    @Override
    public void shutdown() {
        pool.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return pool.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return pool.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return pool.awaitTermination(timeout, unit);
    }
}
