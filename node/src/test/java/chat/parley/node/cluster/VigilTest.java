package chat.parley.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.cluster.Vigil.Lapse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DESIGN rule: a node that was asleep or cut off does not serve stale answers. */
class VigilTest {
    private final AtomicLong nanos = new AtomicLong(-7);
    private final Vigil vigil = new Vigil(Duration.ofMillis(2500), nanos::get);

    @BeforeEach
    void becomeAMember() {
        pass(60_000);
        vigil.begin();
    }

    @Test
    void aSlowStartIsNoSleep() {
        var starting = new Vigil(Duration.ofMillis(2500), nanos::get);
        pass(60_000);
        assertThat(starting.awake()).isTrue();

        starting.begin();
        starting.tick(true);
        assertThat(starting.awake()).isTrue();
    }

    @Test
    void ticksKeepItAwake() {
        for (var i = 0; i < 100; i++) {
            pass(200);
            vigil.tick(true);
        }

        assertThat(vigil.awake()).isTrue();
        assertThat(vigil.lapse()).isEmpty();
    }

    @Test
    void aShortNapIsForgiven() {
        pass(2499);
        assertThat(vigil.awake()).isTrue();
        vigil.tick(true);
        pass(2499);
        assertThat(vigil.awake()).isTrue();
    }

    @Test
    void theFirstOneToAskAfterASleepLearnsOfIt() {
        pass(2500);

        assertThat(vigil.awake()).isFalse();
        assertThat(vigil.lapse()).contains(Lapse.ASLEEP);
    }

    @Test
    void aLateTickDoesNotMakeItGood() {
        pass(60_000);
        vigil.tick(true);

        assertThat(vigil.awake()).isFalse();
        assertThat(vigil.lapse()).contains(Lapse.ASLEEP);
        vigil.tick(true);
        assertThat(vigil.awake()).isFalse();
    }

    @Test
    void aMinorityMayHopeForAsLong() {
        for (var passed = 0; passed < 2400; passed += 200) {
            pass(200);
            vigil.tick(false);
            assertThat(vigil.awake()).isTrue();
        }
        pass(200);
        vigil.tick(false);

        assertThat(vigil.lapse()).contains(Lapse.CUT_OFF);
        vigil.tick(true);
        assertThat(vigil.awake()).isFalse();
    }

    @Test
    void aMajorityThatComesBackInTimeEndsTheCount() {
        pass(2000);
        vigil.tick(false);
        vigil.tick(true);
        pass(2000);
        vigil.tick(false);

        assertThat(vigil.awake()).isTrue();
    }

    private void pass(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
