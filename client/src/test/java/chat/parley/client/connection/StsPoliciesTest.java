package chat.parley.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IRCv3 sts, persistence policies. */
class StsPoliciesTest {
    private static final ServerAddress PLAIN = new ServerAddress("irc.example.org", 6667);
    private static final ServerAddress SECURE = new ServerAddress("irc.example.org", 7000, true);

    private final Path file;

    // Mutable state
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    StsPoliciesTest(@TempDir Path folder) {
        file = folder.resolve("sts");
    }

    @Test
    void aPolicyHoldsForItsTimeAtThePortWhereItWasHeard() throws Exception {
        policies().learn(SECURE, "duration=60,port=1");

        assertThat(policies().secured(PLAIN)).isEqualTo(SECURE);
        assertThat(policies()
                        .secured(new ServerAddress("irc.example.net", 6667))
                        .tls())
                .isFalse();
        assertThat(policies().secured(new ServerAddress("irc.example.org", 6697, true)))
                .as("who asks for TLS says where")
                .hasToString("ircs://irc.example.org:6697");

        now = now.plus(Duration.ofSeconds(60));
        assertThat(policies().secured(PLAIN)).isEqualTo(PLAIN);
    }

    @Test
    void itsTimeBeginsAnewWhenItIsHeardAgain() throws Exception {
        policies().learn(SECURE, "duration=60");
        now = now.plus(Duration.ofSeconds(50));
        policies().learn(SECURE, "duration=60");
        now = now.plus(Duration.ofSeconds(50));

        assertThat(policies().secured(PLAIN)).isEqualTo(SECURE);
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void whatIsNoDurationChangesNothing() throws Exception {
        policies().learn(SECURE, "duration=60");
        policies().learn(SECURE, "");
        policies().learn(SECURE, "port=7000");
        policies().learn(SECURE, "duration=soon");
        policies().learn(PLAIN, "duration=0");
        assertThat(policies().secured(PLAIN)).isEqualTo(SECURE);

        policies().learn(SECURE, "preload,duration=0");
        assertThat(policies().secured(PLAIN)).isEqualTo(PLAIN);
    }

    @Test
    void aDamagedFileKeepsWhatIsWhole() throws Exception {
        policies().learn(SECURE, "duration=60");
        Files.writeString(file, "\u0000\nirc.example.org 99999999 x\n" + Files.readString(file) + "irc.exam");

        assertThat(policies().secured(PLAIN)).isEqualTo(SECURE);
    }

    @Test
    void thereIsABound() throws Exception {
        Files.writeString(
                file,
                String.join(
                        "\n",
                        IntStream.range(0, StsPolicies.POLICIES_LIMIT)
                                .mapToObj(number -> "host-" + number + " 6697 99999999999")
                                .toList()));

        policies().learn(SECURE, "duration=60");

        assertThat(Files.readAllLines(file))
                .hasSize(StsPolicies.POLICIES_LIMIT)
                .noneMatch(line -> line.startsWith("host-0 "));
        assertThat(policies().secured(PLAIN)).isEqualTo(SECURE);
    }

    /** As a run of its own has them. */
    private StsPolicies policies() {
        return StsPolicies.in(file, () -> now);
    }
}
