package chat.parley.node.room;

import chat.parley.node.cluster.CborSerializable;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** The one writer of a room. */
public final class ChatRoom {
    /** What is sent to the entity of a room, through its shard. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
    public sealed interface Command extends CborSerializable {}

    /**
     * A user asks for things, in order.
     *
     * @param oldestPending the lowest number that this user still waits for: all below are answered
     */
    public record Ask(PersonId author, long oldestPending, List<Request> requests, ActorRef<RoomAnswer> replyTo)
            implements Command {}

    /** One request with its number; the numbers of one user's requests to one room have no gap. */
    public record Request(long number, @Nullable String label, RoomCommand command) {}

    /** A replica that has just started, or lost its room, wants the room's events. */
    public record Attach(long node, ActorRef<RoomReplica.Command> replica, Progress progress) implements Command {}

    /** A replica has nobody left and ends. */
    public record Detach(long node, ActorRef<RoomReplica.Command> replica) implements Command {}

    /** A replica has applied everything up to here. */
    public record Ack(long node, long epoch, long seq) implements Command {}

    /** A replica has seen a hole. */
    public record Resend(long node, long epoch, long fromSeq) implements Command {}

    /** One of a replica's people has ended or must be taken out; repeated until the replica sees the event. */
    public record Leave(PersonId person) implements Command {}

    /** One of a replica's people has changed (NICK, AWAY, SETNAME), and every node knows. */
    public record Describe(Person person) implements Command {}

    /** How far a replica is: the incarnation that it last heard and the place in the order. */
    public record Progress(long epoch, long seq) {}

    private ChatRoom() {}
}
