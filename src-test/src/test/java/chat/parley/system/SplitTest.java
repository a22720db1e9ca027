package chat.parley.system;

import static chat.parley.harness.LineMatch.by;
import static chat.parley.harness.LineMatch.error;
import static chat.parley.harness.LineMatch.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.harness.IrcProbe;
import chat.parley.harness.NodeProcess;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.SplitNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A network between the nodes that is cut, and whole again. People reach all nodes throughout. */
class SplitTest {
    private static final String ROOM = "#split";

    @Test
    void theMinorityTellsItsPeopleAndEndsAndComesBackOnlyToTheMajority() {
        assumeTrue(SplitNetwork.isPossible(), "Splitting a network needs root and iproute2");
        // The first seed would found a second cluster after this time, if silence were enough.
        try (ParleyCluster cluster = ParleyCluster.builder()
                .splittable()
                .config("parley.cluster.found-after = 1 s")
                .start()) {
            NodeProcess first = cluster.node(0);
            IrcProbe ann = cluster.node(1).connect("ann").join(ROOM);
            IrcProbe bob = cluster.node(2).connect("bob").join(ROOM);
            IrcProbe eve = first.connect("eve").join(ROOM);
            ann.expect(by("eve", "JOIN", ROOM));

            cluster.network().split(List.of(0));

            assertThat(eve.untilClosed()).anyMatch(error("")::matches);
            assertThat(first.awaitExit()).isEqualTo(75);
            ann.expect(by("eve", "QUIT"));
            ann.say(ROOM, "are we the majority?");
            bob.expect(message("ann", ROOM, "are we the majority?"));

            first.start();
            await().atMost(60, TimeUnit.SECONDS).until(() -> tells(first, "no member of it has answered yet"));
            assertThat(first.isOpen()).isFalse();

            cluster.network().heal();
            first.awaitReady();
            IrcProbe again = first.connect("eve").join(ROOM);
            ann.say(ROOM, "one cluster?");
            again.expect(message("ann", ROOM, "one cluster?"));
            assertThat(again.names(ROOM)).containsExactlyInAnyOrder("@ann", "bob", "eve");
        }
    }

    private static boolean tells(NodeProcess node, String words) throws IOException {
        return Files.readString(node.log()).contains(words);
    }
}
