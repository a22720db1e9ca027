package chat.parley.node.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What one kind of database does in a way of its own. All of it blocks; nothing of it may be called in an actor. */
interface Database {
    /** For the one thread that writes: transactions are begun and ended by the three methods below only. */
    Connection openForWriting() throws SQLException;

    /** For one thread that reads; each statement sees what was committed when it began. */
    Connection openForReading() throws SQLException;

    /** Begins a transaction that nobody else's write can come between. */
    void begin(Connection connection) throws SQLException;

    /** After an exception it may be kept or not. */
    void commit(Connection connection) throws SQLException;

    /** Never throws: a connection that cannot roll back is of no use any more, and its end rolls back. */
    void rollback(Connection connection);

    /** Whether this tells of the database and not of what was written: the same may well succeed later. */
    boolean isAway(SQLException failure);

    /** For Flyway; used while {@link #exclusively} holds. */
    DataSource forMigration();

    /** Where the migrations are, below the class path's {@code chat/parley/node/history/migrations}. */
    String[] migrations();

    /** What differs in the common migrations. */
    Map<String, String> placeholders();

    /** Writes a whole copy of it as it is at one moment, while it is in use. */
    void backup(Path file) throws SQLException;

    /** What was erased is nowhere in its files any more, as far as the database itself has a say in that. */
    void scrub() throws SQLException;

    /** Keeps its files in shape, while it is in use and without holding up those who write; called now and then by one thread. */
    void tidy() throws SQLException;

    /** Its index of texts. */
    TextSearch textSearch();

    /** Runs it while no other node migrates. */
    void exclusively(Action action) throws SQLException;

    /** This node is the member with this number from now on, for those who wait for its lock. */
    default void becomeMember(long node) {}

    /** Of which processes of this machine one has kept this one from writing for so long; empty if none has. Any thread. */
    default List<Writer> waitsFor(Duration atLeast) {
        return List.of();
    }

    /** For people: which database it is, without a password. */
    String name();

    /** Closes what belongs to all connections. */
    void close();

    /** What is done with the database. */
    interface Action {
        void run() throws SQLException;
    }
}
