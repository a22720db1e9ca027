package chat.parley.node.room;

import java.util.List;

/**
 * What a search has found in one room.
 *
 * @param page the messages, in the room's order
 * @param behind how many of the room's newest events cannot be found yet
 */
public record RoomMatches(RoomHistory.Page page, long behind) {
    public static RoomMatches none(RoomKey room) {
        return new RoomMatches(new RoomHistory.Page(room, room.entityId(), List.of()), 0);
    }

    public static RoomMatches of(RoomPast past, List<Entry> entries, long behind) {
        return new RoomMatches(new RoomHistory.Page(past.room(), past.displayName(), entries), behind);
    }
}
