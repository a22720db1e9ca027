package chat.parley.node.history;

import chat.parley.node.room.MessageLog.Fenced;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The writer's connection to the store, opened when there is none. Used by one thread only. */
final class Session {
    private static final String FENCE =
            "UPDATE room SET last_seq = ?, last_time = ? WHERE number = ? AND epoch = ? AND last_seq < ?";
    private static final String KEEP_STATE = "INSERT INTO room_state (number, state) VALUES (?, ?)"
            + " ON CONFLICT (number) DO UPDATE SET state = excluded.state";
    private static final String KEEP_EMPTINESS = "UPDATE room SET empty_since = ? WHERE number = ?";
    static final String INSERT = "INSERT INTO message"
            + " (id, epoch, time, kind, author_node, author_number, request, sender, text, detail)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Database database;

    // Mutable state
    private @Nullable Connection connection;
    private @Nullable Statements statements;
    private boolean committing;

    Session(Database database) {
        this.database = database;
    }

    /**
     * Writes all of it in one transaction, but for appends that are fenced; these are told so. After an exception nothing is kept, unless
     * {@link #wasCommitting()}.
     */
    void write(List<Work> works) throws SQLException {
        var open = open();
        committing = false;
        database.begin(open);
        for (var work : works) {
            if (work instanceof Work.Task<?> task) {
                task.run(open);
            }
        }
        var fenced = append(works);
        committing = true;
        database.commit(open);
        committing = false;
        for (var work : works) {
            if (work instanceof Work.Append append && fenced.contains(append)) {
                append.failed(new Fenced(append.room(), append.epoch()));
            } else {
                work.done();
            }
        }
    }

    /** In the order of the rooms' numbers on every node, so that no two wait for each other. */
    private Set<Work.Append> append(List<Work> works) throws SQLException {
        var appends = works.stream()
                .filter(Work.Append.class::isInstance)
                .map(Work.Append.class::cast)
                .sorted(Comparator.comparingLong(Work.Append::number)
                        .thenComparingLong(append -> append.last().seq()))
                .toList();
        if (appends.isEmpty()) {
            return Set.of();
        }
        var passed = fence(appends);
        keepStates(passed);
        insert(passed);
        erase(passed);
        var fenced = new HashSet<>(appends);
        passed.forEach(fenced::remove);
        return fenced;
    }

    /** Those whose room has no younger incarnation. */
    private List<Work.Append> fence(List<Work.Append> appends) throws SQLException {
        var fence = statements().fence;
        for (var append : appends) {
            fence.setLong(1, append.last().seq());
            fence.setLong(2, append.last().timeMillis());
            fence.setLong(3, append.number());
            fence.setLong(4, append.epoch());
            fence.setLong(5, append.events().get(0).seq());
            fence.addBatch();
        }
        var counts = fence.executeBatch();
        var passed = new ArrayList<Work.Append>(appends.size());
        for (var i = 0; i < counts.length; i++) {
            if (counts[i] == 1) {
                passed.add(appends.get(i));
            }
        }
        return passed;
    }

    private void keepStates(List<Work.Append> appends) throws SQLException {
        var any = false;
        var state = statements().keepState;
        var emptiness = statements().keepEmptiness;
        for (var append : appends) {
            var kept = append.kept();
            if (kept != null) {
                state.setLong(1, append.number());
                state.setString(2, kept.state());
                state.addBatch();
                emptiness.setLong(1, kept.emptySinceMillis());
                emptiness.setLong(2, append.number());
                emptiness.addBatch();
                any = true;
            }
        }
        if (any) {
            state.executeBatch();
            emptiness.executeBatch();
        }
    }

    private void insert(List<Work.Append> appends) throws SQLException {
        var insert = statements().insert;
        for (var append : appends) {
            for (var event : append.events()) {
                set(insert, Ids.of(append.number(), event.seq()), event);
                insert.addBatch();
            }
        }
        insert.executeBatch();
    }

    /** What was taken back is gone with the transaction that says so. */
    private void erase(List<Work.Append> appends) throws SQLException {
        for (var append : appends) {
            for (var seq : append.erased()) {
                Erasing.erase(open(), database.textSearch(), Ids.of(append.number(), seq));
            }
        }
    }

    static void set(PreparedStatement insert, long id, EntryRow event) throws SQLException {
        insert.setLong(1, id);
        insert.setLong(2, event.epoch());
        insert.setLong(3, event.timeMillis());
        insert.setInt(4, event.kind());
        var author = event.author();
        if (author == null) {
            insert.setNull(5, Types.BIGINT);
            insert.setNull(6, Types.BIGINT);
        } else {
            insert.setLong(5, author.node());
            insert.setLong(6, author.number());
        }
        insert.setLong(7, event.request());
        insert.setString(8, event.sender());
        insert.setString(9, event.text());
        insert.setString(10, event.detail());
    }

    /** Whether the last exception came out of a commit, so that it may be kept all the same. */
    boolean wasCommitting() {
        return committing;
    }

    /** Whether this append is in the store, whole and as it is but for what it has itself taken back; read outside of a transaction. */
    boolean isKept(Work.Append append) throws SQLException {
        var first = append.events().get(0).seq();
        var open = open();
        var kept = MessageTable.read(open, append.number(), first, append.rows());
        database.rollback(open);
        return withoutErased(kept, append).equals(withoutErased(append.events(), append));
    }

    private static List<EntryRow> withoutErased(List<EntryRow> events, Work.Append append) {
        return append.erased().isEmpty()
                ? events
                : events.stream()
                        .filter(event -> !append.erased().contains(event.seq()))
                        .toList();
    }

    /** After an exception: nothing of the transaction stays, and the next one begins with a new connection. */
    void abandon() {
        var open = connection;
        connection = null;
        statements = null;
        if (open != null) {
            database.rollback(open);
            close(open);
        }
    }

    void close() {
        if (connection != null) {
            close(connection);
        }
    }

    private static void close(Connection open) {
        try {
            open.close();
        } catch (SQLException e) {
            // It was of no use any more.
        }
    }

    private Connection open() throws SQLException {
        if (connection == null) {
            var opened = database.openForWriting();
            connection = opened;
            statements = new Statements(opened);
        }
        return connection;
    }

    private Statements statements() {
        return Objects.requireNonNull(statements);
    }

    private static final class Statements {
        private final PreparedStatement fence;
        private final PreparedStatement keepState;
        private final PreparedStatement keepEmptiness;
        private final PreparedStatement insert;

        Statements(Connection connection) throws SQLException {
            fence = connection.prepareStatement(FENCE);
            keepState = connection.prepareStatement(KEEP_STATE);
            keepEmptiness = connection.prepareStatement(KEEP_EMPTINESS);
            insert = connection.prepareStatement(INSERT);
        }
    }
}
