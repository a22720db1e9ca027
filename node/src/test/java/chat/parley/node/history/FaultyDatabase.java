package chat.parley.node.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database whose commits fail when the test says so. */
final class FaultyDatabase implements Database {
    /** What SQLite says when the disk does not do as it is told. */
    private static final int IO_ERROR = 10;

    private final Database real;
    private final AtomicInteger lostCommits = new AtomicInteger();
    private final AtomicInteger lostAnswers = new AtomicInteger();
    private volatile boolean away;

    FaultyDatabase(Database real) {
        this.real = real;
    }

    /** The next commits fail, and have done nothing. */
    void losesCommits(int count) {
        lostCommits.set(count);
    }

    /** The next commits fail, and are kept all the same. */
    void losesAnswers(int count) {
        lostAnswers.set(count);
    }

    void isAway(boolean now) {
        away = now;
    }

    private void mayBeAway() throws SQLException {
        if (away) {
            throw failure();
        }
    }

    private static SQLException failure() {
        return new SQLException("the disk has gone", null, IO_ERROR);
    }

    @Override
    public Connection openForWriting() throws SQLException {
        mayBeAway();
        return real.openForWriting();
    }

    @Override
    public Connection openForReading() throws SQLException {
        mayBeAway();
        return real.openForReading();
    }

    @Override
    public void backup(Path file) throws SQLException {
        real.backup(file);
    }

    @Override
    public void scrub() throws SQLException {
        real.scrub();
    }

    @Override
    public void tidy() throws SQLException {
        real.tidy();
    }

    @Override
    public TextSearch textSearch() {
        return real.textSearch();
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        mayBeAway();
        real.begin(connection);
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        if (lostCommits.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            real.rollback(connection);
            throw failure();
        }
        real.commit(connection);
        if (lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw failure();
        }
    }

    @Override
    public void rollback(Connection connection) {
        real.rollback(connection);
    }

    @Override
    public boolean isAway(SQLException failure) {
        return failure.getErrorCode() == IO_ERROR || real.isAway(failure);
    }

    @Override
    public DataSource forMigration() {
        return real.forMigration();
    }

    @Override
    public String[] migrations() {
        return real.migrations();
    }

    @Override
    public Map<String, String> placeholders() {
        return real.placeholders();
    }

    @Override
    public void exclusively(Action action) throws SQLException {
        real.exclusively(action);
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public void close() {
        real.close();
    }
}
