package chat.parley.node.history;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.harness.PostgresServer;
import chat.parley.node.config.NodeConfig;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A PostgreSQL server for the tests of a class, in a static {@code @RegisterExtension}; where it is not installed they are skipped. */
final class OnPostgresql implements BeforeAllCallback, AfterAllCallback {
    private static final String ORIGINAL = "original";

    private @Nullable PostgresServer server;
    private int databases;

    PostgresServer server() {
        return Objects.requireNonNull(server, "the server runs while the tests of a class do");
    }

    /** The url of a new database with nothing in it. */
    String empty() {
        return server().makeDatabase(newName());
    }

    /** The url of a new database with the tables of a store. They are made once, and copied. */
    String store() throws Exception {
        if (databases == 0) {
            Migrations.run(new Postgresql(config(server().makeDatabase(ORIGINAL), ""), "this test"));
        }
        return server().makeDatabase(newName(), ORIGINAL);
    }

    private String newName() {
        return "parley" + ++databases;
    }

    /** Of a node with this database, and with more keys. */
    NodeConfig.Postgresql config(String url, String more) throws Exception {
        return NodeConfig.ofText("parley.history.postgresql { url = \"%s\", password-file = \"%s\", %s }"
                        .formatted(url, server().passwordFile(), more))
                .history()
                .postgresql();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(PostgresServer.isPossible(), "PostgreSQL is not installed: apt-get install postgresql");
        server = PostgresServer.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (server != null) {
            server.close();
        }
    }
}
