package chat.parley.node.history;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Searching in SQLite: FTS5. */
class SqliteSearchTest extends SqlSearchContract {
    @TempDir
    private Path folder;

    @Override
    Database database() throws Exception {
        return new Sqlite(folder.resolve("history.db"), Writer.here("test:1"));
    }
}
