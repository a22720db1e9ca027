package chat.parley.node.history;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryKinds;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.KeptRoom;
import chat.parley.node.room.MessageLog;
import chat.parley.node.room.RoleClaim;
import chat.parley.node.room.Roles;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomSettings;
import chat.parley.wire.RoomName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes that do to a store whatever comes, at random: rooms are opened here and there, batches are kept, fenced, lost at the commit or after it,
 * nodes end in the midst of it and start again. Beside it stands a model, which is a list for each room; what was acknowledged must be in both, what
 * was refused in neither, and what nobody knows of is kept whole or not at all.
 */
final class LogTurmoil implements AutoCloseable {
    private static final int NODES = 2;
    private static final int ROOMS = 3;
    private static final int MOST_AT_ONCE = 4;

    private final Source source;
    private final Random random;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Room> rooms;

    /** Gives a way of its own to the one store. */
    interface Source {
        Database database() throws Exception;
    }

    LogTurmoil(Source source, long seed) throws Exception {
        this.source = source;
        this.random = new Random(seed);
        this.rooms = IntStream.range(0, ROOMS)
                .mapToObj(number -> new Room(RoomKey.of(RoomName.of("#turmoil-" + seed + "-" + number))))
                .toList();
        for (var node = 0; node < NODES; node++) {
            nodes.add(new Node(source));
        }
    }

    void run(int steps) throws Exception {
        for (var step = 0; step < steps; step++) {
            next();
        }
        rooms.forEach(room -> nodes.forEach(node -> node.reads(room)));
    }

    private void next() throws Exception {
        var node = nodes.get(random.nextInt(NODES));
        var room = rooms.get(random.nextInt(ROOMS));
        var what = random.nextInt(100);
        if (what < 15) {
            node.opens(room);
        } else if (what < 65) {
            append(node, room);
        } else if (what < 75) {
            takeOver(node, nodes.get(random.nextInt(NODES)), room);
        } else if (what < 85) {
            node.failsNext(random);
        } else if (what < 95) {
            node.reads(room);
        } else {
            crash(node);
        }
    }

    private void append(Node node, Room room) {
        var batch = node.begins(room, random);
        if (batch != null) {
            batch.settles();
        }
    }

    /** Another incarnation begins while the one before still writes: it has kept its batch before that, or is fenced. */
    private void takeOver(Node before, Node after, Room room) {
        before.failsNext(random);
        var batch = before.begins(room, random);
        var opened = OpenStore.of(after.store.log.open(room.key, 0));
        if (batch != null) {
            batch.settlesBefore(opened);
        }
        after.hasOpened(room, opened);
    }

    /** Its process ends: what was under way may be kept or not, whole. */
    private void crash(Node node) throws Exception {
        var batches = new ArrayList<Batch>();
        for (var room : rooms) {
            var batch = node.begins(room, random);
            if (batch != null) {
                batches.add(batch);
            }
        }
        node.store.close();
        var again = new Node(source);
        nodes.set(nodes.indexOf(node), again);
        batches.forEach(batch -> batch.isFound(again));
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.store.close());
    }

    /** The model of a room. */
    private static final class Room {
        private final RoomKey key;

        // Mutable state
        private final List<Entry> entries = new ArrayList<>();
        private @Nullable KeptRoom state;
        private long epoch;

        Room(RoomKey key) {
            this.key = key;
        }

        void keep(Batch batch) {
            entries.addAll(batch.entries);
            state = batch.state == null ? state : batch.state;
        }
    }

    /** A room's incarnation on one node. */
    private static final class Incarnation {
        private final long epoch;

        // Mutable state
        private long lastSeq;

        Incarnation(long epoch, long lastSeq) {
            this.epoch = epoch;
            this.lastSeq = lastSeq;
        }
    }

    private static final class Node {
        private final FaultyDatabase database;
        private final OpenStore store;
        private final Map<RoomKey, Incarnation> incarnations = new LinkedHashMap<>();

        Node(Source source) throws Exception {
            database = new FaultyDatabase(source.database());
            store = new OpenStore(database);
        }

        void failsNext(Random random) {
            if (random.nextBoolean()) {
                database.losesCommits(1);
            } else {
                database.losesAnswers(1);
            }
        }

        void opens(Room room) {
            hasOpened(room, store.opens(room.key));
        }

        void hasOpened(Room room, MessageLog.Opened opened) {
            assertThat(opened.epoch()).isGreaterThan(room.epoch);
            assertThat(opened.lastSeq()).isEqualTo(room.entries.size());
            assertThat(opened.room()).isEqualTo(room.state);
            room.epoch = opened.epoch();
            incarnations.put(room.key, new Incarnation(opened.epoch(), opened.lastSeq()));
        }

        /** {@code null} where it never opened the room. */
        @Nullable
        Batch begins(Room room, Random random) {
            var incarnation = incarnations.get(room.key);
            if (incarnation == null) {
                return null;
            }
            var from = incarnation.lastSeq + 1;
            var entries = Events.messages(incarnation.epoch, from, from + random.nextInt(MOST_AT_ONCE));
            var state = random.nextInt(4) == 0 ? state(room, from) : null;
            var result = store.log.append(room.key, entries, state).toCompletableFuture();
            return new Batch(room, this, incarnation, entries, state, result);
        }

        private static KeptRoom state(Room room, long seq) {
            var claim = new RoleClaim("ann!a@host" + seq, Roles.OPERATOR, 0);
            return new KeptRoom(RoomSettings.initial(room.key), List.of(claim), 0);
        }

        void reads(Room room) {
            assertThat(store.all(room.key)).isEqualTo(room.entries);
            var newest = HistoryQuery.latest(HistoryKinds.SEEN, 5);
            assertThat(store.page(room.key, newest)).isEqualTo(newest.of(room.entries));
        }
    }

    /** What an incarnation has asked to be kept. */
    private record Batch(
            Room room,
            Node node,
            Incarnation incarnation,
            List<Entry> entries,
            @Nullable KeptRoom state,
            CompletableFuture<Void> result) {
        /** By the youngest incarnation it is kept, however often a commit is lost; by any other it is refused. */
        void settles() {
            if (incarnation.epoch == room.epoch) {
                var fenced = OpenStore.of(result.handle((done, failure) -> failure != null));
                assertThat(fenced).as("refused: " + entries).isFalse();
                isKept();
            } else {
                assertThat(OpenStore.failureOf(result)).isInstanceOf(MessageLog.Fenced.class);
                node.incarnations.remove(room.key);
            }
        }

        /** The younger incarnation that has begun meanwhile knows what has become of it. */
        void settlesBefore(MessageLog.Opened younger) {
            var failure = OpenStore.of(result.handle((done, reason) -> reason));
            if (younger.lastSeq() > room.entries.size()) {
                assertThat(failure).isNull();
                isKept();
            } else {
                assertThat(failure).isInstanceOf(MessageLog.Fenced.class);
            }
        }

        private void isKept() {
            room.keep(this);
            incarnation.lastSeq += entries.size();
        }

        void isFound(Node other) {
            var done = OpenStore.of(result.handle((kept, failure) -> failure == null));
            var all = other.store.all(room.key);
            var found = all.subList(room.entries.size(), all.size());
            if (done || !found.isEmpty()) {
                assertThat(incarnation.epoch).isEqualTo(room.epoch);
                assertThat(found).isEqualTo(entries);
                isKept();
            }
        }
    }
}
