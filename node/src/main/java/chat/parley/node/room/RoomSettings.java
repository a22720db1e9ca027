package chat.parley.node.room;

import chat.parley.node.person.PersonId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything of a room but its members: with them, what a replica is sent when it attaches.
 *
 * @param createdMillis milliseconds since the epoch; 0 before the first event
 * @param bans list mode {@code b}, oldest first
 * @param exceptions list mode {@code e}: whom no ban concerns
 * @param invitationMasks list mode {@code I}: whom invite-only does not concern
 * @param invited who has an operator's invitation and has not joined since, oldest first
 */
public record RoomSettings(
        String displayName,
        long createdMillis,
        RoomView.@Nullable Topic topic,
        RoomModes modes,
        List<RoomView.ListEntry> bans,
        List<RoomView.ListEntry> exceptions,
        List<RoomView.ListEntry> invitationMasks,
        List<PersonId> invited) {

    /** What a room has before anything has happened in it. */
    public static RoomSettings initial(RoomKey key) {
        var name = key instanceof RoomKey.Named named ? named.name().text() : key.entityId();
        return new RoomSettings(name, 0, null, RoomModes.DEFAULT, List.of(), List.of(), List.of(), List.of());
    }
}
