package chat.parley.node.user;

import static chat.parley.node.user.Silence.Verdict.ASK;
import static chat.parley.node.user.Silence.Verdict.GONE;
import static chat.parley.node.user.Silence.Verdict.NEVER_REGISTERED;
import static chat.parley.node.user.Silence.Verdict.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.config.NodeConfig;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a peer may be silent: 10 s to register, then 60 s until it is asked, and 20 s to answer. */
class SilenceTest {
    private final Silence silence = new Silence(times(), 0);

    private static NodeConfig.Times times() {
        try {
            return NodeConfig.ofText("parley.times { registration = 10 s, ping-after = 60 s, pong-within = 20 s }")
                    .times();
        } catch (Exception faults) {
            throw new AssertionError(faults);
        }
    }

    private static long at(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void beforeRegistrationTalkingBuysNoTime() {
        silence.heard(at(9));

        assertThat(silence.check(at(9))).isEqualTo(PATIENCE);
        assertThat(silence.due()).isEqualTo(at(10));
        assertThat(silence.check(at(10))).isEqualTo(NEVER_REGISTERED);
    }

    @Test
    void whoIsSilentIsAskedOnceAndThenGone() {
        silence.registered(at(5));

        assertThat(silence.check(at(64))).isEqualTo(PATIENCE);
        assertThat(silence.check(at(65))).isEqualTo(ASK);
        assertThat(silence.check(at(84))).isEqualTo(PATIENCE);
        assertThat(silence.check(at(85))).isEqualTo(GONE);
    }

    @Test
    void whoAnswersHasAllTheirTimeAgain() {
        silence.registered(at(5));
        assertThat(silence.check(at(65))).isEqualTo(ASK);

        silence.heard(at(70));

        assertThat(silence.due()).isEqualTo(at(130));
        assertThat(silence.check(at(85))).isEqualTo(PATIENCE);
    }
}
