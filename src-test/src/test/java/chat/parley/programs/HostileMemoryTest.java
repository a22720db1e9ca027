package chat.parley.programs;

import static chat.parley.harness.LineMatch.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.IrcProbe;
import chat.parley.harness.NodeProcess;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.TextProbe;
import chat.parley.wire.Numeric;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What hostile peers cost a node with a small heap. What they have sent together is larger than the heap: a node that kept it would end
 * ({@code ExitOnOutOfMemoryError}), and one that forgot to let go of it would not come back to where it was.
 */
class HostileMemoryTest {
    private static final int SILENT = 5000;
    private static final int HALF_FRAMES = 500;
    private static final int ENDLESS = 100;
    private static final int CROWD = SILENT + HALF_FRAMES + ENDLESS;

    /** A connection with its stream and its user; measured: 9 KiB. */
    private static final long PEER_KIB = 14;

    /** What a node warms up meanwhile: classes' data, logging, the cluster's own tables. */
    private static final long SLACK_KIB = 6 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void theMemoryOfANodeDoesNotGrowWithWhatTheySend() {
        try (ParleyCluster cluster = node()) {
            NodeProcess node = cluster.node(0);
            IrcProbe ivy = node.connect("ivy").join("#lobby");
            long before = node.liveHeapKib();

            List<TextProbe> crowd = new ArrayList<>();
            try {
                gather(crowd, node);
                awaitNameless(ivy, SILENT + HALF_FRAMES);
                assertThat(node.liveHeapKib()).isLessThan(before + CROWD * PEER_KIB + SLACK_KIB);
            } finally {
                crowd.forEach(TextProbe::close);
            }

            awaitNameless(ivy, 0);
            assertThat(node.liveHeapKib()).isLessThan(before + SLACK_KIB);
            ivy.sayAndWait("#lobby", "still here");
        }
    }

    /** A full collection on a busy machine may take as long as a node may sleep, and this one is alone. */
    private static ParleyCluster node() {
        return ParleyCluster.builder()
                .nodes(1)
                .listen("length-header", "prompt", "sep")
                .jvm(List.of("-Xmx96m", "-XX:MaxDirectMemorySize=32m", "-XX:+ExitOnOutOfMemoryError"))
                .config("""
                        parley.times.registration = 5 m
                        parley.text-dialect-defaults.framing.within = 5 m
                        parley.cluster.asleep-after = 25 s
                        pekko.cluster.split-brain-resolver.stable-after = 30 s
                        """)
                .start();
    }

    private static void gather(List<TextProbe> crowd, NodeProcess node) {
        for (int i = 0; i < SILENT; i++) {
            crowd.add(TextProbe.mute(node.address("prompt")));
        }
        for (int i = 0; i < HALF_FRAMES; i++) {
            crowd.add(TextProbe.mute(node.address("length-header")).send("4000      " + "x".repeat(3000)));
        }
        for (int i = 0; i < ENDLESS; i++) {
            TextProbe endless = TextProbe.mute(node.address("sep"));
            crowd.add(endless);
            mebibyteWithoutEnd(endless);
        }
    }

    /** The node closes when it has seen enough. */
    private static void mebibyteWithoutEnd(TextProbe peer) {
        try {
            for (int i = 0; i < 64; i++) {
                peer.send("x".repeat(16 * 1024));
            }
        } catch (UncheckedIOException closed) {
            // As it should.
        }
    }

    /** The server has noticed everybody who has come or gone (LUSERS, RPL_LUSERUNKNOWN). */
    private static void awaitNameless(IrcProbe ivy, int count) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            ivy.send("LUSERS");
            assertThat(ivy.expect(numeric(Numeric.RPL_LUSERUNKNOWN)).param(1)).isEqualTo(String.valueOf(count));
        });
    }
}
