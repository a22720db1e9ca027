package chat.parley.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void delaysDoubleUpToABoundAndAreNeverMoreThanHalfOff() {
        for (long seed = 0; seed < 200; seed++) {
            Backoff backoff = new Backoff(500, 4_000, new Random(seed));

            for (long base : new long[] {500, 1_000, 2_000, 4_000, 4_000}) {
                assertThat(backoff.nextMillis()).as("seed %d", seed).isBetween(base / 2, base);
            }
        }
    }

    @Test
    void peopleOfOneNodeComeBackApartFromEachOther() {
        LongStream delays =
                LongStream.range(0, 100).map(seed -> new Backoff(500, 4_000, new Random(seed)).nextMillis());

        assertThat(delays.distinct().count()).isGreaterThan(50);
    }
}
