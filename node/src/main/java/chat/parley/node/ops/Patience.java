package chat.parley.node.ops;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for nodes, for a bounded time. */
final class Patience {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** Within this a keeper has written the pid of its node. */
    private static final Duration TO_APPEAR = Duration.ofSeconds(5);

    private final long beginNanos = System.nanoTime();
    private final Duration atMost;

    Patience(Duration atMost) {
        this.atMost = atMost;
    }

    /** Until every node says that it is up and sees all others up; else tells what its log says. */
    void untilUp(LocalCluster cluster) throws IOException, ExitStatus.Failure {
        for (var node : cluster.nodes()) {
            while (node.status().filter(status -> isUp(status, cluster)).isEmpty()) {
                if (passed(TO_APPEAR) && !node.isRunning()) {
                    throw gaveUp(node, "ended while it started");
                }
                if (passed(atMost)) {
                    throw gaveUp(node, "is not up after " + atMost.toSeconds() + " s");
                }
                pause();
            }
        }
    }

    /** Whether the process has ended in time. */
    boolean untilEnded(LocalNode node) {
        while (node.isRunning()) {
            if (passed(atMost)) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static boolean isUp(NodeStatus status, LocalCluster cluster) {
        return status.state().equals("up")
                && status.membersUp() >= cluster.nodes().size();
    }

    private boolean passed(Duration duration) {
        return System.nanoTime() - beginNanos > duration.toNanos();
    }

    private static void pause() {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }

    private static ExitStatus.Failure gaveUp(LocalNode node, String what) throws IOException {
        var newLine = System.lineSeparator() + "  ";
        return new ExitStatus.Failure(
                ExitStatus.FAILED,
                node.name() + " " + what + ". Its last words (" + node.folder() + "):" + newLine
                        + String.join(newLine, node.lastLines()));
    }
}
