package chat.parley.node.history;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Takes the content out of rows; the rows stay, so that a room's order has no holes. Out of the index first, which may need the text to find it.
 */
final class Erasing {
    private static final String ERASE =
            "UPDATE message SET kind = ?, sender = NULL, text = NULL, detail = ? WHERE id = ?";
    private static final EntryRow ERASED = EntryCodec.erased();

    private Erasing() {}

    static void erase(Connection connection, TextSearch search, long id) throws SQLException {
        try (var erase = connection.prepareStatement(ERASE);
                var forget = connection.prepareStatement(search.remove())) {
            forget.setLong(1, id);
            forget.setLong(2, id);
            forget.executeUpdate();
            erase.setInt(1, ERASED.kind());
            erase.setString(2, ERASED.detail());
            erase.setLong(3, id);
            erase.executeUpdate();
        }
    }
}
