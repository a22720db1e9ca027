package chat.parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A log that the test completes by hand, or that keeps everything at once. One room's only. */
final class HandLog implements MessageLog {
    private final BlockingQueue<Append> appends = new LinkedBlockingQueue<>();
    private final List<Entry> kept = new ArrayList<>();
    private @Nullable KeptRoom room;
    private boolean byHand;
    private volatile boolean full;
    private boolean shared = true;
    private long epoch;
    private int closed;

    /** From now on each batch waits for {@link #next()}. */
    synchronized void byHand() {
        byHand = true;
    }

    /** What an earlier life of the room has left here. */
    synchronized void holds(List<Entry> entries, RoomSettings then, RoleClaim... roles) {
        kept.addAll(entries);
        room = new KeptRoom(then, List.of(roles), 0);
    }

    /** As one that is in memory: of a room that has ended nothing is kept. */
    void keepsNothing() {
        shared = false;
    }

    /** The next batch that is to be kept. */
    Append next() throws InterruptedException {
        var append = appends.poll(3, TimeUnit.SECONDS);
        assertThat(append).as("a batch to commit").isNotNull();
        return append;
    }

    /** Whether so much waits that rooms shall take nothing more. */
    void isFull(boolean now) {
        full = now;
    }

    @Override
    public boolean hasSpace() {
        return !full;
    }

    boolean isIdle() {
        return appends.isEmpty();
    }

    synchronized int closed() {
        return closed;
    }

    @Override
    public synchronized CompletionStage<Opened> open(RoomKey opened, long atLeastEpoch) {
        epoch = Math.max(epoch + 1, atLeastEpoch);
        var last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
        return CompletableFuture.completedStage(
                new Opened(epoch, last == null ? 0 : last.seq(), last == null ? 0 : last.timeMillis(), room));
    }

    @Override
    public synchronized CompletionStage<Void> append(RoomKey to, List<Entry> entries, @Nullable KeptRoom state) {
        var done = new CompletableFuture<Void>();
        if (byHand) {
            appends.add(new Append(entries, state, done));
        } else {
            done.complete(null);
        }
        return done;
    }

    @Override
    public synchronized CompletionStage<List<Entry>> read(RoomKey room, long fromSeq, int limit) {
        return CompletableFuture.completedStage(kept.stream()
                .filter(entry -> entry.seq() >= fromSeq)
                .limit(limit)
                .toList());
    }

    @Override
    public synchronized CompletionStage<List<Entry>> page(RoomKey room, HistoryQuery query) {
        return CompletableFuture.completedStage(query.of(kept));
    }

    @Override
    public CompletionStage<Found> search(RoomKey room, TextQuery query) {
        return CompletableFuture.completedStage(new Found(query.of(kept), 0));
    }

    @Override
    public boolean isShared() {
        return shared;
    }

    @Override
    public synchronized void close(RoomKey room, long closedEpoch) {
        closed++;
    }

    /** A batch on its way. */
    record Append(List<Entry> entries, @Nullable KeptRoom room, CompletableFuture<Void> done) {
        void isKept() {
            done.complete(null);
        }

        void fails() {
            done.completeExceptionally(new IllegalStateException("disk full"));
        }
    }
}
