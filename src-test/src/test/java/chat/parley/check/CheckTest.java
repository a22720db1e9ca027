package chat.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.ParleyCluster;
import chat.parley.harness.SharedCluster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of {@code bin/parley check}: one run with one fault. */
@ExtendWith(SharedCluster.class)
class CheckTest {
    private static final long SEED = 1;

    private final ParleyCluster cluster;

    CheckTest(ParleyCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    @Timeout(180)
    void nothingIsFoundWhenTheHolderOfARoomIsKilled() {
        Plan plan = Plan.of(SEED, List.of(FaultKind.KILL_HOLDER), 3, Run.Crowd.USUAL.rooms());

        Verdict verdict = Run.on(cluster, plan);

        assertThat(verdict.findings())
                .as("seed %d, history in %s", SEED, cluster.folder())
                .isEmpty();
        assertThat(verdict.messages()).isGreaterThan(500);
    }
}
