package chat.parley.node.history;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * A file that the nodes of one machine share: write-ahead log, every commit synced to the disk before it returns. It must be on a local disk, and
 * nothing in this process may open it but SQLite: closing a file frees the locks that the process has on it.
 *
 * <p>Transactions are begun and ended by statements. With the driver's own ({@code autoCommit = false}) the next write transaction would begin
 * inside of {@code commit()} and leave the other processes nothing.
 */
final class Sqlite implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(Sqlite.class);

    /** After which whoever starts and has to wait is told for whom. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The file's own lock is free whenever {@link StoreLock} is; a checkpoint or another program may hold it for a moment. */
    private static final int BUSY_MILLIS = 2000;

    private static final Set<SQLiteErrorCode> FAULTS = Set.of(
            SQLiteErrorCode.SQLITE_CONSTRAINT,
            SQLiteErrorCode.SQLITE_ERROR,
            SQLiteErrorCode.SQLITE_MISMATCH,
            SQLiteErrorCode.SQLITE_MISUSE,
            SQLiteErrorCode.SQLITE_RANGE,
            SQLiteErrorCode.SQLITE_TOOBIG);

    /**
     * Pages of the write-ahead log that wait to be copied into the file, before somebody does so. Syncing the file may hold up the next commits all the
     * same, as a file system has one journal; and the more waits, the more of it is the same page again.
     */
    private static final int TIDY_PAGES = 8000;

    /** Pages of the write-ahead log after which the next writer shall begin it anew. */
    private static final int LONG_PAGES = 16_000;

    /** The same, and whoever commits then does it: should nobody else. */
    private static final int UNTIDY_PAGES = 64_000;

    private static final int WRITER_CACHE_KIB = 8 * 1024;

    private final Path file;
    private final StoreLock lock;

    // Used by the thread that tidies up
    private @Nullable Connection tidying;

    /** @param self who writes, for those who wait */
    Sqlite(Path file, Writer self) throws IOException {
        this.file = file;
        this.lock = new StoreLock(file.resolveSibling(file.getFileName() + ".lock"), self);
    }

    @Override
    public Connection openForWriting() throws SQLException {
        var connection = source(false).getConnection();
        execute(connection, "PRAGMA secure_delete = ON");
        execute(connection, "PRAGMA cache_size = -" + WRITER_CACHE_KIB);
        execute(connection, "PRAGMA wal_autocheckpoint = " + UNTIDY_PAGES);
        return connection;
    }

    @Override
    public Connection openForReading() throws SQLException {
        return source(true).getConnection();
    }

    private SQLiteDataSource source(boolean readOnly) {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setReadOnly(readOnly);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public void begin(Connection connection) throws SQLException {
        takeLock();
        try {
            execute(connection, "BEGIN IMMEDIATE");
        } catch (SQLException e) {
            lock.free();
            throw e;
        }
    }

    private void takeLock() throws SQLException {
        try {
            lock.take();
        } catch (IOException e) {
            throw new SQLException(
                    "the lock beside " + file + " cannot be taken: " + e.getMessage(),
                    null,
                    SQLiteErrorCode.SQLITE_IOERR.code,
                    e);
        }
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
        lock.free();
    }

    /** Some failures have rolled back already. */
    @Override
    public void rollback(Connection connection) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException nothingToRollBack) {
            // Closing the connection makes sure of it.
        } finally {
            lock.free();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A full disk, a lock that does not get free, a folder that has gone: all but what is wrong with the rows themselves. */
    @Override
    public boolean isAway(SQLException failure) {
        return !FAULTS.contains(SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff));
    }

    @Override
    public DataSource forMigration() {
        return source(false);
    }

    @Override
    public String[] migrations() {
        return new String[] {"common", "sqlite"};
    }

    @Override
    public Map<String, String> placeholders() {
        return Map.of(
                "key", "INTEGER PRIMARY KEY",
                "serial", "INTEGER PRIMARY KEY AUTOINCREMENT",
                "uuid", "lower(hex(randomblob(16)))");
    }

    @Override
    public void backup(Path copy) throws SQLException {
        try (var connection = openForWriting();
                var vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, copy.toString());
            vacuum.execute();
        }
    }

    /** Deleted rows are written over ({@code secure_delete}); what the write-ahead log has of them goes with it. */
    @Override
    public void scrub() throws SQLException {
        exclusively(() -> {
            try (var connection = openForWriting()) {
                checkpoint(connection, "TRUNCATE");
            }
        });
    }

    /**
     * Copies what the write-ahead log has into the file. Whoever commits does not wait for that, unless the log has become so long that it must be
     * begun anew: then for what was written since.
     */
    @Override
    public void tidy() throws SQLException {
        var connection = tidying == null ? openForWriting() : tidying;
        tidying = connection;
        var log = checkpoint(connection, "NOOP");
        if (log.waiting() >= TIDY_PAGES) {
            checkpoint(connection, "PASSIVE");
        }
        if (log.pages() >= LONG_PAGES) {
            exclusively(() -> checkpoint(connection, "PASSIVE"));
        }
    }

    /** How long the write-ahead log is, and how much of it is not in the file yet. */
    private record Log(int pages, int waiting) {}

    private static Log checkpoint(Connection connection, String mode) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            found.next();
            return new Log(found.getInt(2), found.getInt(2) - found.getInt(3));
        }
    }

    @Override
    public TextSearch textSearch() {
        return TextSearch.sqlite();
    }

    /** Making the file and its write-ahead log among it. */
    @Override
    public void exclusively(Action action) throws SQLException {
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .execute(this::tellWhoHasIt);
        takeLock();
        try {
            action.run();
        } finally {
            lock.free();
        }
    }

    /** Nobody may be there to end a process that does not go on. */
    private void tellWhoHasIt() {
        try {
            if (lock.waits(PATIENCE.dividedBy(2))) {
                lock.lastHolder()
                        .ifPresent(holder -> LOG.warn(
                                "Waits for {}, which writes to {}: end it if it does not go on", holder, file));
            }
        } catch (IOException closed) {
            // So nobody waits.
        }
    }

    @Override
    public void becomeMember(long node) {
        try {
            lock.becomeMember(node);
        } catch (IOException e) {
            LOG.warn(
                    "Should this process be frozen while it writes to {}, no other one can find and end it: {}",
                    file,
                    e);
        }
    }

    @Override
    public List<Writer> waitsFor(Duration atLeast) {
        try {
            return lock.waits(atLeast) ? lock.writers() : List.of();
        } catch (IOException closed) {
            return List.of();
        }
    }

    @Override
    public String name() {
        return file.toString();
    }

    /** Nobody tidies up any more. */
    @Override
    public void close() {
        try {
            if (tidying != null) {
                tidying.close();
            }
        } catch (SQLException e) {
            // It was of no use any more.
        }
        lock.close();
    }
}
