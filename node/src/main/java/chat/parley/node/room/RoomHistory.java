package chat.parley.node.room;

import java.util.List;

/** What somebody gets who asks for a page of a room's history. */
public sealed interface RoomHistory {
    /**
     * The page; fewer events than were asked for only where there are no more.
     *
     * @param displayName the room's name as its creator wrote it
     * @param entries in the room's order
     */
    record Page(RoomKey room, String displayName, List<Entry> entries) implements RoomHistory {}

    /** They may not read it, or there is no such room: nobody is told which. */
    record Refused() implements RoomHistory {
        public static final Refused INSTANCE = new Refused();
    }

    /** The room has no event with the id that bounds the page. */
    record NoSuchMessage(ChatRoom.Progress place) implements RoomHistory {}

    /** The log did not answer in time; it may later. */
    record Unavailable() implements RoomHistory {
        public static final Unavailable INSTANCE = new Unavailable();
    }
}
