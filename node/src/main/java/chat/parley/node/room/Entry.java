package chat.parley.node.room;

import chat.parley.node.person.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * One event in its place: what the log keeps and the replicas are sent.
 *
 * @param epoch the incarnation of the room that decided it
 * @param seq its place in the room's order, from 1, without holes over all incarnations
 * @param timeMillis milliseconds since the epoch; never goes back within a room
 * @param author who asked; {@code null} for what the room did by itself
 * @param request the author's number of the request, 0 for none: what makes a retry recognisable
 * @param label what the author's client calls its request (IRCv3 labeled-response); only for the author's own copy
 */
public record Entry(
        long epoch,
        long seq,
        long timeMillis,
        @Nullable PersonId author,
        long request,
        @Nullable String label,
        RoomEvent event) {
    /** The same place with the event put differently. */
    public Entry with(RoomEvent other) {
        return other == event ? this : new Entry(epoch, seq, timeMillis, author, request, label, other);
    }
}
