package chat.parley.node.history;

import static chat.parley.node.history.Events.LOBBY;
import static chat.parley.node.history.Events.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.harness.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The log in PostgreSQL: all that holds for any store, and what a server's comings and goings add. */
class PostgresqlLogTest extends SqlLogContract {
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
        return database("");
    }

    private Postgresql database(String more) throws Exception {
        return new Postgresql(POSTGRESQL.config(url, more), "this test");
    }

    @Test
    void manyNodesMayMakeTheStoreAtOnce() throws Exception {
        url = POSTGRESQL.empty();
        var starts = new ArrayList<CompletableFuture<Void>>();
        for (var node = 0; node < 3; node++) {
            var database = database();
            starts.add(CompletableFuture.runAsync(() -> migrate(database)));
        }

        OpenStore.of(CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)));
        assertThat(Migrations.isNewest(database())).isTrue();
    }

    private static void migrate(Database database) {
        try {
            Migrations.run(database);
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void whenTheServerEndsEverythingWaitsUntilItIsBack() throws Exception {
        try (var store = new OpenStore(database())) {
            var epoch = store.opens(LOBBY).epoch();
            store.appends(LOBBY, messages(epoch, 1, 3));

            POSTGRESQL.server().kill();
            var waiting = store.begins(LOBBY, messages(epoch, 4, 6));
            assertThat(store.isTold()).isFalse();
            assertThat(waiting).isNotDone();
            POSTGRESQL.server().resume();

            OpenStore.of(waiting);
            assertThat(store.isTold()).isTrue();
            assertThat(store.all(LOBBY)).hasSize(6);
        }
    }

    @Test
    void whoIsKeptOutIsToldSoAtOnce(@TempDir Path folder) throws Exception {
        var wrong = Files.writeString(folder.resolve("password"), "guessed");
        var database = database("password-file = \"" + wrong + "\"");

        assertThatThrownBy(() -> Migrations.run(database))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        failure -> assertThat(database.mayComeBack(failure)).isFalse());
    }

    @Test
    void theConnectionIsEncryptedWhereThatIsConfigured() throws Exception {
        assertThat(isEncrypted("tls = off")).isFalse();
        assertThat(isEncrypted("tls = require")).isTrue();
    }

    @Test
    void aServerIsBelievedOnlyUnderTheNameOfItsCertificateAndIfThatIsTheRightOne() throws Exception {
        var right = "tls = verify, root-certificate = \"" + POSTGRESQL.server().certificate() + "\"";
        // Its certificate is for localhost, and not for the address.
        assertThatThrownBy(() -> isEncrypted(right)).isInstanceOf(SQLException.class);

        url = url.replace("127.0.0.1", "localhost");

        assertThat(isEncrypted(right)).isTrue();
        try (var other = PostgresServer.start()) {
            var wrong = "tls = verify, root-certificate = \"" + other.certificate() + "\"";
            assertThatThrownBy(() -> isEncrypted(wrong)).isInstanceOf(SQLException.class);
        }
    }

    private boolean isEncrypted(String tls) throws Exception {
        try (var connection = database(tls).openForReading();
                var question = connection.createStatement();
                var answer = question.executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            answer.next();
            return answer.getBoolean(1);
        }
    }
}
