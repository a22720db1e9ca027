package chat.parley.node.room;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where a room's events are kept before anybody sees them. A room commits a batch, publishes it, and only then is it acknowledged.
 *
 * <p>One incarnation of a room, at one time, is allowed to append: the one that opened it last. Safe to call from any actor; nothing blocks;
 * stages complete on any thread.
 */
public interface MessageLog {
    /**
     * Begins a new incarnation of a room and fences all older ones.
     *
     * @param atLeastEpoch the new epoch must not be lower
     */
    CompletionStage<Opened> open(RoomKey room, long atLeastEpoch);

    /**
     * Keeps a batch, all of it or nothing; what a {@link RoomEvent.Redacted} of it names becomes {@link RoomEvent.Erased} with it. A failure,
     * {@link Fenced} among them, tells nothing about what follows: the room ends and recovers.
     *
     * @param entries of one epoch, in order, without holes, following on what was appended before
     * @param state what the room is after the last of them, where that has changed; {@code null}: as before
     */
    CompletionStage<Void> append(RoomKey room, List<Entry> entries, @Nullable KeptRoom state);

    /** Whether rooms may decide more; while not, because too much waits to be kept, they leave requests to be sent again. */
    default boolean hasSpace() {
        return true;
    }

    /** Entries from {@code fromSeq} on, at most {@code limit}; fewer where they are not kept any more or do not exist yet. */
    CompletionStage<List<Entry>> read(RoomKey room, long fromSeq, int limit);

    /**
     * A page of what is kept, in the room's order; fewer than its limit only where there is no more between its bounds. Other nodes may read too.
     * Without a store only what this process holds is found.
     */
    CompletionStage<List<Entry>> page(RoomKey room, HistoryQuery query);

    /** Messages that match, in the room's order; see {@link #page}. */
    CompletionStage<Found> search(RoomKey room, TextQuery query);

    /**
     * What a search comes to.
     *
     * @param behind how many of the room's newest events cannot be found yet
     */
    record Found(List<Entry> entries, long behind) {
        public static final Found NOTHING = new Found(List.of(), 0);
    }

    /** Whether every node reads what any of them has kept. Otherwise a replica that is new is given what is held of the room's past. */
    boolean isShared();

    /** This incarnation has ended, in good order or not; what must be kept of the room stays. */
    void close(RoomKey room, long epoch);

    /**
     * What an incarnation starts with.
     *
     * @param epoch its number, higher than that of any before
     * @param lastSeq the place of the last kept event, 0 for none
     * @param lastTimeMillis its time
     * @param room as it was left; {@code null} where nothing is kept of it
     */
    record Opened(
            long epoch,
            long lastSeq,
            long lastTimeMillis,
            @Nullable KeptRoom room) {}

    /** A younger incarnation has opened the room; this one must end. */
    final class Fenced extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Fenced(RoomKey room, long epoch) {
            super("room " + room.entityId() + " has a younger incarnation than epoch " + epoch);
        }
    }
}
