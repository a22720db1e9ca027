package chat.parley.node.history;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.harness.PostgresServer;
import chat.parley.node.config.NodeConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Searching in PostgreSQL: tsvector. */
class PostgresqlSearchTest extends SqlSearchContract {
    private static PostgresServer server;
    private static int databases;

    private String url;

    @BeforeAll
    static void start() {
        assumeTrue(PostgresServer.isPossible(), "PostgreSQL is not installed: apt-get install postgresql");
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    @Override
    void open() throws Exception {
        url = server.makeDatabase("search" + ++databases);
        super.open();
    }

    @Override
    Database database() throws Exception {
        var config = NodeConfig.ofText("parley.history.postgresql { url = \"%s\", password-file = \"%s\" }"
                .formatted(url, server.passwordFile()));
        return new Postgresql(config.history().postgresql(), "this test");
    }
}
