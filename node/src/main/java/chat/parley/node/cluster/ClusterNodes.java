package chat.parley.node.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.jspecify.annotations.Nullable;

/**
 * {@link Nodes} as Pekko's cluster sees them. A call costs a volatile read while the membership stays as it is; a peer's references stay the same
 * as long as it is present.
 */
public final class ClusterNodes implements Nodes {
    private static final Set<MemberStatus> PRESENT = Set.of(
            MemberStatus.joining(),
            MemberStatus.weaklyUp(),
            MemberStatus.up(),
            MemberStatus.leaving(),
            MemberStatus.down());

    private final Cluster cluster;
    private final ActorRefResolver resolver;
    private final long self;
    private volatile Snapshot snapshot;

    /** Of the system's cluster, which it need not have joined yet. */
    public ClusterNodes(ActorSystem<?> system) {
        this.cluster = Cluster.get(system);
        this.resolver = ActorRefResolver.get(system);
        this.self = cluster.selfMember().uniqueAddress().longUid();
        this.snapshot = new Snapshot(null, Map.of());
    }

    @Override
    public long self() {
        return self;
    }

    @Override
    public Collection<Peer> present() {
        return newest().peers.values();
    }

    @Override
    public @Nullable Peer find(long node) {
        return newest().peers.get(node);
    }

    private Snapshot newest() {
        var state = cluster.state();
        var known = snapshot;
        return Objects.equals(known.of, state) ? known : take(state);
    }

    private synchronized Snapshot take(CurrentClusterState state) {
        var peers = new HashMap<Long, Peer>();
        for (var member : state.getMembers()) {
            if (PRESENT.contains(member.status())) {
                var node = member.uniqueAddress().longUid();
                var known = snapshot.peers.get(node);
                peers.put(node, known == null ? peer(node, member) : known);
            }
        }
        snapshot = new Snapshot(state, Map.copyOf(peers));
        return snapshot;
    }

    private Peer peer(long node, Member member) {
        return new Peer(node, registry(member.address(), "replicas"), registry(member.address(), "people"));
    }

    private <T> ActorRef<T> registry(Address address, String name) {
        return resolver.resolveActorRef(address + "/user/" + name);
    }

    private record Snapshot(@Nullable CurrentClusterState of, Map<Long, Peer> peers) {}
}
