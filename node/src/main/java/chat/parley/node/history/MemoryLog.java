package chat.parley.node.history;

import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.KeptRoom;
import chat.parley.node.room.MessageLog;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.TextQuery;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The log of those who want no store ({@code parley.history.store = memory}): holds the newest events of the rooms that live on this node, and
 * nothing of a room that has ended here. What keeps a room through the loss of its node is then its replicas alone.
 *
 * <p>Epochs are the time of opening in milliseconds, so that incarnations on different nodes have different ones; the replicas' promises fence.
 */
public final class MemoryLog implements MessageLog {
    private final int entriesPerRoom;
    private final Clock clock;
    private final ConcurrentHashMap<RoomKey, Kept> rooms = new ConcurrentHashMap<>();

    /** A log that holds the newest {@code entriesPerRoom} events of each room. */
    public MemoryLog(int entriesPerRoom, Clock clock) {
        this.entriesPerRoom = entriesPerRoom;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Opened> open(RoomKey room, long atLeastEpoch) {
        var kept = rooms.compute(room, (key, before) -> {
            var olderEpoch = before == null ? 0 : before.epoch;
            return new Kept(Math.max(Math.max(clock.millis(), atLeastEpoch), olderEpoch + 1));
        });
        return CompletableFuture.completedStage(new Opened(kept.epoch, 0, 0, null));
    }

    @Override
    public CompletionStage<Void> append(RoomKey room, List<Entry> entries, @Nullable KeptRoom state) {
        var kept = rooms.get(room);
        var epoch = entries.get(0).epoch();
        if (kept == null || kept.epoch != epoch) {
            return CompletableFuture.failedStage(new Fenced(room, epoch));
        }
        kept.add(entries, entriesPerRoom);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<List<Entry>> read(RoomKey room, long fromSeq, int limit) {
        var kept = rooms.get(room);
        return CompletableFuture.completedStage(kept == null ? List.of() : kept.from(fromSeq, limit));
    }

    @Override
    public CompletionStage<List<Entry>> page(RoomKey room, HistoryQuery query) {
        var kept = rooms.get(room);
        return CompletableFuture.completedStage(kept == null ? List.of() : query.of(kept.all()));
    }

    @Override
    public CompletionStage<Found> search(RoomKey room, TextQuery query) {
        var kept = rooms.get(room);
        return CompletableFuture.completedStage(new Found(kept == null ? List.of() : query.of(kept.all()), 0));
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public void close(RoomKey room, long epoch) {
        rooms.computeIfPresent(room, (key, kept) -> kept.epoch == epoch ? null : kept);
    }

    /** One room's newest events. */
    private static final class Kept {
        private final long epoch;
        private final ArrayDeque<Entry> entries = new ArrayDeque<>();

        Kept(long epoch) {
            this.epoch = epoch;
        }

        synchronized void add(List<Entry> batch, int bound) {
            for (var entry : batch) {
                entries.add(entry);
                if (entry.event() instanceof RoomEvent.Redacted redacted) {
                    erase(redacted.seq());
                }
            }
            while (entries.size() > bound) {
                entries.removeFirst();
            }
        }

        private void erase(long seq) {
            var kept = entries.stream()
                    .map(entry -> entry.seq() == seq ? entry.with(new RoomEvent.Erased()) : entry)
                    .toList();
            entries.clear();
            entries.addAll(kept);
        }

        synchronized List<Entry> from(long fromSeq, int limit) {
            return entries.stream()
                    .filter(entry -> entry.seq() >= fromSeq)
                    .limit(limit)
                    .toList();
        }

        synchronized List<Entry> all() {
            return List.copyOf(entries);
        }
    }
}
