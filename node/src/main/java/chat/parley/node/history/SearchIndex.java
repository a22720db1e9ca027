package chat.parley.node.history;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.room.Entry;
import chat.parley.node.room.MessageLog.Found;
import chat.parley.node.room.TextQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The words of what was said. Filled behind the messages, a small part at a time and with pauses, through the node's {@link LogWriter} as every write;
 * so nobody's message waits for it, and a search tells how far behind it is. Each node fills it for the rooms that it serves, and now and then looks
 * for rooms whose node has ended.
 */
final class SearchIndex {
    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);

    /** How many times as much a transaction takes in where nobody waits for the store, and the pause after it. */
    private static final int QUIET_FACTOR = 10;

    private static final Duration QUIET_PAUSE = Duration.ofMillis(1);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final int ROOMS_AT_ONCE = 1000;

    /** Of messages with these words no more are looked at for those of one person; then a page may be short. */
    private static final int MAX_CANDIDATES = 20_000;

    private static final String BEHIND = "SELECT room.number FROM room LEFT JOIN search_progress USING (number)"
            + " WHERE last_seq > COALESCE(seq, 0) ORDER BY room.number LIMIT " + ROOMS_AT_ONCE;
    private static final String PROGRESS = "SELECT seq FROM search_progress WHERE number = ?";
    private static final String NEXT =
            "SELECT id, kind, text FROM message WHERE id > ? AND id <= ? ORDER BY id LIMIT ?";
    private static final String MOVE = "INSERT INTO search_progress (number, seq) VALUES (?, ?)"
            + " ON CONFLICT (number) DO UPDATE SET seq = excluded.seq WHERE search_progress.seq = ?";

    private final TextSearch search;
    private final LogWriter writer;
    private final NodeConfig.Index pace;
    private final Set<Long> behind = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    // Used by one step after the other
    private long lookedAtNanos = System.nanoTime() - LOOK_EVERY.toNanos();

    SearchIndex(TextSearch search, LogWriter writer, NodeConfig.Index pace) {
        this.search = search;
        this.writer = writer;
        this.pace = pace;
    }

    TextSearch sql() {
        return search;
    }

    void start() {
        after(pace.delay());
    }

    void close() {
        closed = true;
    }

    /** Something happens in this room. Any thread. */
    void touched(long number) {
        behind.add(number);
    }

    private void after(Duration pause) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::step);
    }

    private void step() {
        if (closed) {
            return;
        }
        var look = System.nanoTime() - lookedAtNanos >= LOOK_EVERY.toNanos();
        if (writer.isFull() || !(look || !behind.isEmpty())) {
            after(pace.delay());
        } else if (look) {
            lookedAtNanos = System.nanoTime();
            submit(connection -> behind.addAll(numbers(connection)));
        } else {
            var events = writer.isQuiet() ? QUIET_FACTOR * pace.rows() : pace.rows();
            submit(connection -> fill(connection, events));
        }
    }

    /** @param body whether there is more to do */
    private void submit(Work.Body<Boolean> body) {
        var task = new Work.Task<>(body);
        writer.submit(task);
        var unused = task.result().whenComplete((more, failure) -> {
            if (failure != null && !closed) {
                LOG.warn("The search index could not be filled, and is tried again: {}", failure.toString());
            }
            after(failure == null ? pauseAfter(more) : LOOK_EVERY);
        });
    }

    private Duration pauseAfter(boolean more) {
        if (!more) {
            return pace.delay();
        }
        return writer.isQuiet() ? QUIET_PAUSE : pace.pause();
    }

    /** Takes in so many of the next events of rooms that are behind; whether there may be more. */
    private boolean fill(Connection connection, int atOnce) throws SQLException {
        var left = atOnce;
        for (var rooms = behind.iterator(); rooms.hasNext() && left > 0; ) {
            var number = rooms.next();
            rooms.remove();
            var taken = fill(connection, number, left);
            if (taken == left) {
                behind.add(number);
            }
            left -= taken;
        }
        return left == 0;
    }

    private static List<Long> numbers(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(BEHIND);
                var found = query.executeQuery()) {
            var numbers = new ArrayList<Long>();
            while (found.next()) {
                numbers.add(found.getLong(1));
            }
            return numbers;
        }
    }

    /** Takes the next events of a room in; how many there were. Another node that does the same changes nothing. */
    private int fill(Connection connection, long number, int atOnce) throws SQLException {
        var from = OneNumber.of(connection, PROGRESS, number);
        var events = 0;
        var last = from;
        try (var next = connection.prepareStatement(NEXT);
                var add = connection.prepareStatement(search.add())) {
            next.setLong(1, Ids.of(number, from));
            next.setLong(2, Ids.lastOf(number));
            next.setInt(3, atOnce);
            try (var found = next.executeQuery()) {
                while (found.next()) {
                    events++;
                    last = Ids.seq(found.getLong(1));
                    if (EntryCodec.isText(found.getInt(2))) {
                        add.setLong(1, found.getLong(1));
                        add.setString(2, found.getString(3));
                        add.addBatch();
                    }
                }
            }
            if (events == 0 || !move(connection, number, from, last)) {
                return 0;
            }
            add.executeBatch();
        }
        return events;
    }

    private static boolean move(Connection connection, long number, long from, long to) throws SQLException {
        try (var move = connection.prepareStatement(MOVE)) {
            move.setLong(1, number);
            move.setLong(2, to);
            move.setLong(3, from);
            return move.executeUpdate() == 1;
        }
    }

    /** What of a room matches, newest or oldest as the query has it. */
    Found find(Connection connection, RoomTable.Place room, TextQuery query) throws SQLException {
        var words = query.words();
        var page = query.page();
        var range = HistoryPages.range(connection, room.number(), room.lastSeq(), page);
        var order = page.newest() ? "DESC" : "ASC";
        var candidates = words.isEmpty() ? NO_WORDS.formatted(order) : search.find() + " " + order;
        var sql = FIND.formatted(candidates, query.from() == null ? page.limit() : MAX_CANDIDATES, order);
        try (var find = connection.prepareStatement(sql)) {
            set(find, query, range);
            var rows = new ArrayList<>(MessageTable.rows(find));
            if (page.newest()) {
                Collections.reverse(rows);
            }
            List<Entry> entries = rows.stream().map(EntryCodec::decode).toList();
            return new Found(entries, Math.max(0, room.lastSeq() - OneNumber.of(connection, PROGRESS, room.number())));
        }
    }

    private static final String NO_WORDS = "SELECT id FROM message WHERE id >= ? AND id < ? AND kind IN ("
            + EntryCodec.numbersOfTexts() + ") ORDER BY id %s";
    private static final String FIND = "SELECT " + MessageTable.COLUMNS
            + " FROM message WHERE id IN (SELECT * FROM (%s LIMIT %d) AS candidate)"
            + " AND LOWER(sender) LIKE ? ESCAPE '\\' ORDER BY id %s LIMIT ?";

    private void set(PreparedStatement find, TextQuery query, HistoryPages.Range range) throws SQLException {
        var place = 0;
        var words = query.words();
        if (!words.isEmpty()) {
            find.setString(++place, search.expression().apply(words));
        }
        find.setLong(++place, range.from());
        find.setLong(++place, range.to());
        find.setString(++place, senderPattern(query));
        find.setInt(++place, query.page().limit());
    }

    private static String senderPattern(TextQuery query) {
        var from = query.from();
        return from == null
                ? "%"
                : from.folded().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "!%";
    }
}
