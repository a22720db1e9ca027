package chat.parley.node.room;

import org.apache.pekko.util.ByteString;

/**
 * How one kind of receiver is shown a room's events, as bytes ready to be written. Equal encoders are interchangeable: a replica encodes once
 * for all receivers whose {@link #forOthers} are equal, so an encoder holds what kinds differ in (capabilities, wording) and nothing of a person.
 *
 * <p>Called in the replica's actor. {@code room} is the state after the event has been applied, but a member whom the event removed can still be
 * read from the event. Never throws; empty bytes mean that this kind is not shown the event.
 */
public interface RoomEncoder {
    /** What everybody but the author sees. */
    ByteString shown(Entry entry, RoomView room);

    /** One that shows the same as this one; equal for all that differ in their {@link #own} copies alone. */
    default RoomEncoder forOthers() {
        return this;
    }

    /**
     * The author's own copy, which is the acknowledgement: the echo with its label, one's own JOIN with topic and names, …; empty where the kind
     * gets none.
     */
    ByteString own(Entry entry, RoomView room);
}
