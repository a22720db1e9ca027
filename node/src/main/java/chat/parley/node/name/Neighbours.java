package chat.parley.node.name;

import chat.parley.node.cluster.Nodes;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * The nodes as one actor has last seen them, so that it notices who was removed since. {@link Nodes} alone decides who is present: the end of a
 * node's people actor ({@code Terminated}) is only the sign to look again at once, because a node that was started again has the same address
 * as the one before it. Part of its actor.
 */
final class Neighbours {
    private final Nodes nodes;
    private final ActorContext<?> context;

    // Mutable state
    private final Set<Long> known = new HashSet<>();

    Neighbours(Nodes nodes, ActorContext<?> context) {
        this.nodes = nodes;
        this.context = context;
    }

    /**
     * Reads the newest membership; gives the nodes that were known and have been removed. Nobody has been where this node is no member itself: then
     * it is not told any more.
     */
    Set<Long> look() {
        if (nodes.find(nodes.self()) == null) {
            return Set.of();
        }
        var removed = new HashSet<>(known);
        for (var peer : nodes.present()) {
            removed.remove(peer.node());
            meet(peer);
        }
        known.removeAll(removed);
        return removed;
    }

    /** To be called now and then: a node that was started again may have been met before the end of the one before it was told. */
    void watchAgain() {
        nodes.present().forEach(peer -> context.watch(peer.people()));
    }

    private void meet(Nodes.Peer peer) {
        if (known.add(peer.node())) {
            context.watch(peer.people());
        }
    }

    /** Whether this node is present: known, or so new that it has not been seen yet; from now on its removal will be noticed. */
    boolean has(long node) {
        if (known.contains(node)) {
            return true;
        }
        var peer = nodes.find(node);
        if (peer != null) {
            meet(peer);
        }
        return peer != null;
    }

    /** Those of the last look, and those that {@link #has} has met since. */
    Set<Long> known() {
        return Set.copyOf(known);
    }

    Collection<Nodes.Peer> present() {
        return nodes.present();
    }

    Optional<Nodes.Peer> find(long node) {
        return Optional.ofNullable(nodes.find(node));
    }

    long self() {
        return nodes.self();
    }
}
