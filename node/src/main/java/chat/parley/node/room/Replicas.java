package chat.parley.node.room;

import chat.parley.node.cluster.CborSerializable;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/** A node's registry of its room replicas; at {@code /user/replicas}, from before the node joins until it ends. */
public final class Replicas {
    /** What the registry understands. */
    public sealed interface Command {}

    /** One of this node's people wants a room's replica; answered with {@link RoomAnswer.Entered}. */
    public record Enter(RoomKey room, Receiver receiver) implements Command {}

    /** What LIST needs of the rooms that this node has replicas of; conversations are not among them. */
    public record ListRooms(ActorRef<RoomsPage> replyTo) implements Command, CborSerializable {}

    /** A page of at most 64 KiB; {@code last} ends the answer. */
    public record RoomsPage(long node, List<RoomSummary> rooms, boolean last) implements CborSerializable {}

    /** From the people actor: the replicas of these rooms (that exist here). */
    public record FindReplicas(List<RoomKey> rooms, ActorRef<Found> replyTo) implements Command {}

    /** From the people actor: all replicas. */
    public record AllReplicas(ActorRef<Found> replyTo) implements Command {}

    public record Found(Map<RoomKey, ActorRef<RoomReplica.Command>> replicas) {}

    private Replicas() {}
}
