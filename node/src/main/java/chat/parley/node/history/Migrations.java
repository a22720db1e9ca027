package chat.parley.node.history;

import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a store to the form that this release needs; makes it where there is none. Safe when several nodes start at once. */
final class Migrations {
    private static final String FOLDER = "classpath:chat/parley/node/history/migrations/";

    private Migrations() {}

    static void run(Database database) throws SQLException {
        database.exclusively(() -> migrate(database));
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
