package chat.parley.node.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Brings a store to the form that this release needs; makes it where there is none. Safe when several nodes start at once.
 *
 * <p>Flyway is asked only where the store's own record does not end with {@link #NEWEST}: to start Flyway is a third of what a node computes until
 * it is there, and three that start at once would do it one after the other.
 */
final class Migrations {
    private static final String FOLDER = "classpath:chat/parley/node/history/migrations/";

    /** The last of the migrations, the common and the database's own alike. */
    static final String NEWEST = "4";

    /** Flyway's, in every database. */
    private static final String RECORD = "flyway_schema_history";

    private Migrations() {}

    static void run(Database database) throws SQLException {
        database.exclusively(() -> {
            if (!isNewest(database)) {
                migrate(database);
            }
        });
    }

    static boolean isNewest(Database database) throws SQLException {
        try (var connection = database.forMigration().getConnection()) {
            return hasRecord(connection) && NEWEST.equals(lastIn(connection));
        }
    }

    private static boolean hasRecord(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(null, connection.getSchema(), RECORD, null)) {
            return tables.next();
        }
    }

    /** Null where the last one failed. */
    private static @Nullable String lastIn(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var last = statement.executeQuery(
                        "SELECT version, success FROM " + RECORD + " ORDER BY installed_rank DESC LIMIT 1")) {
            return last.next() && last.getBoolean("success") ? last.getString("version") : null;
        }
    }

    private static void migrate(Database database) throws SQLException {
        var locations = Arrays.stream(database.migrations()).map(FOLDER::concat).toArray(String[]::new);
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database.forMigration())
                    .locations(locations)
                    .placeholders(database.placeholders())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw e.getCause() instanceof SQLException cause
                    ? cause
                    : new SQLException("the store cannot be brought to this release's form: " + e.getMessage(), e);
        }
    }
}
