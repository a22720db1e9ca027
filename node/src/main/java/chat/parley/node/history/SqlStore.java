package chat.parley.node.history;

import chat.parley.node.config.NodeConfig;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A store in a database. */
final class SqlStore implements Store {
    private final Database database;
    private final NodeConfig.History bounds;
    private final NodeConfig.Retention retention;
    private final Duration keepEmpty;

    // Mutable state
    private Runnable ending = () -> {};
    private @Nullable Upkeep upkeep;

    private SqlStore(Database database, NodeConfig.History bounds, NodeConfig.Retention retention, Duration keepEmpty) {
        this.retention = retention;
        this.database = database;
        this.bounds = bounds;
        this.keepEmpty = keepEmpty;
    }

    /**
     * Brings it to this release's form; makes it where there is none. Blocks.
     *
     * @param keepEmpty how long a room is kept that nobody is in
     */
    static SqlStore open(
            Database database, NodeConfig.History bounds, NodeConfig.Retention retention, Duration keepEmpty)
            throws SQLException {
        Migrations.run(database);
        return new SqlStore(database, bounds, retention, keepEmpty);
    }

    @Override
    public SqlLog log(long node, Executor readers, Clock clock, Consumer<Boolean> told) {
        var watch = new StoreWatch(database.name(), told);
        var writer = new LogWriter(database, bounds.commitRows(), bounds.queueRows(), watch);
        var reads = new Reads(database, readers, bounds.readers());
        var search = new SearchIndex(database.textSearch(), writer);
        var trimming = new Retention(database.textSearch(), writer, clock, retention);
        upkeep = new SqlUpkeep(database, writer, reads);
        ending = () -> {
            trimming.close();
            end(search, writer, reads);
        };
        writer.start();
        search.start();
        trimming.start();
        return new SqlLog(writer, reads, search, clock, node, keepEmpty.toMillis());
    }

    private static void end(SearchIndex search, LogWriter writer, Reads reads) {
        search.close();
        writer.close();
        try {
            reads.close();
        } catch (SQLException e) {
            LoggerFactory.getLogger(SqlStore.class).warn("A connection to the store could not be closed", e);
        }
    }

    @Override
    public Optional<Upkeep> upkeep() {
        return Optional.ofNullable(upkeep);
    }

    @Override
    public void close() {
        ending.run();
        database.close();
    }
}
