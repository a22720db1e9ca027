package chat.parley.node.history;

import chat.parley.node.room.Entry;
import chat.parley.node.room.MessageLog.Found;
import chat.parley.node.room.TextQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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

    /** Events that one transaction looks at, and the pause after it, where messages come in: some ten thousand a second. */
    private static final int EVENTS_AT_ONCE = 200;

    private static final int PAUSE_MILLIS = 20;

    /** The same where nobody waits for the store. */
    private static final int IDLE_EVENTS_AT_ONCE = 2000;

    private static final int IDLE_PAUSE_MILLIS = 1;
    private static final int IDLE_MILLIS = 250;
    private static final int LOOK_EVERY_MILLIS = 60_000;
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
    private final Set<Long> behind = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    // Used by one step after the other
    private long lookedAtNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS);

    SearchIndex(TextSearch search, LogWriter writer) {
        this.search = search;
        this.writer = writer;
    }

    TextSearch sql() {
        return search;
    }

    void start() {
        after(IDLE_MILLIS);
    }

    void close() {
        closed = true;
    }

    /** Something happens in this room. Any thread. */
    void touched(long number) {
        behind.add(number);
    }

    private void after(int millis) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(this::step);
    }

    private void step() {
        if (closed) {
            return;
        }
        var look = System.nanoTime() - lookedAtNanos >= TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS);
        var rooms = behind.iterator();
        if (writer.isFull() || !(look || rooms.hasNext())) {
            after(IDLE_MILLIS);
        } else if (look) {
            lookedAtNanos = System.nanoTime();
            submit(connection -> behind.addAll(numbers(connection)));
        } else {
            var number = rooms.next();
            behind.remove(number);
            var events = writer.isIdle() ? IDLE_EVENTS_AT_ONCE : EVENTS_AT_ONCE;
            submit(connection -> {
                if (fill(connection, number, events)) {
                    behind.add(number);
                }
                return true;
            });
        }
    }

    private void submit(Work.Body<Boolean> body) {
        var task = new Work.Task<>(body);
        writer.submit(task);
        var unused = task.result().whenComplete((done, failure) -> {
            if (failure != null && !closed) {
                LOG.warn("The search index could not be filled, and is tried again: {}", failure.toString());
            }
            var pause = writer.isIdle() ? IDLE_PAUSE_MILLIS : PAUSE_MILLIS;
            after(failure == null ? pause : LOOK_EVERY_MILLIS);
        });
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

    /** Takes the next events of a room in; whether there may be more. Another node that does the same changes nothing. */
    private boolean fill(Connection connection, long number, int atOnce) throws SQLException {
        var from = progress(connection, number);
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
                return false;
            }
            add.executeBatch();
        }
        return events == atOnce;
    }

    private static long progress(Connection connection, long number) throws SQLException {
        try (var progress = connection.prepareStatement(PROGRESS)) {
            progress.setLong(1, number);
            try (var found = progress.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        }
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
            return new Found(entries, Math.max(0, room.lastSeq() - progress(connection, room.number())));
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
