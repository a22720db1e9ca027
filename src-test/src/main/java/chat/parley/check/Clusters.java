package chat.parley.check;

import chat.parley.harness.Folders;
import chat.parley.harness.ParleyCluster;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cluster of several runs: one for all as long as nothing is found, then another. For one thread. */
final class Clusters implements AutoCloseable {
    private final Supplier<ParleyCluster> start;

    // Mutable state
    private @Nullable ParleyCluster running;

    Clusters(Supplier<ParleyCluster> start) {
        this.start = start;
    }

    /** All of its nodes serve people. */
    ParleyCluster running() {
        if (running == null) {
            running = start.get();
        }
        return running;
    }

    /** Ends the cluster, and leaves what it has logged to be looked at. */
    void abandon() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /** Ends the cluster, and leaves nothing. */
    @Override
    public void close() {
        if (running != null) {
            running.close();
            Folders.remove(running.folder());
            running = null;
        }
    }
}
