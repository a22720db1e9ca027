package chat.parley.node.history;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Searching in PostgreSQL: tsvector. */
class PostgresqlSearchTest extends SqlSearchContract {
    @RegisterExtension
    static final OnPostgresql POSTGRESQL = new OnPostgresql();

    private String url;

    @BeforeEach
    @Override
    void open() throws Exception {
        url = POSTGRESQL.store();
        super.open();
    }

    @Override
    Database database() throws Exception {
        return new Postgresql(POSTGRESQL.config(url, ""), "this test");
    }
}
