package chat.parley.node.room;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Outbound;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;

/** A room's arm on one node. */
public final class RoomReplica {
    /** What a replica understands. */
    public sealed interface Command {}

    /** This receiver's encoder has changed. */
    public record Retune(PersonId id, RoomEncoder encoder) implements Command {}

    /** A receiver who is no member has no further use for the replica. Members leave by asking the room. */
    public record Exit(PersonId id) implements Command {}

    /**
     * Writes what {@code look} makes of the room to {@code to}, in its place in the stream.
     *
     * @param look runs in the replica's actor and must not keep the view
     */
    public record Look(Function<RoomView, ByteString> look, Outbound to, ActorRef<Looked> replyTo) implements Command {}

    /** The bytes have been written. */
    public record Looked(RoomKey room) {}

    /**
     * The people actor of this node is about to tell of a change: once everything up to {@code afterSeq} is applied (or a bounded wait is over),
     * the replica takes the change into its view and answers with those who must be told.
     */
    public record AskAudience(PersonChange change, long afterSeq, ActorRef<Audience> replyTo) implements Command {}

    /** This node's members who see the changed person in this room; empty where the person is not in it. */
    public record Audience(RoomKey room, List<PersonId> receivers) {}

    /** A node was removed: its people are gone from the view, and the people actor tells who must hear it. */
    public record AskLost(long node, ActorRef<Lost> replyTo) implements Command {}

    /** Members of the removed node, and this node's members who saw them. */
    public record Lost(RoomKey room, List<Identity> gone, List<PersonId> receivers) {}

    private RoomReplica() {}
}
