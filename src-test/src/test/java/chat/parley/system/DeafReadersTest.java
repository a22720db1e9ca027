package chat.parley.system;

import static chat.parley.harness.LineMatch.command;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.IrcProbe;
import chat.parley.harness.NodeProcess;
import chat.parley.harness.ParleyCluster;
import chat.parley.wire.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Half a hundred clients in one busy room stop reading: each is closed with the reason, and costs no more than its bound until then. */
class DeafReadersTest {
    private static final String ROOM = "#deaf";
    private static final int DEAF = 50;
    private static final int SEND_QUEUE_KIB = 128;

    /** A write that the kernel has not taken is no longer in the queue; it has up to so much. */
    private static final int WRITE_KIB = 64;

    /** A connection with its stream and its user. */
    private static final int PEER_KIB = 14;

    /** What a node warms up meanwhile, and what the room's newest messages take. */
    private static final int SLACK_KIB = 6 * 1024;

    @Test
    void theyAreClosedAndNobodyElseNotices() throws Exception {
        try (ParleyCluster cluster = node()) {
            NodeProcess node = cluster.node(0);
            IrcProbe ann = node.connect("ann").join(ROOM);
            IrcProbe bob = node.connect("bob").join(ROOM);
            long bound = node.liveHeapKib() + DEAF * (SEND_QUEUE_KIB + WRITE_KIB + PEER_KIB) + SLACK_KIB;
            List<DeafReader> deaf = new ArrayList<>();
            for (int i = 0; i < DEAF; i++) {
                deaf.add(new DeafReader(node, "deaf" + i, ROOM, ann));
            }

            // All have the same room: when it is too much for the first of them, the others' queues are nearly full.
            int messages = DeafReader.drown(ann, ROOM, () -> !quits(bob).isEmpty());
            assertThat(node.liveHeapKib()).isLessThan(bound);
            int more = DeafReader.drown(ann, ROOM, () -> quits(bob).size() == DEAF);

            assertThat(quits(bob))
                    .allSatisfy(quit -> assertThat(quit.param(0)).contains("SendQ exceeded"))
                    .map(quit -> String.valueOf(quit.source()))
                    .doesNotHaveDuplicates();
            assertThat(bob.heard(ROOM).stream().map(text -> Integer.parseInt(text.substring(0, text.indexOf(' ')))))
                    .containsExactlyElementsOf(
                            IntStream.concat(IntStream.rangeClosed(1, messages), IntStream.rangeClosed(1, more))
                                    .boxed()
                                    .toList());
            for (DeafReader one : deaf) {
                one.awaitEnd();
                one.close();
            }
        }
    }

    private static List<Line> quits(IrcProbe bob) {
        return bob.everything().stream().filter(command("QUIT")::matches).toList();
    }

    /** A full collection on a busy machine may take as long as a node may sleep, and this one is alone. */
    private static ParleyCluster node() {
        return ParleyCluster.builder()
                .nodes(1)
                .config("""
                        parley.limits.send-queue = %d KiB
                        parley.times.drain = 1 s
                        parley.cluster.asleep-after = 25 s
                        pekko.cluster.split-brain-resolver.stable-after = 30 s
                        """.formatted(SEND_QUEUE_KIB))
                .start();
    }
}
