package chat.parley.node.history;

import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.KeptRoom;
import chat.parley.node.room.MessageLog;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.TextQuery;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The log in a database that all nodes of the cluster share. Every write goes through the node's {@link LogWriter}, every read through its
 * {@link Reads}; an append is done when its transaction is committed.
 *
 * <p>Epochs are the time of opening in milliseconds unless the last one was higher: so those of a room that was forgotten and began anew are higher
 * too, and no message id is given twice.
 */
final class SqlLog implements MessageLog {
    private final LogWriter writer;
    private final Reads reads;
    private final SearchIndex search;
    private final Clock clock;
    private final long node;
    private final long keepMillis;
    private final ConcurrentHashMap<RoomKey, RoomTable.Open> opened = new ConcurrentHashMap<>();

    /**
     * @param node the cluster's unique number of this one
     * @param keepMillis how long a room is kept that nobody is in
     */
    SqlLog(LogWriter writer, Reads reads, SearchIndex search, Clock clock, long node, long keepMillis) {
        this.search = search;
        this.keepMillis = keepMillis;
        this.writer = writer;
        this.reads = reads;
        this.clock = clock;
        this.node = node;
    }

    @Override
    public CompletionStage<Opened> open(RoomKey room, long atLeastEpoch) {
        var task = new Work.Task<>(connection -> {
            var now = clock.millis();
            RoomTable.forgetIfOld(connection, room, now - keepMillis);
            return RoomTable.open(connection, room, Math.max(now, atLeastEpoch), node);
        });
        writer.submit(task);
        return task.result().thenApply(open -> {
            opened.put(room, open);
            return open.opened();
        });
    }

    @Override
    public CompletionStage<Void> append(RoomKey room, List<Entry> entries, @Nullable KeptRoom state) {
        var open = opened.get(room);
        var epoch = entries.get(0).epoch();
        if (open == null || open.opened().epoch() != epoch) {
            return CompletableFuture.failedStage(new Fenced(room, epoch));
        }
        var events = entries.stream().map(EntryCodec::encode).toList();
        var kept = state == null ? null : new Work.Kept(EntryCodec.encode(state), state.emptySinceMillis());
        var result = new CompletableFuture<Void>();
        writer.submit(new Work.Append(room, open.number(), epoch, events, erasedBy(entries), kept, result));
        search.touched(open.number());
        return result;
    }

    private static List<Long> erasedBy(List<Entry> entries) {
        return entries.stream()
                .map(Entry::event)
                .filter(RoomEvent.Redacted.class::isInstance)
                .map(event -> ((RoomEvent.Redacted) event).seq())
                .toList();
    }

    @Override
    public boolean hasSpace() {
        return !writer.isFull();
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public CompletionStage<List<Entry>> read(RoomKey room, long fromSeq, int limit) {
        return reads.read(connection -> {
            var found = RoomTable.place(connection, room);
            return found == null
                    ? List.of()
                    : MessageTable.read(connection, found.number(), fromSeq, limit).stream()
                            .map(EntryCodec::decode)
                            .toList();
        });
    }

    @Override
    public CompletionStage<List<Entry>> page(RoomKey room, HistoryQuery query) {
        return reads.read(connection -> {
            var found = RoomTable.place(connection, room);
            return found == null
                    ? List.of()
                    : HistoryPages.find(connection, found.number(), found.lastSeq(), query).stream()
                            .map(EntryCodec::decode)
                            .toList();
        });
    }

    @Override
    public CompletionStage<Found> search(RoomKey room, TextQuery query) {
        return reads.read(connection -> {
            var found = RoomTable.place(connection, room);
            return found == null ? Found.NOTHING : search.find(connection, found, query);
        });
    }

    /** What is kept stays; the next incarnation may be on another node, and at once. */
    @Override
    public void close(RoomKey room, long epoch) {
        var open = opened.get(room);
        if (open != null && open.opened().epoch() == epoch && opened.remove(room, open)) {
            writer.submit(new Work.Task<>(connection -> {
                RoomTable.close(connection, open.number(), epoch, clock.millis());
                return open;
            }));
        }
    }

    /**
     * Forgets what nobody has been in for long; completes when all of it has gone.
     *
     * @param present the nodes of the cluster: a room that another one served is served by nobody now
     */
    CompletionStage<Integer> sweep(Collection<Long> present) {
        var task = new Work.Task<>(connection -> Forgetting.sweep(connection, present, clock.millis(), keepMillis));
        writer.submit(task);
        return task.result().thenCompose(forgotten -> purge().thenApply(done -> forgotten));
    }

    /** In small parts, so that the rooms' own writes come between. */
    private CompletionStage<Boolean> purge() {
        var task = new Work.Task<>(connection -> Forgetting.purge(connection, search.sql()));
        writer.submit(task);
        return task.result().thenCompose(more -> more ? purge() : CompletableFuture.completedStage(false));
    }
}
