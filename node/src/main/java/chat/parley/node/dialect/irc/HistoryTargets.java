package chat.parley.node.dialect.irc;

import chat.parley.node.room.HistoryRequest;
import chat.parley.node.room.RoomHistory;
import chat.parley.wire.RoomName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** In which of their rooms somebody would find something (IRCv3 chathistory, TARGETS). */
final class HistoryTargets {
    private static final String BATCH_TYPE = "draft/chathistory-targets";
    private static final HistoryRequest NEWEST = HistoryRequest.latest(1);

    private final Call call;
    private final long fromMillis;
    private final long toMillis;
    private final int limit;
    private final List<Target> found = new ArrayList<>();

    /** A room, and when something was last said in it. */
    private record Target(String room, long millis) {}

    private HistoryTargets(Call call, long fromMillis, long toMillis, int limit) {
        this.call = call;
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        this.limit = limit;
    }

    /** Both bounds must be times. */
    static void list(Call call, int limit) throws HistoryFault {
        var from = HistoryBounds.millis(call.param(0), call.param(1));
        var to = HistoryBounds.millis(call.param(0), call.param(2));
        new HistoryTargets(call, from, to, limit)
                .look(List.copyOf(call.session().rooms().keySet()).iterator());
    }

    private void look(Iterator<RoomName> rooms) {
        if (!rooms.hasNext()) {
            tell();
            return;
        }
        call.exchange().history(rooms.next(), NEWEST, call.then((RoomHistory history) -> {
            note(history);
            look(rooms);
        }));
    }

    private void note(RoomHistory history) {
        if (history instanceof RoomHistory.Page page && !page.entries().isEmpty()) {
            var millis = page.entries().get(0).timeMillis();
            if (millis > Math.min(fromMillis, toMillis) && millis < Math.max(fromMillis, toMillis)) {
                found.add(new Target(page.displayName(), millis));
            }
        }
    }

    /** Ascending, counted from the first bound on. */
    private void tell() {
        found.sort(Comparator.comparingLong(Target::millis));
        var some = fromMillis <= toMillis
                ? found.subList(0, Math.min(limit, found.size()))
                : found.subList(Math.max(0, found.size() - limit), found.size());
        call.batch(BATCH_TYPE, List.of(), List.of(lines(some)).iterator());
    }

    private byte[] lines(List<Target> targets) {
        var lines = new Replies(call.server().name(), call.replies().client());
        for (var target : targets) {
            lines.fromWords(
                    lines.server(), null, "CHATHISTORY", "TARGETS", target.room(), ServerTime.of(target.millis()));
        }
        return lines.take();
    }
}
