package chat.parley.node.dialect;

import chat.parley.node.room.HistoryRequest;
import chat.parley.node.room.RoomEncoder;
import chat.parley.node.room.RoomHistory;
import chat.parley.wire.RoomName;
import org.apache.pekko.util.ByteString;

/** What those are shown who join a room with a client that cannot ask for its history ({@code parley.history.on-join-lines}). */
public final class RecentLines {
    private RecentLines() {}

    /** Adds the lines from before this person's joining to the answer, if there shall be any. */
    public static void show(Exchange exchange, RoomName room, RoomEncoder encoder, Runnable next) {
        int lines = exchange.session().config().reading().onJoinLines();
        if (lines == 0 || !exchange.session().rooms().containsKey(room)) {
            next.run();
            return;
        }
        exchange.history(room, HistoryRequest.beforeJoining(lines), history -> {
            if (history instanceof RoomHistory.Page page) {
                exchange.reply(shown(page, encoder));
            }
            next.run();
        });
    }

    private static ByteString shown(RoomHistory.Page page, RoomEncoder encoder) {
        var room = new PastRoom(page.room(), page.displayName());
        return page.entries().stream()
                .map(entry -> encoder.shown(entry, room))
                .reduce(ByteString.emptyByteString(), ByteString::concat);
    }
}
