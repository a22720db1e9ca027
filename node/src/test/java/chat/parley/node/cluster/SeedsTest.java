package chat.parley.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.HostPort;
import chat.parley.node.config.NodeConfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** A node that is started again must not found a second cluster. */
class SeedsTest {
    private static final HostPort FIRST = new HostPort("127.0.0.1", 7355);
    private static final HostPort SECOND = new HostPort("127.0.0.1", 7356);
    private static final HostPort THIRD = new HostPort("127.0.0.1", 7357);

    @Test
    void theFirstFoundsAtOnceWhereNobodyListens() throws Exception {
        assertThat(Seeds.toAsk(node(7355), seed -> Knock.REFUSED)).containsExactly(FIRST);
    }

    @Test
    void theFirstAsksThoseWhoAreThereBeforeItFounds() throws Exception {
        assertThat(Seeds.toAsk(node(7355), seed -> seed.equals(SECOND) ? Knock.REFUSED : Knock.ACCEPTED))
                .containsExactly(FIRST, THIRD);
    }

    @Test
    void theFirstFoundsWithoutOneThatCannotBeAMajority() throws Exception {
        assertThat(Seeds.toAsk(node(7355), seed -> seed.equals(SECOND) ? Knock.SILENCE : Knock.ACCEPTED))
                .containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void theFirstNeverFoundsWhereALivingClusterMayBeOutOfReach() throws Exception {
        assertThat(Seeds.toAsk(node(7355), seed -> Knock.SILENCE)).containsExactly(SECOND, THIRD);
    }

    @Test
    void theOthersNeverFound() throws Exception {
        assertThat(Seeds.toAsk(node(7356), seed -> Knock.REFUSED)).containsExactly(FIRST, THIRD);
    }

    @Test
    void aNodeWithoutSeedsIsAClusterOfOne() throws Exception {
        assertThat(Seeds.toAsk(NodeConfig.ofText("").cluster())).containsExactly(FIRST);
    }

    @Test
    void aPortThatAcceptsIsSomebody() throws Exception {
        try (var somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody.close();
            var config =
                    NodeConfig.ofText("parley.cluster.join = [\"127.0.0.1:7355\", \"127.0.0.1:%d\", \"127.0.0.1:%d\"]"
                            .formatted(somebody.getLocalPort(), nobody.getLocalPort()));

            assertThat(Seeds.toAsk(config.cluster()))
                    .containsExactly(FIRST, new HostPort("127.0.0.1", somebody.getLocalPort()));
        }
    }

    private static NodeConfig.Cluster node(int port) throws ConfigFaults {
        return NodeConfig.ofText("parley.cluster { port = " + port
                        + ", join = [\"127.0.0.1:7355\", \"127.0.0.1:7356\", \"127.0.0.1:7357\"] }")
                .cluster();
    }
}
