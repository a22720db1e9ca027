package chat.parley.node.history;

import chat.parley.node.room.HistoryBound;
import chat.parley.node.room.HistoryQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds pages of a room's history. A time is found by halving, as time never goes back within a room: no index is needed for it. */
final class HistoryPages {
    private static final String FIRST_FROM =
            "SELECT id, time FROM message WHERE id >= ? AND id <= ? ORDER BY id LIMIT 1";
    private static final String PAGE = "SELECT " + MessageTable.COLUMNS
            + " FROM message WHERE id >= ? AND id < ? AND kind IN (%s) ORDER BY id %s LIMIT ?";

    private HistoryPages() {}

    /** @param lastSeq the room's last place */
    static List<EntryRow> find(Connection connection, long number, long lastSeq, HistoryQuery query)
            throws SQLException {
        var range = range(connection, number, lastSeq, query);
        var sql = PAGE.formatted(EntryCodec.numbersOf(query.kinds()), query.newest() ? "DESC" : "ASC");
        try (var page = connection.prepareStatement(sql)) {
            page.setLong(1, range.from());
            page.setLong(2, range.to());
            page.setInt(3, query.limit());
            var rows = new ArrayList<>(MessageTable.rows(page));
            if (query.newest()) {
                Collections.reverse(rows);
            }
            return rows;
        }
    }

    /** From one id up to before another. */
    record Range(long from, long to) {}

    /** The ids between the bounds of a query. */
    static Range range(Connection connection, long number, long lastSeq, HistoryQuery query) throws SQLException {
        return new Range(
                firstBehind(connection, number, lastSeq, query.after()),
                firstNotBefore(connection, number, lastSeq, query.before()));
    }

    /** The lowest id behind a bound. */
    private static long firstBehind(Connection connection, long number, long lastSeq, HistoryBound bound)
            throws SQLException {
        if (bound instanceof HistoryBound.Time time) {
            return firstLaterThan(connection, number, lastSeq, time.millis());
        }
        var seq = ((HistoryBound.At) bound).seq();
        return Ids.of(number, Math.min(seq, lastSeq) + 1);
    }

    /** The lowest id that is not before a bound. */
    private static long firstNotBefore(Connection connection, long number, long lastSeq, HistoryBound bound)
            throws SQLException {
        if (bound instanceof HistoryBound.Time time) {
            return firstLaterThan(connection, number, lastSeq, time.millis() - 1);
        }
        var seq = ((HistoryBound.At) bound).seq();
        return Ids.of(number, Math.min(seq, lastSeq + 1));
    }

    /** The lowest id of a later time; the one after the last where there is none. */
    static long firstLaterThan(Connection connection, long number, long lastSeq, long millis) throws SQLException {
        var low = Ids.of(number, 1);
        var high = Ids.of(number, lastSeq + 1);
        try (var first = connection.prepareStatement(FIRST_FROM)) {
            while (low < high) {
                var middle = (low + high) >>> 1;
                first.setLong(1, middle);
                first.setLong(2, high - 1);
                try (var found = first.executeQuery()) {
                    if (!found.next() || found.getLong(2) > millis) {
                        high = middle;
                    } else {
                        low = found.getLong(1) + 1;
                    }
                }
            }
        }
        return low;
    }
}
