package chat.parley.node.room;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;

/**
 * A page of a room's history: of the events between two bounds the first ones or the last ones.
 *
 * @param after only what lies behind this bound
 * @param before only what lies before this bound
 * @param newest whether the last ones are wanted and not the first ones, should there be more than {@code limit}
 * @param limit how many at most; at least 1
 */
public record HistoryQuery(HistoryBound after, HistoryBound before, HistoryKinds kinds, boolean newest, int limit) {
    public HistoryQuery {
        if (limit < 1) {
            throw new IllegalArgumentException("a page of " + limit + " events: ask for 1 or more");
        }
    }

    /** The last ones of all. */
    public static HistoryQuery latest(HistoryKinds kinds, int limit) {
        return new HistoryQuery(HistoryBound.START, HistoryBound.END, kinds, true, limit);
    }

    /** Whether an event belongs to the stretch. */
    public boolean includes(Entry entry) {
        return after.compareTo(entry) < 0 && before.compareTo(entry) > 0 && kinds.includes(entry.event());
    }

    public HistoryQuery withAfter(HistoryBound bound) {
        return new HistoryQuery(bound, before, kinds, newest, limit);
    }

    public HistoryQuery withBefore(HistoryBound bound) {
        return new HistoryQuery(after, bound, kinds, newest, limit);
    }

    /** What is left of the stretch once this page, which must not be empty, is known. */
    public HistoryQuery beyond(List<Entry> page) {
        return newest
                ? withBefore(new HistoryBound.At(page.get(0).seq()))
                : withAfter(new HistoryBound.At(page.get(page.size() - 1).seq()));
    }

    public HistoryQuery withLimit(int changed) {
        return new HistoryQuery(after, before, kinds, newest, changed);
    }

    /**
     * The page where all events are at hand.
     *
     * @param entries in the room's order
     * @return in the room's order
     */
    public List<Entry> of(List<Entry> entries) {
        return newest
                ? lastOf(entries)
                : entries.stream().filter(this::includes).limit(limit).toList();
    }

    private List<Entry> lastOf(List<Entry> entries) {
        var page = new ArrayDeque<Entry>();
        for (ListIterator<Entry> each = entries.listIterator(entries.size());
                each.hasPrevious() && page.size() < limit; ) {
            var entry = each.previous();
            if (includes(entry)) {
                page.addFirst(entry);
            }
        }
        return new ArrayList<>(page);
    }
}
