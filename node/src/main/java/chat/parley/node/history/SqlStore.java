package chat.parley.node.history;

import chat.parley.node.config.NodeConfig;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** A store in a database. */
final class SqlStore implements Store {
    private final Database database;
    private final NodeConfig.History bounds;
    private final Duration keepEmpty;

    // Mutable state
    private Runnable ending = () -> {};

    private SqlStore(Database database, NodeConfig.History bounds, Duration keepEmpty) {
        this.database = database;
        this.bounds = bounds;
        this.keepEmpty = keepEmpty;
    }

    /**
     * Brings it to this release's form; makes it where there is none. Blocks.
     *
     * @param keepEmpty how long a room is kept that nobody is in
     */
    static SqlStore open(Database database, NodeConfig.History bounds, Duration keepEmpty) throws SQLException {
        Migrations.run(database);
        return new SqlStore(database, bounds, keepEmpty);
    }

    @Override
    public SqlLog log(long node, Executor readers, Clock clock, Consumer<Boolean> told) {
        var watch = new StoreWatch(database.name(), told);
        var writer = new LogWriter(database, bounds.commitRows(), bounds.queueRows(), watch);
        var reads = new Reads(database, readers, bounds.readers());
        ending = () -> end(writer, reads);
        writer.start();
        return new SqlLog(writer, reads, clock, node, keepEmpty.toMillis());
    }

    private static void end(LogWriter writer, Reads reads) {
        writer.close();
        try {
            reads.close();
        } catch (SQLException e) {
            LoggerFactory.getLogger(SqlStore.class).warn("A connection to the store could not be closed", e);
        }
    }

    @Override
    public void close() {
        ending.run();
        database.close();
    }
}
