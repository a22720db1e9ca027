package chat.parley.node.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node's replica tells one of its people of a room's past: whether they may read it, and the newest events, which it holds. Everything up to
 * {@code seq} has been shown to the members of this node; what came later is not history yet, because it is still on its way to them.
 *
 * @param displayName the room's name as its creator wrote it
 * @param seq the place of the last event that was shown
 * @param reader how they stand in the room; {@code null} for somebody who is no member or is kept out by a ban
 * @param sinceMillis what was said before this time is not for them; 0 for no such bound
 * @param newest events without holes among them, the last one at {@code seq}; none where none are held
 */
public record RoomPast(
        RoomKey room,
        String displayName,
        long seq,
        @Nullable Member reader,
        long sinceMillis,
        List<Entry> newest) {

    /** The past of a room whose state the node does not have. */
    static RoomPast unknown(RoomKey room) {
        return new RoomPast(room, room.entityId(), 0, null, 0, List.of());
    }

    /** Whether this event is shown to the reader at all: lines to the operators alone are for operators (STATUSMSG). */
    public boolean shows(Entry entry) {
        var atLeast = entry.event() instanceof RoomEvent.Said said ? said.atLeast() : null;
        return entry.seq() <= seq
                && entry.timeMillis() >= sinceMillis
                && (atLeast == null || (reader != null && reader.roles().atLeast(atLeast)));
    }

    /** The event at a place; {@code null} where it is not held here. */
    public @Nullable Entry find(long place) {
        var index = newest.isEmpty() ? -1 : place - newest.get(0).seq();
        return index >= 0 && index < newest.size() ? newest.get((int) index) : null;
    }

    /** The page, where what is held here is enough for it; otherwise {@code null}. */
    public @Nullable List<Entry> page(HistoryQuery query) {
        var found = query.of(newest);
        return holdsAllAfter(query.after()) || (query.newest() && found.size() == query.limit()) ? found : null;
    }

    /** What this reader may ask for: nothing that they have not been shown, and nothing from before their time. */
    public HistoryQuery allowed(HistoryQuery query) {
        return query.withAfter(notBeforeTheirTime(query.after())).withBefore(notBeyondWhatWasShown(query.before()));
    }

    /** Where the reader came in. */
    public HistoryBound joining() {
        for (var i = newest.size() - 1; i >= 0 && reader != null; i--) {
            var entry = newest.get(i);
            if (entry.event() instanceof RoomEvent.Joined joined
                    && joined.person().id().equals(reader.person().id())) {
                return new HistoryBound.At(entry.seq());
            }
        }
        return reader == null ? HistoryBound.START : new HistoryBound.Time(reader.joinedMillis());
    }

    private HistoryBound notBeforeTheirTime(HistoryBound after) {
        var earliest = new HistoryBound.Time(sinceMillis - 1);
        if (sinceMillis == 0) {
            return after;
        }
        if (after instanceof HistoryBound.Time time) {
            return time.millis() < earliest.millis() ? earliest : time;
        }
        return after.equals(HistoryBound.START) ? earliest : after;
    }

    private HistoryBound notBeyondWhatWasShown(HistoryBound before) {
        var last = newest.isEmpty() ? null : newest.get(newest.size() - 1);
        var isLater =
                before instanceof HistoryBound.At at ? at.seq() > seq : last != null && before.compareTo(last) > 0;
        return isLater ? new HistoryBound.At(seq + 1) : before;
    }

    private boolean holdsAllAfter(HistoryBound bound) {
        if (newest.isEmpty()) {
            return seq == 0 || (bound instanceof HistoryBound.At at && at.seq() >= seq);
        }
        var oldest = newest.get(0);
        return oldest.seq() == 1
                || bound.compareTo(oldest) >= 0
                || (bound instanceof HistoryBound.At at && at.seq() == oldest.seq() - 1);
    }
}
