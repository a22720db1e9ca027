package chat.parley.node.dialect.irc;

import chat.parley.node.dialect.PastRoom;
import chat.parley.node.room.Entry;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomHistory;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;

/**
 * A page of history as lines, some KiB at a time. Each line is what this client would have been shown when it happened, with the same id and the
 * same time (IRCv3 chathistory, Returned message notes).
 */
final class HistoryLines implements Iterator<byte[]> {
    private static final int PIECE_BYTES = 4096;

    private final Iterator<Entry> entries;
    private final PastRoom room;
    private final String server;
    private final Capabilities capabilities;

    HistoryLines(RoomHistory.Page page, String server, Capabilities capabilities) {
        this.entries = page.entries().iterator();
        this.room = new PastRoom(page.room(), page.displayName());
        this.server = server;
        this.capabilities = capabilities;
    }

    @Override
    public boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public byte[] next() {
        var lines = new ByteArrayOutputStream(PIECE_BYTES);
        do {
            lines.writeBytes(lineOf(entries.next()));
        } while (entries.hasNext() && lines.size() < PIECE_BYTES);
        return lines.toByteArray();
    }

    private byte[] lineOf(Entry entry) {
        return entry.event() instanceof RoomEvent.Said said
                ? SaidLines.shown(said, entry, room, capabilities).toArrayUnsafe()
                : RoomLines.of(entry, room, server, capabilities).forOthers();
    }
}
