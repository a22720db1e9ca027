package chat.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.check.plant.Plant;
import chat.parley.check.plant.Planted;
import chat.parley.harness.ParleyCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The checker finds faults that were put into the nodes, and finds nothing where the same disturbance meets healthy nodes. */
@Timeout(240)
class PlantedFaultsTest {
    private static final Run.Crowd FEW = new Run.Crowd(6, 2, false, 60);

    /** A retry brings the author's node up; in so many rooms there is a node whose people were all answered before the last event was lost. */
    private static final Run.Crowd MANY_ROOMS = new Run.Crowd(14, 2, false, 60);

    /** Longer than the nodes need to put right what they can. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @TempDir
    static Path folder;

    private static Planted plants;
    private static ParleyCluster cluster;

    @BeforeAll
    static void startCluster() {
        plants = new Planted(folder);
        cluster = ParleyCluster.builder().jvm(plants.jvmOptions()).start();
    }

    @AfterAll
    static void endCluster() {
        cluster.close();
    }

    @Test
    void healthyNodesGetOverAllDisturbances() {
        plants.set(Plant.ASKS_GET_LOST, Plant.EVENTS_GET_LOST, Plant.QUESTIONS_GET_LOST);

        Verdict verdict = run(1, FaultKind.KILL);

        assertThat(verdict.findings()).isEmpty();
    }

    @Test
    void aRetryThatIsDroppedIsFound() {
        plants.set(Plant.ASKS_GET_LOST, Plant.NO_RETRY);

        Verdict verdict = run(2);

        // Those who are told within the run that nobody knows, and those who are not.
        assertThat(verdict.findings())
                .extracting(Finding::kind)
                .containsAnyOf(Finding.Kind.UNANSWERED, Finding.Kind.REFUSED);
    }

    @Test
    void aLastEventThatIsDroppedIsFound() {
        plants.set(Plant.EVENTS_GET_LOST, Plant.NO_REPEAT);

        Verdict verdict = run(3, MANY_ROOMS);

        assertThat(verdict.findings()).extracting(Finding::kind).contains(Finding.Kind.LOST);
    }

    @Test
    void aRebuildThatTakesSilenceForNobodyIsFound() {
        plants.set(Plant.QUESTIONS_GET_LOST, Plant.SILENCE_IS_NOBODY);

        Verdict verdict = run(4, FaultKind.KILL);

        assertThat(verdict.findings()).isNotEmpty();
    }

    @Test
    void aTableOfRequestsThatIsLostIsFound() {
        plants.set(Plant.EVENTS_GET_LOST, Plant.NO_REQUESTS_RESTORED);

        Verdict verdict = run(5, FaultKind.KILL_HOLDER);

        assertThat(verdict.findings()).extracting(Finding::kind).contains(Finding.Kind.HEARD_TWICE);
    }

    private static Verdict run(long seed, FaultKind... faults) {
        return run(seed, FEW, faults);
    }

    private static Verdict run(long seed, Run.Crowd crowd, FaultKind... faults) {
        Plan plan = Plan.of(seed, List.of(faults), 3, crowd.rooms());
        return Run.on(cluster, plan, crowd, PATIENCE);
    }
}
