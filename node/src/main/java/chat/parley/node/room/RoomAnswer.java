package chat.parley.node.room;

import chat.parley.node.cluster.CborSerializable;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What rooms and replicas tell a user actor. */
@JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
public sealed interface RoomAnswer {
    RoomKey room();

    /**
     * From the replica: these requests of this user became events, and their own copies are written. Of others, lower ones among them, it says
     * nothing: one that the room refused is answered by the room, on another way.
     *
     * @param from the first of them
     * @param to the last of them; all between are done too
     * @param seq the place of the last in the room's order
     */
    record Done(RoomKey room, long from, long to, long seq) implements RoomAnswer {}

    /** From the room: this one request had no event. Those before it are not thereby done. */
    record Answered(RoomKey room, long request, Outcome outcome) implements RoomAnswer, CborSerializable {}

    /** From the room: a request before this one is missing; send again all from this number on. */
    record ResendFrom(RoomKey room, long request) implements RoomAnswer, CborSerializable {}

    /**
     * From the replica: it holds the room's state, and requests may be sent; told anew when another incarnation serves.
     *
     * @param entity the incarnation that serves: told directly, a request saves the way through the shards. One that has ended answers nothing, so
     *     what is repeated goes through the shards.
     */
    record Entered(RoomKey room, ActorRef<RoomReplica.Command> replica, ActorRef<ChatRoom.Command> entity)
            implements RoomAnswer {}

    /** From the replica: how this member stands in the room now; sent at their joining and whenever it changes. */
    record Standing(RoomKey room, Roles roles, boolean secret) implements RoomAnswer {}

    /**
     * From the replica: this person is no longer a member.
     *
     * @param kicked how they were put out; {@code null} where they have left
     */
    record Gone(RoomKey room, RoomEvent.@Nullable Kicked kicked) implements RoomAnswer {
        public Gone(RoomKey room) {
            this(room, null);
        }
    }

    /** From the replica of a conversation: it has been quiet and ends; the next message starts it anew. */
    record Closed(RoomKey room) implements RoomAnswer {}
}
