package chat.parley.node.room;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Tags;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a room. Applied by {@link RoomState} in the same order in the entity and in every replica. */
@JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
public sealed interface RoomEvent {
    record Said(
            Identity author,
            SayKind kind,
            String text,
            @Nullable Role atLeast,
            Tags tags) implements RoomEvent {}

    record Joined(Person person, Roles roles) implements RoomEvent {}

    record Parted(Identity who, String reason) implements RoomEvent {}

    record Kicked(Identity by, Identity who, String reason) implements RoomEvent {}

    record TopicChanged(Identity by, String topic) implements RoomEvent {}

    record ModesChanged(Identity by, List<ModeChange> changes) implements RoomEvent {}

    record Invited(Identity by, Identity who) implements RoomEvent {}

    /**
     * A member's connection or node has ended. Not shown by replicas: the people actors tell each receiver once, however many rooms are shared.
     */
    record Left(PersonId who) implements RoomEvent {}

    /** A member whom a replica holds and the room had lost sight of is back; shown only where they were not. */
    record Restored(Person person, Roles roles) implements RoomEvent {}

    /** A member's NICK, AWAY or SETNAME has reached the room's own table; the people actors have told everybody before. */
    record Described(Person person) implements RoomEvent {}
}
