package chat.parley.node.history;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.room.MessageLog;
import chat.parley.node.room.ReadMarkers;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store that a node's configuration names. */
public final class Stores {
    private static final Logger LOG = LoggerFactory.getLogger(Stores.class);
    private static final String FILE = "history.db";
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private Stores() {}

    /** Opens it, and makes it where there is none. Blocks; for the start of the process. */
    public static Store open(NodeConfig config) throws StoreFault {
        return switch (config.history().store()) {
            case MEMORY -> new InMemory(config.limits().replicaTailEntries());
            case SQLITE -> sqlite(config);
            case POSTGRESQL -> postgresql(config);
        };
    }

    private static Store sqlite(NodeConfig config) throws StoreFault {
        var file = config.data().resolve(FILE);
        try {
            return SqlStore.open(
                    new Sqlite(file, Writer.here(config.cluster().address().toString())),
                    config.history(),
                    config.retention(),
                    config.rooms().keepEmpty());
        } catch (IOException | SQLException e) {
            throw new StoreFault("cannot use " + file + ": " + e.getMessage(), e);
        }
    }

    /** The server may be starting too. */
    private static Store postgresql(NodeConfig config) throws StoreFault {
        var database = new Postgresql(
                config.history().postgresql(), config.cluster().address().toString());
        var deadlineNanos = System.nanoTime() + config.cluster().joinWithin().toNanos();
        while (true) {
            try {
                return SqlStore.open(
                        database,
                        config.history(),
                        config.retention(),
                        config.rooms().keepEmpty());
            } catch (SQLException e) {
                if (!database.mayComeBack(e) || System.nanoTime() > deadlineNanos) {
                    throw new StoreFault(
                            "cannot use " + database.name() + ": " + e.getMessage()
                                    + " (see parley.history.postgresql)",
                            e);
                }
                LOG.warn("Waits for {}: {}", database.name(), e.getMessage());
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    /** No store. */
    private record InMemory(int entriesPerRoom) implements Store {
        @Override
        public MessageLog log(long node, Executor readers, Clock clock, Consumer<Boolean> told) {
            return new MemoryLog(entriesPerRoom, clock);
        }

        @Override
        public Optional<Upkeep> upkeep() {
            return Optional.empty();
        }

        @Override
        public ReadMarkers readMarkers() {
            return ReadMarkers.NONE;
        }

        @Override
        public String id() {
            return "none: the store is memory";
        }

        @Override
        public CompletionStage<Integer> sweep(Collection<Long> present) {
            return CompletableFuture.completedStage(0);
        }

        @Override
        public List<Writer> waitsFor(Duration atLeast) {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
