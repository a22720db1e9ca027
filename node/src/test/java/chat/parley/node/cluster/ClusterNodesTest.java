package chat.parley.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.ConfigReader;
import chat.parley.node.config.ConfigSource;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.SelfUp;
import org.apache.pekko.cluster.typed.Subscribe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A real cluster, of one. */
class ClusterNodesTest {
    private static final ActorTestKit KIT = oneNode();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void nobodyIsPresentBeforeTheJoinAndAfterwardsItself() {
        var cluster = Cluster.get(KIT.system());
        var nodes = new ClusterNodes(KIT.system());
        assertThat(nodes.present()).isEmpty();
        assertThat(nodes.find(nodes.self())).isNull();

        TestProbe<SelfUp> up = KIT.createTestProbe(SelfUp.class);
        cluster.subscriptions().tell(Subscribe.create(up.ref(), SelfUp.class));
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        up.receiveMessage();

        await().until(() -> !nodes.present().isEmpty());

        assertThat(nodes.self()).isEqualTo(cluster.selfMember().uniqueAddress().longUid());
        assertThat(nodes.present()).singleElement().satisfies(peer -> {
            assertThat(peer.node()).isEqualTo(nodes.self());
            assertThat(peer.replicas().path().toString()).isEqualTo("pekko://one/user/replicas");
            assertThat(peer.people().path().toString()).isEqualTo("pekko://one/user/people");
        });
        assertThat(nodes.find(nodes.self())).isSameAs(nodes.find(nodes.self()));
        assertThat(nodes.find(nodes.self() + 1)).isNull();
    }

    private static ActorTestKit oneNode() {
        var source = ConfigSource.ofText("parley.cluster.port = 0");
        try {
            return ActorTestKit.create("one", source.forActorSystem(ConfigReader.read(source)));
        } catch (ConfigFaults e) {
            throw new AssertionError(e);
        }
    }
}
