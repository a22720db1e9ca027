package chat.parley.node.room;

/** An edge of a stretch of a room's history, between two events or beyond them; what stands on it is outside. */
public sealed interface HistoryBound {
    /** Before everything. */
    HistoryBound START = new At(0);

    /** After everything. */
    HistoryBound END = new At(Long.MAX_VALUE);

    /** The event with this place in the room's order, whether it is kept or not. */
    record At(long seq) implements HistoryBound {
        @Override
        public int compareTo(Entry entry) {
            return Long.compare(seq, entry.seq());
        }

        @Override
        public HistoryBound justBefore() {
            return new At(seq - 1);
        }
    }

    /** All events of one millisecond since the epoch. Time never goes back within a room, so they are neighbours. */
    record Time(long millis) implements HistoryBound {
        @Override
        public int compareTo(Entry entry) {
            return Long.compare(millis, entry.timeMillis());
        }

        /** A bound that lets in what stands on this one, and nothing more behind it. */
        public HistoryBound justAfter() {
            return new Time(millis + 1);
        }

        @Override
        public HistoryBound justBefore() {
            return new Time(millis - 1);
        }
    }

    /** A bound that lets in what stands on this one, and nothing more before it. */
    HistoryBound justBefore();

    /** Negative where this lies before the event, positive where it lies after it, 0 where the event stands on it. */
    int compareTo(Entry entry);
}
