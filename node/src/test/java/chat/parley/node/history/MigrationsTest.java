package chat.parley.node.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who brings a store to its newest form, and who finds it so. PostgreSQL's is looked at in {@link PostgresqlLogTest}. */
class MigrationsTest {
    @TempDir
    private Path folder;

    private Sqlite database;

    @BeforeEach
    void make() throws Exception {
        database = new Sqlite(folder.resolve("history.db"), Writer.here("test:1"));
    }

    @Test
    void aStoreThatIsNotThereIsMadeNewest() throws Exception {
        assertThat(Migrations.isNewest(database)).isFalse();

        Migrations.run(database);

        assertThat(Migrations.isNewest(database)).isTrue();
    }

    @Test
    void aStoreOfAnOlderReleaseIsBroughtOn() throws Exception {
        Migrations.run(database);
        execute("DELETE FROM flyway_schema_history WHERE version = '" + Migrations.NEWEST + "'");

        assertThat(Migrations.isNewest(database)).isFalse();
    }

    @Test
    void whatFailedIsNotTakenForDone() throws Exception {
        Migrations.run(database);
        execute("UPDATE flyway_schema_history SET success = 0 WHERE version = '" + Migrations.NEWEST + "'");

        assertThat(Migrations.isNewest(database)).isFalse();
    }

    private void execute(String sql) throws Exception {
        try (var connection = database.openForWriting();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
