package chat.parley.node.name;

import chat.parley.node.cluster.Nodes;
import chat.parley.node.room.Replicas;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.jspecify.annotations.Nullable;

/** A membership as the test wants it: each node is a pair of probes. The lowest one is the node on which the tested actor runs. */
final class FakeNodes implements Nodes {
    private final ActorTestKit testKit;
    private final Map<Long, FakeNode> present = new ConcurrentSkipListMap<>();

    /** One node: what is sent to its people actor and to its registry of replicas. */
    record FakeNode(long number, TestProbe<People.Command> people, TestProbe<Replicas.Command> replicas) {}

    FakeNodes(ActorTestKit testKit) {
        this.testKit = testKit;
    }

    FakeNode add(long number) {
        var node = new FakeNode(
                number,
                testKit.createTestProbe("people-" + number, People.Command.class),
                testKit.createTestProbe("replicas-" + number, Replicas.Command.class));
        present.put(number, node);
        return node;
    }

    /** As the cluster does: it is no member any more, and whoever watches its actors is told that they have ended. */
    void remove(FakeNode node) {
        present.remove(node.number());
        node.people().stop();
        node.replicas().stop();
    }

    @Override
    public long self() {
        return 1;
    }

    @Override
    public Collection<Peer> present() {
        return present.values().stream().map(FakeNodes::peer).toList();
    }

    @Override
    public @Nullable Peer find(long node) {
        var found = present.get(node);
        return found == null ? null : peer(found);
    }

    private static Peer peer(FakeNode node) {
        return new Peer(node.number(), node.replicas().ref(), node.people().ref());
    }
}
