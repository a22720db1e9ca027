package chat.parley.node.history;

import chat.parley.node.person.PersonId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the table {@code message}. */
final class MessageTable {
    static final String COLUMNS = "id, epoch, time, kind, author_node, author_number, request, sender, text, detail";

    private static final String RANGE =
            "SELECT " + COLUMNS + " FROM message WHERE id >= ? AND id <= ? ORDER BY id LIMIT ?";

    private MessageTable() {}

    /** A room's events from a place on, at most {@code limit}. */
    static List<EntryRow> read(Connection connection, long number, long fromSeq, int limit) throws SQLException {
        try (var range = connection.prepareStatement(RANGE)) {
            range.setLong(1, Ids.of(number, fromSeq));
            range.setLong(2, Ids.lastOf(number));
            range.setInt(3, limit);
            return rows(range);
        }
    }

    static void insert(Connection connection, long number, List<EntryRow> rows) throws SQLException {
        try (var insert = connection.prepareStatement(Session.INSERT)) {
            for (var row : rows) {
                Session.set(insert, Ids.of(number, row.seq()), row);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** What a query of {@link #COLUMNS} finds. */
    static List<EntryRow> rows(PreparedStatement query) throws SQLException {
        try (var found = query.executeQuery()) {
            var rows = new ArrayList<EntryRow>();
            while (found.next()) {
                rows.add(row(found));
            }
            return rows;
        }
    }

    private static EntryRow row(ResultSet at) throws SQLException {
        return new EntryRow(
                Ids.seq(at.getLong(1)),
                at.getLong(2),
                at.getLong(3),
                at.getInt(4),
                author(at),
                at.getLong(7),
                at.getString(8),
                at.getString(9),
                at.getString(10));
    }

    private static @Nullable PersonId author(ResultSet at) throws SQLException {
        var node = at.getLong(5);
        return at.wasNull() ? null : new PersonId(node, at.getLong(6));
    }
}
