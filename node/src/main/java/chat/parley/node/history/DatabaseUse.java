package chat.parley.node.history;

import chat.parley.node.config.HostPort;
import chat.parley.node.config.NodeConfig;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which nodes use a PostgreSQL database, so that no two clusters share one: they would tell two stories of each room. A node that serves has a
 * connection under its name, on which it says something every {@link Pace#beat}; the server's own list of connections tells the others. A process
 * that was killed is not in that list any more, and one that is frozen, or whose machine is gone, has said nothing for long: these use nothing.
 * Nodes see each other where they come as the same user. All of it may block.
 */
public final class DatabaseUse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseUse.class);

    private static final String SERVES = "parley serves ";

    /** PostgreSQL cuts a longer one (NAMEDATALEN). */
    private static final int NAME_BYTES = 63;

    private static final String NAME = "SELECT set_config('application_name', ?, false)";
    private static final String LIVING = "SELECT application_name FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE ?"
            + " AND state_change > clock_timestamp() - ? * INTERVAL '1 millisecond'";

    private final Postgresql database;
    private final HostPort address;
    private final Pace pace;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "parley-database-use");
        thread.setDaemon(true);
        return thread;
    });

    // Mutable state
    private @Nullable Connection connection;

    /**
     * @param beat how often a node says that it serves; who has said nothing for three of them does not
     * @param looks how often a new member looks; a node that was cut off needs some seconds to end, and until then it serves a cluster without us
     */
    record Pace(Duration beat, int looks) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(2), 4);
    }

    DatabaseUse(Postgresql database, HostPort address, Pace pace) {
        this.database = database;
        this.address = address;
        this.pace = pace;
    }

    /** Of a node that does not serve yet. */
    public static DatabaseUse of(NodeConfig config) throws StoreFault {
        var address = config.cluster().address();
        return new DatabaseUse(new Postgresql(config.history().postgresql(), address.toString()), address, Pace.USUAL);
    }

    private void serve() {
        var unused = thread.scheduleWithFixedDelay(this::beat, 0, pace.beat().toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Before this node joins: who serves a cluster that this node would not join, in words that say what to do.
     *
     * @param seeds whom this node would join
     */
    public Optional<String> strangerBeforeJoining(Collection<HostPort> seeds) {
        var living = living();
        return seeds.stream().map(DatabaseUse::nameOf).anyMatch(living::contains)
                ? Optional.empty()
                : living.stream().findFirst().map(this::words);
    }

    /**
     * The same once this node is a member: two that started at the same moment have not seen each other before. From now on others see that this node serves.
     *
     * @param members of this node's cluster, at each moment
     */
    public Optional<String> strangerAfterJoining(Supplier<Set<HostPort>> members) {
        serve();
        for (var look = 1; ; look++) {
            var living = living();
            members.get().stream().map(DatabaseUse::nameOf).forEach(living::remove);
            if (living.isEmpty() || look == pace.looks()) {
                return living.stream().findFirst().map(this::words);
            }
            LockSupport.parkNanos(pace.beat().toNanos());
        }
    }

    private String words(String other) {
        var node = other.substring(SERVES.length());
        return "the database " + database.name() + " is in use by another cluster: " + node
                + " is one of its nodes. To join that one give this node --join " + node
                + "; otherwise another parley.history.postgresql.url";
    }

    /** Other nodes that serve. Where the server cannot be asked nobody is known of. */
    private Set<String> living() {
        var names = new TreeSet<String>();
        try (var reading = database.openForReading();
                var select = reading.prepareStatement(LIVING)) {
            select.setString(1, SERVES + "%");
            select.setLong(2, 3 * pace.beat().toMillis());
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    names.add(found.getString(1));
                }
            }
        } catch (SQLException e) {
            LOG.warn("It is not known whether another cluster uses {}: {}", database.name(), e.getMessage());
        }
        names.remove(nameOf(address));
        return names;
    }

    private static String nameOf(HostPort node) {
        var bytes = (SERVES + node).getBytes(StandardCharsets.US_ASCII);
        return new String(bytes, 0, Math.min(bytes.length, NAME_BYTES), StandardCharsets.US_ASCII);
    }

    /** That the store is away is said by others. */
    private void beat() {
        try {
            var open = connection;
            if (open == null) {
                open = database.openForReading();
                connection = open;
            }
            try (var name = open.prepareStatement(NAME)) {
                name.setString(1, nameOf(address));
                name.execute();
            }
        } catch (SQLException away) {
            drop();
        }
    }

    private void drop() {
        var open = connection;
        connection = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (SQLException gone) {
            // It is of no use any more.
        }
    }

    /** This node does not serve any more. The second time there is nothing left to do. */
    @Override
    public void close() {
        if (!thread.isShutdown()) {
            thread.execute(this::drop);
            thread.shutdown();
        }
    }
}
