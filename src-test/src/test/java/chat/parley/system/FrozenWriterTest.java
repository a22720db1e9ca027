package chat.parley.system;

import static chat.parley.harness.LineMatch.message;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.IrcProbe;
import chat.parley.harness.NodeProcess;
import chat.parley.harness.ParleyCluster;
import org.junit.jupiter.api.Test;

/** A process is frozen in the midst of a write to the store that all share, so that nobody else can write. */
class FrozenWriterTest {
    private static final String ROOM = "#frozen";
    private static final int KILLED = 128 + 9;

    @Test
    void theOthersEndItAndGoOn() throws Exception {
        try (ParleyCluster cluster = ParleyCluster.builder().start()) {
            NodeProcess frozen = cluster.node(1);
            IrcProbe ann = cluster.node(0).connect("ann").join(ROOM);
            IrcProbe bob = cluster.node(2).connect("bob").join(ROOM);
            // Joining writes, and the room of the one who joins may be anywhere: each new room is some node's.
            Thread writes = new Thread(() -> {
                try (IrcProbe eve = frozen.connect("eve")) {
                    for (int room = 0; ; room++) {
                        eve.join(ROOM + room);
                        eve.sayAndWait(ROOM + room, "something to be kept");
                    }
                } catch (RuntimeException | AssertionError gone) {
                    // With the node.
                }
            });
            writes.setDaemon(true);
            writes.start();

            assertThat(cluster.freezeInAWrite(frozen)).isTrue();
            ann.say(ROOM, "can anybody write?");

            bob.expect(message("ann", ROOM, "can anybody write?"));
            ann.expect(message("ann", ROOM, "can anybody write?"));
            assertThat(frozen.awaitExit()).isEqualTo(KILLED);
            frozen.start();
            frozen.awaitReady();
        }
    }
}
