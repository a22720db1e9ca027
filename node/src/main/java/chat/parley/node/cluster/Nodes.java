package chat.parley.node.cluster;

import chat.parley.node.name.People;
import chat.parley.node.room.Replicas;
import java.util.Collection;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that may hold people, and where their two registries are reached. A node is present from Joining until it is removed: being unreachable
 * or on its way out changes nothing, but for its last moment. A node leaves the cluster when its people have gone and its rooms and names are handed
 * over; when the others have agreed to that (Exiting) it ends, and answers nobody any more. Before a node goes Up, all others have seen it Joining; so whoever waits for all that are present misses
 * nobody, even where the news of the Up is still on its way. Registries are watched by those who wait for them; a removed node's end as
 * {@code Terminated}.
 *
 * <p>Safe to call from any actor; each call reads the newest membership.
 */
public interface Nodes {
    /** The unique number of this node's incarnation; {@link chat.parley.node.person.PersonId#node()} of its people. */
    long self();

    /** All that have joined and are neither removed nor Exiting, this one among them. */
    Collection<Peer> present();

    /** {@code null} where no such node is present. */
    @Nullable
    Peer find(long node);

    /** One node's registries. */
    record Peer(long node, ActorRef<Replicas.Command> replicas, ActorRef<People.Command> people) {}
}
