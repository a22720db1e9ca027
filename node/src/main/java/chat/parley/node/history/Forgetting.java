package chat.parley.node.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Removes rooms that nobody has been in for long, with all that happened in them: whoever takes the name later begins anew, and reads nothing of
 * before. A room goes at once, its messages follow in small parts.
 */
final class Forgetting {
    private static final int ROOMS_AT_ONCE = 100;

    /** Taking a text out of SQLite's index so that nothing of it stays costs a fifth of a millisecond; and messages wait meanwhile. */
    private static final int MESSAGES_AT_ONCE = 100;

    /** Their node has ended and no other one has taken over: so from now on nobody is in them. */
    private static final String LEAVE_ORPHANS =
            "UPDATE room SET empty_since = %d WHERE empty_since = 0 AND node NOT IN (%s)";

    /** A private conversation is kept so that it can be handed over, and no longer: a nick is no proof of who may read it. */
    private static final long CONVERSATION_MILLIS = Duration.ofMinutes(5).toMillis();

    private static final String OLD = "SELECT number FROM room"
            + " WHERE empty_since > 0 AND (empty_since < ? OR (empty_since < ? AND name LIKE '@%'))"
            + " ORDER BY number LIMIT " + ROOMS_AT_ONCE;
    private static final String SOME =
            "SELECT MAX(id) FROM" + " (SELECT id FROM message WHERE id >= ? AND id <= ? ORDER BY id LIMIT "
                    + MESSAGES_AT_ONCE + ") AS oldest";
    private static final String PURGE = "DELETE FROM message WHERE id >= ? AND id <= ?";

    private Forgetting() {}

    /** How many rooms were forgotten. */
    static int sweep(Connection connection, Collection<Long> present, long nowMillis, long keepMillis)
            throws SQLException {
        var nodes = present.stream().map(String::valueOf).collect(Collectors.joining(", "));
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(LEAVE_ORPHANS.formatted(nowMillis, nodes));
        }
        var old = old(connection, nowMillis - keepMillis, nowMillis - CONVERSATION_MILLIS);
        for (var number : old) {
            forget(connection, number);
        }
        return old.size();
    }

    private static List<Long> old(Connection connection, long roomsSinceMillis, long talksSinceMillis)
            throws SQLException {
        try (var select = connection.prepareStatement(OLD)) {
            select.setLong(1, roomsSinceMillis);
            select.setLong(2, talksSinceMillis);
            try (var found = select.executeQuery()) {
                var numbers = new ArrayList<Long>();
                while (found.next()) {
                    numbers.add(found.getLong(1));
                }
                return numbers;
            }
        }
    }

    /** Should somebody serve it all the same, they are fenced by that. */
    static void forget(Connection connection, long number) throws SQLException {
        execute(connection, "DELETE FROM room WHERE number = ?", number);
        execute(connection, "DELETE FROM room_state WHERE number = ?", number);
        execute(connection, "INSERT INTO forgotten (number) VALUES (?)", number);
    }

    /** Removes some messages of forgotten rooms; whether there are more. */
    static boolean purge(Connection connection, TextSearch search) throws SQLException {
        try (var select = connection.prepareStatement("SELECT number FROM forgotten ORDER BY number LIMIT 1");
                var found = select.executeQuery()) {
            if (!found.next()) {
                return false;
            }
            var number = found.getLong(1);
            if (!purge(connection, search, number)) {
                execute(connection, "DELETE FROM forgotten WHERE number = ?", number);
            }
            return true;
        }
    }

    private static boolean purge(Connection connection, TextSearch search, long number) throws SQLException {
        if (removeSome(connection, search, Ids.of(number, 0), Ids.lastOf(number))) {
            return true;
        }
        execute(connection, "DELETE FROM search_progress WHERE number = ?", number);
        return false;
    }

    /** Removes the oldest messages between two ids, both among them; whether there were some. */
    static boolean removeSome(Connection connection, TextSearch search, long from, long to) throws SQLException {
        var last = OneNumber.of(connection, SOME, from, to);
        if (last == 0) {
            return false;
        }
        for (var sql : List.of(search.remove(), PURGE)) {
            try (var purge = connection.prepareStatement(sql)) {
                purge.setLong(1, from);
                purge.setLong(2, last);
                purge.executeUpdate();
            }
        }
        return true;
    }

    private static void execute(Connection connection, String sql, long number) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, number);
            statement.executeUpdate();
        }
    }
}
