package chat.parley.node.history;

import chat.parley.node.config.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server that all nodes reach. It ends the transaction of a node that does not go on, or cannot be reached any more, so that the row
 * locks of a room are free for the node that takes over.
 */
final class Postgresql implements Database {
    /** Classes of SQLSTATE that tell of the server or of the way to it: connection, resources, intervention, system; who may come in, and where. */
    private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "57", "58", "28", "3D");

    /** A standby that has not taken over yet. */
    private static final String READ_ONLY = "25006";

    /** The transaction was idle for too long, and the connection is closed. */
    private static final String IDLE = "25P03";

    private final PGSimpleDataSource source;
    private final PGSimpleDataSource patient;
    private final String name;

    /** @param who this node, for those who look at the server's connections */
    Postgresql(NodeConfig.Postgresql config, String who) throws StoreFault {
        this.source = source(config, who);
        this.patient = patient(config, who);
        this.name = config.url();
    }

    /** A migration may have a lot to do. */
    private static PGSimpleDataSource patient(NodeConfig.Postgresql config, String who) throws StoreFault {
        var patient = source(config, who);
        patient.setSocketTimeout(0);
        patient.setOptions("");
        return patient;
    }

    private static PGSimpleDataSource source(NodeConfig.Postgresql config, String who) throws StoreFault {
        var source = new PGSimpleDataSource();
        source.setURL(config.url());
        source.setUser(config.user());
        if (!config.passwordFile().isEmpty()) {
            source.setPassword(password(config));
        }
        source.setSslMode(config.tls().mode());
        if (!config.rootCertificate().isEmpty()) {
            source.setSslRootCert(config.rootCertificate());
        }
        source.setApplicationName("parley " + who);
        source.setConnectTimeout(seconds(config.connectWithin()));
        source.setLoginTimeout(seconds(config.connectWithin()) * 2);
        source.setSocketTimeout(seconds(config.answerWithin()));
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        var goneAfter = config.goneAfter().toMillis();
        source.setOptions("-c idle_in_transaction_session_timeout=" + goneAfter + " -c tcp_user_timeout=" + goneAfter);
        return source;
    }

    private static String password(NodeConfig.Postgresql config) throws StoreFault {
        try {
            return Files.readString(Path.of(config.passwordFile())).strip();
        } catch (IOException e) {
            throw new StoreFault("cannot read parley.history.postgresql.password-file " + config.passwordFile() + ": "
                    + e.getMessage());
        }
    }

    private static int seconds(Duration time) {
        return (int) Math.max(1, time.toSeconds());
    }

    @Override
    public Connection openForWriting() throws SQLException {
        var connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public Connection openForReading() throws SQLException {
        var connection = source.getConnection();
        connection.setReadOnly(true);
        return connection;
    }

    /** The first statement begins it. */
    @Override
    public void begin(Connection connection) {}

    @Override
    public void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // Closing the connection makes sure of it.
        }
    }

    @Override
    public boolean isAway(SQLException failure) {
        var state = failure.getSQLState();
        return state != null
                && (state.equals(READ_ONLY)
                        || state.equals(IDLE)
                        || (state.length() == 5 && AWAY_CLASSES.contains(state.substring(0, 2))));
    }

    /** Whether the server is not there, and not that it keeps this user out. */
    boolean mayComeBack(SQLException failure) {
        var state = failure.getSQLState();
        return isAway(failure) && state != null && !state.startsWith("28") && !state.startsWith("3D");
    }

    @Override
    public DataSource forMigration() {
        return patient;
    }

    @Override
    public String[] migrations() {
        return new String[] {"common", "postgresql"};
    }

    @Override
    public Map<String, String> placeholders() {
        return Map.of(
                "key", "BIGINT PRIMARY KEY",
                "serial", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
                "uuid", "CAST(gen_random_uuid() AS TEXT)");
    }

    @Override
    public void backup(Path copy) throws SQLException {
        throw new SQLException("PostgreSQL has its own: use pg_dump");
    }

    /** The server keeps old versions of rows until its next VACUUM, and writes over them later. */
    @Override
    public void scrub() {}

    @Override
    public void tidy() {}

    @Override
    public TextSearch textSearch() {
        return TextSearch.postgresql();
    }

    /** Flyway sees to it, with an advisory lock. */
    @Override
    public void exclusively(Action action) throws SQLException {
        action.run();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {}
}
