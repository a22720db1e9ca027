package chat.parley.node.history;

import java.sql.Connection;
import java.sql.SQLException;
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
    private static final int MESSAGES_AT_ONCE = 1000;

    /** Their node has ended and no other one has taken over: so from now on nobody is in them. */
    private static final String LEAVE_ORPHANS =
            "UPDATE room SET empty_since = %d WHERE empty_since = 0 AND node NOT IN (%s)";

    private static final String OLD =
            "SELECT number FROM room WHERE empty_since > 0 AND empty_since < ? ORDER BY number LIMIT " + ROOMS_AT_ONCE;
    private static final String PURGE = "DELETE FROM message WHERE id IN"
            + " (SELECT id FROM message WHERE id >= ? AND id <= ? ORDER BY id LIMIT " + MESSAGES_AT_ONCE + ")";

    private Forgetting() {}

    /** How many rooms were forgotten. */
    static int sweep(Connection connection, Collection<Long> present, long nowMillis, long keepMillis)
            throws SQLException {
        var nodes = present.stream().map(String::valueOf).collect(Collectors.joining(", "));
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(LEAVE_ORPHANS.formatted(nowMillis, nodes));
        }
        var old = old(connection, nowMillis - keepMillis);
        for (var number : old) {
            forget(connection, number);
        }
        return old.size();
    }

    private static List<Long> old(Connection connection, long sinceMillis) throws SQLException {
        try (var select = connection.prepareStatement(OLD)) {
            select.setLong(1, sinceMillis);
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
    static boolean purge(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT number FROM forgotten ORDER BY number LIMIT 1");
                var found = select.executeQuery()) {
            if (!found.next()) {
                return false;
            }
            var number = found.getLong(1);
            if (purge(connection, number) == 0) {
                execute(connection, "DELETE FROM forgotten WHERE number = ?", number);
            }
            return true;
        }
    }

    private static int purge(Connection connection, long number) throws SQLException {
        try (var purge = connection.prepareStatement(PURGE)) {
            purge.setLong(1, Ids.of(number, 0));
            purge.setLong(2, Ids.lastOf(number));
            return purge.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql, long number) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, number);
            statement.executeUpdate();
        }
    }
}
