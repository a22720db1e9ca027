package chat.parley.node.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.node.cluster.ClusterNodes;
import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.ConfigReader;
import chat.parley.node.config.ConfigSource;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Replicas;
import chat.parley.wire.Nick;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real directories, sharded over a real cluster of one, and its people actor. */
class NamesInClusterTest {
    private static final Nick ANN = Nick.of("Ann");

    private ActorTestKit testKit;
    private ActorRef<People.Command> people;
    private Directories directories;
    private long self;

    @BeforeEach
    void aClusterOfOne() throws ConfigFaults {
        var source = ConfigSource.ofText("parley.cluster.port = 0");
        NodeConfig config = ConfigReader.read(source);
        testKit = ActorTestKit.create("names", source.forActorSystem(config));
        var system = testKit.system();
        var settings = NameSettings.of(config);
        var nodes = new ClusterNodes(system);
        var region = ClusterSharding.get(system).init(Directory.entity(nodes, settings));
        directories = Directories.sharded(region);
        people = testKit.spawn(
                People.create(
                        settings,
                        nodes,
                        directories,
                        testKit.<Replicas.Command>createTestProbe().ref()),
                "people");
        self = nodes.self();
        var cluster = Cluster.get(system);
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }

    @AfterEach
    void stop() {
        testKit.shutdownTestKit();
    }

    @Test
    void aNameIsHeldOnceUntilItsHolderEnds() {
        var first = testKit.createTestProbe(PersonMail.class);
        assertThat(claim(1, first)).isEqualTo(People.Claimed.Result.HELD);
        assertThat(claim(2, testKit.createTestProbe(PersonMail.class))).isEqualTo(People.Claimed.Result.TAKEN);
        assertThat(holders()).isEqualTo(1);

        first.stop();

        await().until(() -> holders() == 0);
        assertThat(claim(3, testKit.createTestProbe(PersonMail.class))).isEqualTo(People.Claimed.Result.HELD);
    }

    private People.Claimed.Result claim(long number, TestProbe<PersonMail> user) {
        var claimed = testKit.createTestProbe(People.Claimed.class);
        people.tell(new People.Claim(ANN, new PersonId(self, number), user.ref(), claimed.ref()));
        return claimed.receiveMessage(Duration.ofSeconds(15)).result();
    }

    private int holders() {
        var found = testKit.createTestProbe(Directory.Found.class);
        directories.tell(Directory.bucketOf(ANN), new Directory.Find(List.of(ANN), 1, found.ref()));
        return found.receiveMessage().holders().size();
    }
}
