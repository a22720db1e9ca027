package chat.parley.node.history;

import chat.parley.node.config.NodeConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is older or more than is to be kept ({@code parley.history.keep-age} and {@code keep-lines}, or what was said for one room), a small
 * part at a time through the node's {@link LogWriter}. Every node does, and finds nothing to do where another one was first.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String ROOMS = "SELECT room.number, last_seq, age, lines FROM room LEFT JOIN retention ON"
            + " retention.name = room.name WHERE room.number > ? ORDER BY room.number LIMIT 20";

    private final TextSearch search;
    private final LogWriter writer;
    private final Clock clock;
    private final NodeConfig.Retention all;
    private volatile boolean closed;

    // Used by one step after the other
    private long lastNumber;

    private record Room(long number, long lastSeq, long ageMillis, long lines) {}

    Retention(TextSearch search, LogWriter writer, Clock clock, NodeConfig.Retention all) {
        this.search = search;
        this.writer = writer;
        this.clock = clock;
        this.all = all;
    }

    void start() {
        after(all.every());
    }

    void close() {
        closed = true;
    }

    private void after(Duration pause) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::step);
    }

    private void step() {
        if (closed) {
            return;
        }
        if (writer.isFull()) {
            after(all.every());
            return;
        }
        var task = new Work.Task<>(this::trimSome);
        writer.submit(task);
        var unused = task.result().whenComplete((more, failure) -> {
            if (failure != null && !closed) {
                LOG.warn("What is too old could not be removed, and is tried again: {}", failure.toString());
            }
            after(failure == null && more ? PAUSE : all.every());
        });
    }

    /** The next rooms; whether there is more to do. At the end it begins with the first again. */
    boolean trimSome(Connection connection) throws SQLException {
        var rooms = rooms(connection, lastNumber);
        for (var room : rooms) {
            if (trim(connection, room)) {
                lastNumber = room.number() - 1;
                return true;
            }
        }
        lastNumber = rooms.isEmpty() ? 0 : rooms.get(rooms.size() - 1).number();
        return !rooms.isEmpty();
    }

    private List<Room> rooms(Connection connection, long after) throws SQLException {
        try (var query = connection.prepareStatement(ROOMS)) {
            query.setLong(1, after);
            try (var found = query.executeQuery()) {
                var rooms = new ArrayList<Room>();
                while (found.next()) {
                    var age = found.getLong(3);
                    var lines = found.getLong(4);
                    rooms.add(new Room(
                            found.getLong(1),
                            found.getLong(2),
                            age == 0 ? all.age().toMillis() : age,
                            lines == 0 ? all.lines() : lines));
                }
                return rooms;
            }
        }
    }

    /** Removes some of what is too much; whether there was something. */
    private boolean trim(Connection connection, Room room) throws SQLException {
        var keepFrom = room.lines() == 0 ? 0 : Math.max(0, room.lastSeq() - room.lines() + 1);
        if (room.ageMillis() > 0) {
            var since = clock.millis() - room.ageMillis();
            var firstYounger = HistoryPages.firstLaterThan(connection, room.number(), room.lastSeq(), since - 1);
            keepFrom = Math.max(keepFrom, Ids.seq(firstYounger));
        }
        return keepFrom > 1
                && Forgetting.removeSome(
                        connection, search, Ids.of(room.number(), 0), Ids.of(room.number(), keepFrom - 1));
    }
}
