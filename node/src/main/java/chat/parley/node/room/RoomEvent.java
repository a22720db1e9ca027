package chat.parley.node.room;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a room. Applied by {@link RoomState} in the same order in the entity and in every replica. */
@JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
public sealed interface RoomEvent {
    /**
     * Somebody has said something.
     *
     * @param atLeast only members with this role or a higher one hear it; {@code null}: everybody
     * @param to in a private conversation the name of the other one; {@code null} in a room
     */
    record Said(
            Identity author,
            SayKind kind,
            String text,
            @Nullable Role atLeast,
            Tags tags,
            @Nullable Nick to) implements RoomEvent {
        /** In a room. */
        public Said(Identity author, SayKind kind, String text, @Nullable Role atLeast, Tags tags) {
            this(author, kind, text, atLeast, tags, null);
        }
    }

    /**
     * Somebody has become a member.
     *
     * @param created the room's name in this person's spelling, where this is how the room began; otherwise {@code null}
     */
    record Joined(Person person, Roles roles, @Nullable RoomName created) implements RoomEvent {}

    record Parted(Identity who, String reason) implements RoomEvent {}

    record Kicked(Identity by, Identity who, String reason) implements RoomEvent {}

    record TopicChanged(Identity by, String topic) implements RoomEvent {}

    /** Changes that made a difference, in their order; those of {@code o} and {@code v} name their member by id too. */
    record ModesChanged(Identity by, List<ModeChange> changes) implements RoomEvent {}

    /** An operator's invitation opens a room that is invite-only to the invited, once (RFC 2811 section 4.2.2). */
    record Invited(Identity by, Identity who) implements RoomEvent {}

    /** What was said there has been taken back: its text is kept nowhere any more, and its place is {@link Erased}. */
    record Redacted(Identity by, long epoch, long seq, String reason) implements RoomEvent {}

    /** Stands where something was said that is gone: the order has no holes. Shown to nobody. */
    record Erased() implements RoomEvent {}

    /**
     * A member's connection or node has ended. Not shown by replicas: the people actors tell each receiver once, however many rooms are shared.
     */
    record Left(PersonId who) implements RoomEvent {}

    /** A member whom a replica holds and the room had lost sight of is back; shown only where they were not. */
    record Restored(Person person, Roles roles) implements RoomEvent {}

    /** A member's NICK, AWAY or SETNAME has reached the room's own table; the people actors have told everybody before. */
    record Described(Person person) implements RoomEvent {}
}
