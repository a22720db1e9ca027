package chat.parley.node.room;

import chat.parley.wire.Mask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The newest events of a room, without holes among them, as many as the bound allows. Used by one actor only. */
final class Tail {
    private final int maxEntries;

    // Mutable state
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();

    Tail(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    /**
     * Adds the next event. After a jump (a snapshot came between) what is older is forgotten. What the event takes back is not held any longer.
     */
    void add(Entry entry) {
        var last = entries.peekLast();
        if (last != null && last.seq() + 1 != entry.seq()) {
            entries.clear();
        }
        if (entries.size() == maxEntries) {
            entries.removeFirst();
        }
        entries.addLast(entry);
        if (entry.event() instanceof RoomEvent.Redacted redacted) {
            erase(earlier -> earlier.seq() == redacted.seq());
        }
    }

    /** Takes the content out of what somebody has said. */
    void erase(Mask who) {
        erase(entry -> entry.event() instanceof RoomEvent.Said said
                && who.matches(said.author().hostmask()));
    }

    private void erase(Predicate<Entry> which) {
        var kept = entries.stream()
                .map(entry -> which.test(entry) ? entry.with(new RoomEvent.Erased()) : entry)
                .toList();
        entries.clear();
        entries.addAll(kept);
    }

    /** A snapshot comes: what is held would have a hole after it. */
    void clear() {
        entries.clear();
    }

    /** All events after {@code seq}, up to {@code lastSeq}; {@code null} where some of them are not held. */
    @Nullable
    List<Entry> after(long seq, long lastSeq) {
        if (seq >= lastSeq) {
            return List.of();
        }
        if (entries.isEmpty()
                || entries.getFirst().seq() > seq + 1
                || entries.getLast().seq() < lastSeq) {
            return null;
        }
        var found = new ArrayList<Entry>((int) (lastSeq - seq));
        for (var entry : entries) {
            if (entry.seq() > seq && entry.seq() <= lastSeq) {
                found.add(entry);
            }
        }
        return found;
    }

    /** The newest events up to {@code seq}, at most {@code limit}. */
    List<Entry> upTo(long seq, int limit) {
        return entries.stream()
                .filter(entry -> entry.seq() > seq - limit && entry.seq() <= seq)
                .toList();
    }

    /** The event at a place; {@code null} where it is not held. */
    @Nullable
    Entry find(long seq) {
        var found = after(seq - 1, seq);
        return found == null || found.isEmpty() ? null : found.get(0);
    }

    /** The newest event; {@code null} for none. */
    @Nullable
    Entry last() {
        return entries.peekLast();
    }

    List<Entry> all() {
        return List.copyOf(entries);
    }
}
