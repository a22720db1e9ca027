package chat.parley.node.history;

/** A message's id: its room's number and its place there, so that a room's history is a range. */
final class Ids {
    private static final int SEQ_BITS = 32;
    private static final long MAX_SEQ = (1L << SEQ_BITS) - 1;
    private static final long MAX_NUMBER = (1L << (Long.SIZE - 1 - SEQ_BITS)) - 1;

    private Ids() {}

    /** @throws IllegalArgumentException where one of them has no room in an id */
    static long of(long number, long seq) {
        if (seq < 0 || seq > MAX_SEQ || number < 0 || number > MAX_NUMBER) {
            throw new IllegalArgumentException("room " + number + " has no place " + seq
                    + " in the store: a room has at most " + MAX_SEQ + " events, a store " + MAX_NUMBER + " rooms");
        }
        return number << SEQ_BITS | seq;
    }

    static long seq(long id) {
        return id & MAX_SEQ;
    }

    /** The last one that a room can have. */
    static long lastOf(long number) {
        return of(number, MAX_SEQ);
    }
}
