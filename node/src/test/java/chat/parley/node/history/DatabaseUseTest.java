package chat.parley.node.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.node.config.HostPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes on one database. The other one is at port 1, and serves; this one is at port 2. */
class DatabaseUseTest {
    private static final HostPort OTHER = new HostPort("127.0.0.1", 1);
    private static final HostPort SELF = new HostPort("127.0.0.1", 2);

    /** A look is soon over; who has been silent for minutes is silent. */
    private static final DatabaseUse.Pace PACE = new DatabaseUse.Pace(Duration.ofSeconds(20), 1);

    @RegisterExtension
    static final OnPostgresql POSTGRESQL = new OnPostgresql();

    private DatabaseUse other;
    private DatabaseUse own;

    @BeforeEach
    void theOtherServes() throws Exception {
        other = use(OTHER);
        own = use(SELF);
        other.strangerAfterJoining(() -> Set.of(OTHER));
        await().until(() -> own.strangerBeforeJoining(List.of()).isPresent());
    }

    @AfterEach
    void bothEnd() {
        other.close();
        own.close();
        await().until(() -> stranger().isEmpty());
    }

    @Test
    void whoWouldNotJoinTheOthersClusterMustNotShareItsDatabase() {
        assertThat(own.strangerBeforeJoining(List.of(SELF)))
                .hasValueSatisfying(words ->
                        assertThat(words).contains(POSTGRESQL.server().url(), "--join 127.0.0.1:1", "postgresql.url"));
        assertThat(own.strangerBeforeJoining(List.of(OTHER, SELF))).isEmpty();
    }

    @Test
    void twoThatStartedAtOnceFindEachOtherWhenTheyServe() {
        assertThat(own.strangerAfterJoining(() -> Set.of(OTHER, SELF))).isEmpty();
        assertThat(own.strangerAfterJoining(() -> Set.of(SELF))).isPresent();
    }

    @Test
    void whoWasKilledOrHasLeftUsesNothing() {
        other.close();

        await().until(() -> stranger().isEmpty());
    }

    private Optional<String> stranger() {
        return own.strangerBeforeJoining(List.of());
    }

    private static DatabaseUse use(HostPort address) throws Exception {
        var config = POSTGRESQL.config(POSTGRESQL.server().url(), "");
        return new DatabaseUse(new Postgresql(config, "this test"), address, PACE);
    }
}
