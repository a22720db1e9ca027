package chat.parley.node.history;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The log in SQLite. */
class SqliteLogTest extends SqlLogContract {
    @TempDir
    private Path folder;

    @Override
    Database database() throws Exception {
        return new Sqlite(folder.resolve("history.db"), Writer.here("test:1"));
    }
}
