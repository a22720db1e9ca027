package chat.parley.node.history;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryKinds;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.KeptRoom;
import chat.parley.node.room.MessageLog;
import chat.parley.node.room.RoomKey;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One node's way to a store, whose answers are waited for. */
final class OpenStore implements AutoCloseable {
    static final Duration KEEP_EMPTY = Duration.ofHours(1);

    private static final int PATIENCE_SECONDS = 20;

    private final SqlStore store;
    private final ExecutorService readers = Executors.newFixedThreadPool(2);
    private final LinkedBlockingQueue<Boolean> told = new LinkedBlockingQueue<>();
    private final Ahead clock = new Ahead();
    final SqlLog log;

    OpenStore(Database database) throws SQLException {
        this(database, 1000);
    }

    OpenStore(Database database, int commitRows) throws SQLException {
        store = SqlStore.open(
                database, bounds(commitRows), new NodeConfig.Retention(Duration.ZERO, 0, KEEP_EMPTY), KEEP_EMPTY);
        log = store.log(1, readers, clock, told::add);
    }

    private static NodeConfig.History bounds(int commitRows) {
        try {
            return NodeConfig.ofText("parley.history { queue-rows = 1000, commit-rows = " + commitRows
                            + ", most-read-markers = 3 }")
                    .history();
        } catch (ConfigFaults faults) {
            throw new AssertionError(faults);
        }
    }

    Upkeep upkeep() {
        return store.upkeep().orElseThrow();
    }

    /** Moves a marker, and tells where it is then. */
    long marks(String nick, String room, long millis) {
        return of(store.readMarkers().move(Nick.of(nick), RoomName.of(room), millis));
    }

    MessageLog.Opened opens(RoomKey room) {
        return of(log.open(room, 0));
    }

    void appends(RoomKey room, List<Entry> entries) {
        appends(room, entries, null);
    }

    void appends(RoomKey room, List<Entry> entries, @Nullable KeptRoom kept) {
        of(log.append(room, entries, kept));
    }

    CompletableFuture<Void> begins(RoomKey room, List<Entry> entries) {
        return log.append(room, entries, null).toCompletableFuture();
    }

    List<Entry> all(RoomKey room) {
        return of(log.read(room, 1, 1_000_000));
    }

    List<Entry> page(RoomKey room, HistoryQuery query) {
        return of(log.page(room, query));
    }

    List<Entry> latest(RoomKey room, int limit) {
        return page(room, HistoryQuery.latest(HistoryKinds.SEEN, limit));
    }

    long now() {
        return clock.millis();
    }

    void hourPasses() {
        pass(KEEP_EMPTY.plusSeconds(1));
    }

    void pass(Duration time) {
        clock.ahead = clock.ahead.plus(time);
    }

    /** How many rooms are forgotten, where these nodes are present. */
    int sweeps(Long... present) {
        return of(store.sweep(List.of(present)));
    }

    /** Whether the store is there, as it is told next. */
    boolean isTold() throws InterruptedException {
        var there = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(there).as("word of the store").isNotNull();
        return there;
    }

    static <T> T of(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    static Throwable failureOf(CompletionStage<?> stage) {
        return of(stage.handle((done, failure) -> {
            assertThat(failure).as("why it failed").isNotNull();
            return failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        }));
    }

    /** The system's clock, and more. */
    private static final class Ahead extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public void close() {
        store.close();
        readers.shutdown();
    }
}
