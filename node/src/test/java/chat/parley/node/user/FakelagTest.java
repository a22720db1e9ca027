package chat.parley.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.config.NodeConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Three lines at once, then one each half second. */
class FakelagTest {
    private static final NodeConfig.Flood FLOOD = new NodeConfig.Flood(true, 3, Duration.ofMillis(500), 10);
    private static final long HALF_SECOND = 500_000_000L;
    /** Clocks that wrap around are the ones that show a wrong comparison. */
    private static final long START = Long.sum(Long.MAX_VALUE, -HALF_SECOND);

    private final Fakelag fakelag = new Fakelag(FLOOD, START);

    private void useUpTheBurst() {
        assertThat(fakelag.tryBegin(1, START)).isTrue();
        assertThat(fakelag.tryBegin(1, START)).isTrue();
        assertThat(fakelag.tryBegin(1, START)).isTrue();
    }

    @Test
    void theBurstIsFreeAndWhatFollowsHasItsPrice() {
        useUpTheBurst();

        assertThat(fakelag.tryBegin(1, START)).isFalse();
        assertThat(fakelag.mayBeginAt(1)).isEqualTo(START + HALF_SECOND);
        assertThat(fakelag.tryBegin(1, START + HALF_SECOND)).isTrue();
        assertThat(fakelag.tryBegin(1, START + HALF_SECOND)).isFalse();
    }

    @Test
    void whatCostsNothingNeverWaits() {
        useUpTheBurst();

        assertThat(fakelag.tryBegin(0, START)).isTrue();
    }

    @Test
    void aDearLineCountsAsManyButNeverAsMoreThanTheBurst() {
        assertThat(fakelag.tryBegin(2, START)).isTrue();
        assertThat(fakelag.tryBegin(2, START)).isFalse();
        assertThat(fakelag.tryBegin(100, START + 2 * HALF_SECOND)).isTrue();
        assertThat(fakelag.tryBegin(1, START + 3 * HALF_SECOND)).isFalse();
    }

    @Test
    void aLongSilenceBuysNoMoreThanABurst() {
        var later = START + 1000 * HALF_SECOND;

        assertThat(fakelag.tryBegin(3, later)).isTrue();
        assertThat(fakelag.tryBegin(1, later)).isFalse();
    }
}
