package chat.parley.node.history;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.harness.PostgresServer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A PostgreSQL server for the tests of a class, in a static {@code @RegisterExtension}; where it is not installed they are skipped. */
final class OnPostgresql implements BeforeAllCallback, AfterAllCallback {
    private @Nullable PostgresServer server;

    PostgresServer server() {
        return Objects.requireNonNull(server, "the server runs while the tests of a class do");
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
