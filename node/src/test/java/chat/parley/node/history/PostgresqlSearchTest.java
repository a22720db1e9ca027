package chat.parley.node.history;

import chat.parley.node.config.NodeConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Searching in PostgreSQL: tsvector. */
class PostgresqlSearchTest extends SqlSearchContract {
    @RegisterExtension
    static final OnPostgresql POSTGRESQL = new OnPostgresql();

    private static int databases;

    private String url;

    @BeforeEach
    @Override
    void open() throws Exception {
        url = POSTGRESQL.server().makeDatabase("search" + ++databases);
        super.open();
    }

    @Override
    Database database() throws Exception {
        var config = NodeConfig.ofText("parley.history.postgresql { url = \"%s\", password-file = \"%s\" }"
                .formatted(url, POSTGRESQL.server().passwordFile()));
        return new Postgresql(config.history().postgresql(), "this test");
    }
}
