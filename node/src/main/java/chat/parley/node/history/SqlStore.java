package chat.parley.node.history;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.room.ReadMarkers;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
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
    private final String id;

    // Mutable state
    private Runnable ending = () -> {};
    private @Nullable Upkeep upkeep;
    private @Nullable SqlLog log;
    private @Nullable SqlReadMarkers markers;

    private SqlStore(
            Database database,
            NodeConfig.History bounds,
            NodeConfig.Retention retention,
            Duration keepEmpty,
            String id) {
        this.id = id;
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
        try (var connection = database.openForReading();
                var select = connection.prepareStatement("SELECT id FROM store");
                var found = select.executeQuery()) {
            found.next();
            return new SqlStore(database, bounds, retention, keepEmpty, found.getString(1));
        }
    }

    @Override
    public SqlLog log(long node, Executor readers, Clock clock, Consumer<Boolean> told) {
        database.becomeMember(node);
        var watch = new StoreWatch(database.name(), told);
        var writer = new LogWriter(database, bounds.commitRows(), bounds.queueRows(), watch);
        var reads = new Reads(database, readers, bounds.readers());
        var search = new SearchIndex(database.textSearch(), writer, bounds.index());
        var trimming = new Retention(database.textSearch(), writer, clock, retention);
        var tidying = new Tidying(database);
        upkeep = new SqlUpkeep(database, writer, reads);
        markers = new SqlReadMarkers(writer, reads, clock, bounds.markers());
        ending = () -> {
            tidying.close();
            trimming.close();
            end(search, writer, reads);
        };
        writer.start();
        search.start();
        trimming.start();
        tidying.start();
        var started = new SqlLog(writer, reads, search, clock, node, keepEmpty.toMillis());
        log = started;
        return started;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public CompletionStage<Integer> sweep(Collection<Long> present) {
        return Objects.requireNonNull(log, "the log comes first")
                .sweep(present)
                .thenCompose(rooms -> markers().forget().thenApply(markers -> rooms));
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

    private SqlReadMarkers markers() {
        return Objects.requireNonNull(markers, "the log comes first");
    }

    @Override
    public ReadMarkers readMarkers() {
        return markers();
    }

    @Override
    public Optional<Upkeep> upkeep() {
        return Optional.ofNullable(upkeep);
    }

    @Override
    public List<Writer> waitsFor(Duration atLeast) {
        return database.waitsFor(atLeast);
    }

    @Override
    public void close() {
        ending.run();
        database.close();
    }
}
