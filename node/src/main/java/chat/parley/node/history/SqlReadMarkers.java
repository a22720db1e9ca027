package chat.parley.node.history;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.room.ReadMarkers;
import chat.parley.node.room.RoomKey;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CompletionStage;

/** The table {@code read_marker}: read as everything is, written by the node's {@link LogWriter}. */
final class SqlReadMarkers implements ReadMarkers {
    private static final String MOVE = "INSERT INTO read_marker (nick, room, time, changed) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (nick, room) DO UPDATE SET time = excluded.time, changed = excluded.changed"
            + " WHERE read_marker.time < excluded.time";
    private static final String FIND = "SELECT time FROM read_marker WHERE nick = ? AND room = ?";
    private static final String FORGET = "DELETE FROM read_marker WHERE changed < ?"
            + " OR changed < (SELECT changed FROM read_marker ORDER BY changed DESC LIMIT 1 OFFSET ?)";

    private final LogWriter writer;
    private final Reads reads;
    private final Clock clock;
    private final NodeConfig.Markers bounds;

    SqlReadMarkers(LogWriter writer, Reads reads, Clock clock, NodeConfig.Markers bounds) {
        this.writer = writer;
        this.reads = reads;
        this.clock = clock;
        this.bounds = bounds;
    }

    @Override
    public CompletionStage<Long> move(Nick name, RoomName room, long atLeastMillis) {
        var key = RoomKey.of(room).entityId();
        return atLeastMillis == 0
                ? reads.read(connection -> OneNumber.of(connection, FIND, name.folded(), key))
                : write(connection -> {
                    move(connection, name.folded(), key, atLeastMillis);
                    return OneNumber.of(connection, FIND, name.folded(), key);
                });
    }

    private void move(Connection connection, String nick, String room, long millis) throws SQLException {
        try (var move = connection.prepareStatement(MOVE)) {
            move.setString(1, nick);
            move.setString(2, room);
            move.setLong(3, millis);
            move.setLong(4, clock.millis());
            move.executeUpdate();
        }
    }

    /** Forgets those that nobody has moved for long, and the oldest of too many; how many. */
    CompletionStage<Integer> forget() {
        return write(connection -> {
            try (var forget = connection.prepareStatement(FORGET)) {
                forget.setLong(1, clock.millis() - bounds.keep().toMillis());
                forget.setInt(2, bounds.most() - 1);
                return forget.executeUpdate();
            }
        });
    }

    private <T> CompletionStage<T> write(Work.Body<T> body) {
        var task = new Work.Task<>(body);
        writer.submit(task);
        return task.result();
    }
}
