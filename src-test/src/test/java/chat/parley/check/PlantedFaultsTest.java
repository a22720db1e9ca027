package chat.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.check.plant.Plant;
import chat.parley.check.plant.Planted;
import chat.parley.harness.ParleyCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The checker finds faults that were put into the nodes, and finds nothing where the same disturbance meets healthy nodes. */
@Timeout(240)
class PlantedFaultsTest {
    private static final Run.Crowd FEW = new Run.Crowd(6, 2, false, 60);

    /** A retry brings the author's node up; among many rooms with little talk there is a node whose people all had their answers before the last event. */
    private static final Run.Crowd QUIET_ROOMS = new Run.Crowd(14, 1, false, 300);

    /** A healthy cluster uses as much of it as it needs. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What a fault has lost does not come however long one waits; what is repeated comes after a second. */
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(4);

    private static final int CALM_MILLIS = 2_000;
    private static final int ASLEEP_MILLIS = 10_000;

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
    @Tag("long")
    void healthyNodesGetOverAllDisturbances() {
        plants.set(Plant.ASKS_GET_LOST, Plant.EVENTS_GET_LOST, Plant.QUESTIONS_GET_LOST);

        Verdict verdict = Run.on(cluster, plan(1, FaultKind.KILL_HOLDER), FEW, PATIENCE);

        assertThat(verdict.findings()).isEmpty();
    }

    @Test
    @Tag("long")
    void aRetryThatIsDroppedIsFound() {
        plants.set(Plant.ASKS_GET_LOST, Plant.NO_RETRY);

        Verdict verdict = run(2, FEW);

        // Those who are told within the run that nobody knows, and those who are not.
        assertThat(verdict.findings())
                .extracting(Finding::kind)
                .containsAnyOf(Finding.Kind.UNANSWERED, Finding.Kind.REFUSED);
    }

    @Test
    @Tag("long")
    void aLastEventThatIsDroppedIsFound() {
        plants.set(Plant.EVENTS_GET_LOST, Plant.NO_REPEAT);

        Verdict verdict = run(3, QUIET_ROOMS);

        assertThat(verdict.findings()).extracting(Finding::kind).contains(Finding.Kind.LOST);
    }

    @Test
    @Tag("long")
    void aRebuildThatTakesSilenceForNobodyIsFound() {
        plants.set(Plant.QUESTIONS_GET_LOST, Plant.SILENCE_IS_NOBODY);

        Verdict verdict = run(4, FEW, FaultKind.KILL);

        assertThat(verdict.findings()).isNotEmpty();
    }

    @Test
    @Tag("long")
    void aTableOfRequestsThatIsLostIsFound() {
        plants.set(Plant.EVENTS_GET_LOST, Plant.NO_REQUESTS_RESTORED);

        Verdict verdict = run(5, FEW, FaultKind.KILL_HOLDER);

        assertThat(verdict.findings()).extracting(Finding::kind).contains(Finding.Kind.HEARD_TWICE);
    }

    /** As long as one node lives that has heard it, nothing is lost by that: so all are killed. */
    @Test
    void anAcknowledgementBeforeTheCommitIsFound() {
        plants.set(Plant.STORE_IS_SLOW, Plant.KEPT_BEFORE_COMMIT);

        Verdict verdict = run(6, FEW, FaultKind.KILL_ALL);

        assertThat(verdict.findings()).extracting(Finding::kind).containsAnyOf(Finding.Kind.LOST, Finding.Kind.HISTORY);
    }

    /** The holder falls asleep with a batch queued, and writes it when it wakes up, before it knows that it was removed. */
    @Test
    @Tag("long")
    void aStaleWriterThatNobodyFencesIsFound() {
        plants.set(Plant.STORE_IS_SLOW, Plant.NO_FENCE);

        Verdict verdict = run(7, FEW, FaultKind.FREEZE);

        assertThat(verdict.findings()).extracting(Finding::kind).contains(Finding.Kind.HISTORY);
    }

    /** Healthy nodes under the same fault. */
    @Test
    @Tag("long")
    void aStaleWriterIsFenced() {
        plants.set(Plant.STORE_IS_SLOW);

        Verdict verdict = Run.on(cluster, plan(7, FaultKind.FREEZE), FEW, PATIENCE);

        assertThat(verdict.findings()).isEmpty();
    }

    private static Verdict run(long seed, Run.Crowd crowd, FaultKind... faults) {
        return Run.on(cluster, plan(seed, faults), crowd, SHORT_PATIENCE);
    }

    /** Some talk, the faults, and more talk. */
    private static Plan plan(long seed, FaultKind... faults) {
        int node = (int) seed % 3;
        List<Plan.Step> steps = Stream.of(faults)
                .map(kind -> new Plan.Step(kind, node, 0, CALM_MILLIS, kind == FaultKind.FREEZE ? ASLEEP_MILLIS : 0, 0))
                .toList();
        return new Plan(seed, steps, CALM_MILLIS);
    }
}
