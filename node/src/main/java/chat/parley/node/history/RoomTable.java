package chat.parley.node.history;

import chat.parley.node.room.MessageLog;
import chat.parley.node.room.RoomKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Reads and writes the tables {@code room} and {@code room_state}. */
final class RoomTable {
    private static final String FIND =
            "SELECT number, epoch, last_seq, last_time, state FROM room LEFT JOIN room_state USING (number) WHERE name = ?";
    private static final String ADD =
            "INSERT INTO room (name, epoch, node, last_seq, last_time, empty_since)" + " VALUES (?, ?, ?, 0, 0, 0)";
    private static final String RAISE =
            "UPDATE room SET epoch = CASE WHEN epoch < ? THEN ? ELSE epoch + 1 END, node = ?, empty_since = 0"
                    + " WHERE name = ?";
    private static final String PLACE = "SELECT number, last_seq FROM room WHERE name = ?";

    private static final String CLOSE =
            "UPDATE room SET empty_since = ? WHERE number = ? AND epoch = ? AND empty_since = 0";
    private static final String OLD = "SELECT number FROM room WHERE name = ? AND empty_since > 0 AND empty_since < ?";

    private RoomTable() {}

    /** @param opened what the incarnation starts with */
    record Open(long number, MessageLog.Opened opened) {}

    /** How far a room's events go. */
    record Place(long number, long lastSeq) {}

    /**
     * Begins an incarnation. The row is taken before it is read: what the one before had under way is kept by then, and so part of what this one
     * starts with, or it is fenced.
     *
     * @param epoch unless the last one's was not lower
     */
    static Open open(Connection connection, RoomKey room, long epoch, long node) throws SQLException {
        return raise(connection, room, epoch, node) ? find(connection, room) : add(connection, room, epoch, node);
    }

    /** Whether there is such a room. */
    private static boolean raise(Connection connection, RoomKey room, long epoch, long node) throws SQLException {
        try (var raise = connection.prepareStatement(RAISE)) {
            raise.setLong(1, epoch);
            raise.setLong(2, epoch);
            raise.setLong(3, node);
            raise.setString(4, room.entityId());
            return raise.executeUpdate() == 1;
        }
    }

    private static Open find(Connection connection, RoomKey room) throws SQLException {
        try (var find = connection.prepareStatement(FIND)) {
            find.setString(1, room.entityId());
            try (var found = find.executeQuery()) {
                found.next();
                var state = found.getString("state");
                var opened = new MessageLog.Opened(
                        found.getLong("epoch"),
                        found.getLong("last_seq"),
                        found.getLong("last_time"),
                        state == null ? null : EntryCodec.decode(state));
                return new Open(found.getLong("number"), opened);
            }
        }
    }

    private static Open add(Connection connection, RoomKey room, long epoch, long node) throws SQLException {
        try (var add = connection.prepareStatement(ADD, Statement.RETURN_GENERATED_KEYS)) {
            add.setString(1, room.entityId());
            add.setLong(2, epoch);
            add.setLong(3, node);
            add.executeUpdate();
            try (var keys = add.getGeneratedKeys()) {
                keys.next();
                return new Open(keys.getLong(1), new MessageLog.Opened(epoch, 0, 0, null));
            }
        }
    }

    /** Nobody serves it from now on, so nobody is in it either. */
    static void close(Connection connection, long number, long epoch, long nowMillis) throws SQLException {
        try (var close = connection.prepareStatement(CLOSE)) {
            close.setLong(1, nowMillis);
            close.setLong(2, number);
            close.setLong(3, epoch);
            close.executeUpdate();
        }
    }

    /** A room in which nobody has been since then begins anew. */
    static void forgetIfOld(Connection connection, RoomKey room, long sinceMillis) throws SQLException {
        try (var old = connection.prepareStatement(OLD)) {
            old.setString(1, room.entityId());
            old.setLong(2, sinceMillis);
            try (var found = old.executeQuery()) {
                if (found.next()) {
                    Forgetting.forget(connection, found.getLong(1));
                }
            }
        }
    }

    /** A room that is being read in; nobody finds it before {@link #endImport}. Its number. */
    static long addForImport(Connection connection, RoomKey room) throws SQLException {
        if (place(connection, room) != null) {
            throw new IllegalStateException(
                    room.entityId() + " is kept already: import into a room of which nothing is kept");
        }
        try (var add = connection.prepareStatement(ADD, Statement.RETURN_GENERATED_KEYS)) {
            add.setString(1, "import of " + room.entityId() + " " + System.nanoTime());
            add.setLong(2, 0);
            add.setLong(3, 0);
            add.executeUpdate();
            try (var keys = add.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    /** All of it is there: from now on it is the room's. */
    static void endImport(Connection connection, long number, RoomKey room) throws SQLException {
        var sql = "UPDATE room SET name = ?, empty_since = ?,"
                + " last_seq = COALESCE((SELECT MAX(id) FROM message WHERE id >= ? AND id <= ?), ?) - ?,"
                + " last_time = COALESCE((SELECT MAX(time) FROM message WHERE id >= ? AND id <= ?), 0),"
                + " epoch = COALESCE((SELECT MAX(epoch) FROM message WHERE id >= ? AND id <= ?), 0) WHERE number = ?";
        try (var end = connection.prepareStatement(sql)) {
            var first = Ids.of(number, 0);
            var last = Ids.lastOf(number);
            end.setString(1, room.entityId());
            end.setLong(2, System.currentTimeMillis());
            end.setLong(3, first);
            end.setLong(4, last);
            end.setLong(5, first);
            end.setLong(6, first);
            end.setLong(7, first);
            end.setLong(8, last);
            end.setLong(9, first);
            end.setLong(10, last);
            end.setLong(11, number);
            end.executeUpdate();
        }
    }

    /** {@code null} where nothing is kept of the room. */
    static @Nullable Place place(Connection connection, RoomKey room) throws SQLException {
        try (var find = connection.prepareStatement(PLACE)) {
            find.setString(1, room.entityId());
            try (var found = find.executeQuery()) {
                return found.next() ? new Place(found.getLong(1), found.getLong(2)) : null;
            }
        }
    }
}
