package chat.parley.node.history;

import java.sql.Connection;
import java.sql.SQLException;

/** Questions whose answer is one number. */
final class OneNumber {
    private OneNumber() {}

    /** The first column of the first row; 0 where there is no row, or nothing in it. */
    static long of(Connection connection, String sql, Object... values) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (var found = select.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        }
    }
}
