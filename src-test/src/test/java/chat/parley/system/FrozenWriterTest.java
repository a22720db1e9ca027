package chat.parley.system;

import static chat.parley.harness.LineMatch.message;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.Fresh;
import chat.parley.harness.IrcProbe;
import chat.parley.harness.NodeProcess;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.SharedCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A process is frozen in the midst of a write to the store that all share, so that nobody else can write. */
@ExtendWith(SharedCluster.class)
class FrozenWriterTest {
    private static final int KILLED = 128 + 9;

    private final ParleyCluster cluster;
    private final String room = Fresh.room("frozen");

    FrozenWriterTest(ParleyCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void theOthersEndItAndGoOn() throws Exception {
        NodeProcess frozen = cluster.node(1);
        try (IrcProbe ann = cluster.node(0).connect(Fresh.nick("ann"));
                IrcProbe bob = cluster.node(2).connect(Fresh.nick("bob"))) {
            ann.join(room);
            bob.join(room);
            keepsWriting(frozen);

            assertThat(cluster.freezeInAWrite(frozen)).isTrue();
            ann.say(room, "can anybody write?");

            bob.expect(message(ann.nick(), room, "can anybody write?"));
            ann.expect(message(ann.nick(), room, "can anybody write?"));
            assertThat(frozen.awaitExit()).isEqualTo(KILLED);
        }
    }

    /** Joining writes, and the room of the one who joins may be anywhere: each new room is some node's. */
    private void keepsWriting(NodeProcess node) {
        Thread writes = new Thread(() -> {
            try (IrcProbe eve = node.connect(Fresh.nick("eve"))) {
                while (true) {
                    String next = Fresh.room("frozen");
                    eve.join(next);
                    eve.sayAndWait(next, "something to be kept");
                }
            } catch (RuntimeException | AssertionError gone) {
                // With the node.
            }
        });
        writes.setDaemon(true);
        writes.start();
    }
}
