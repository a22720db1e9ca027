package chat.parley.node.dialect.irc;

import chat.parley.node.room.Entry;
import chat.parley.node.room.RoomHistory;
import chat.parley.node.room.RoomKey;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A message that a search shows: one that was looked for, or one beside it.
 *
 * @param displayName the room's name as its creator wrote it
 */
record SearchMatch(RoomKey room, String displayName, Entry entry, boolean isContext) {
    private static final ReplyTag CONTEXT = new ReplyTag(SearchWish.CONTEXT);

    static SearchMatch of(RoomHistory.Page page, Entry entry) {
        return new SearchMatch(page.room(), page.displayName(), entry, false);
    }

    SearchMatch besides(Entry other) {
        return new SearchMatch(room, displayName, other, true);
    }

    /** The context is told from the matches by a tag, for those who can have it. */
    byte[] lines(String server, Capabilities capabilities) {
        var one = new RoomHistory.Page(room, displayName, List.of(entry));
        var bytes = new ByteArrayOutputStream();
        new HistoryLines(one, server, capabilities).forEachRemaining(bytes::writeBytes);
        var lines = bytes.toByteArray();
        return isContext && capabilities.has(Capability.MESSAGE_TAGS) ? CONTEXT.onEach(lines) : lines;
    }
}
