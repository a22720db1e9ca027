package chat.parley.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * What will be done to the cluster, all of it made out of a seed: the same seed is the same plan.
 *
 * @param seed also of how the people talk
 * @param calmMillis how long people talk after the last fault
 */
public record Plan(long seed, List<Step> steps, int calmMillis) {
    private static final int CALM_MIN_MILLIS = 1_000;
    private static final int CALM_SPREAD_MILLIS = 2_000;
    private static final int DOWN_SPREAD_MILLIS = 5_000;
    private static final int GAP_SPREAD_MILLIS = 6_000;
    private static final int ABSENCE_MIN_MILLIS = 12_000;
    private static final int ABSENCE_SPREAD_MILLIS = 4_000;

    /**
     * One fault.
     *
     * @param node whom it strikes; for {@link FaultKind#KILL_HOLDER} only where the holder is not found
     * @param room for {@link FaultKind#KILL_HOLDER}, counted from 0
     * @param calmMillis how long people talk undisturbed before
     * @param downMillis how long the node is frozen or cut off, or dead before it is started again
     * @param gapMillis where several nodes are struck, or start again, how long after each other
     */
    public record Step(FaultKind kind, int node, int room, int calmMillis, int downMillis, int gapMillis) {}

    /** As many faults, of these kinds in turn and in an order of the seed's. */
    public static Plan of(long seed, int faults, List<FaultKind> kinds, int nodes, int rooms) {
        return of(seed, inTurn(seed, faults, kinds), nodes, rooms);
    }

    /** These kinds of faults; who is struck and when comes from the seed. */
    public static Plan of(long seed, List<FaultKind> kinds, int nodes, int rooms) {
        Random random = new Random(seed);
        List<Step> steps =
                kinds.stream().map(kind -> step(kind, random, nodes, rooms)).toList();
        return new Plan(seed, steps, calm(random));
    }

    private static List<FaultKind> inTurn(long seed, int faults, List<FaultKind> kinds) {
        // The first numbers of neighbouring seeds' Random are almost the same; all of a row of runs would begin with
        // one kind.
        Random random = new Random(new SplittableRandom(seed).nextLong());
        List<FaultKind> turns = new ArrayList<>();
        while (turns.size() < faults) {
            List<FaultKind> all = new ArrayList<>(kinds);
            Collections.shuffle(all, random);
            turns.addAll(all);
        }
        return List.copyOf(turns.subList(0, faults));
    }

    private static Step step(FaultKind kind, Random random, int nodes, int rooms) {
        int down = kind.endsItself()
                ? ABSENCE_MIN_MILLIS + random.nextInt(ABSENCE_SPREAD_MILLIS)
                : random.nextInt(DOWN_SPREAD_MILLIS);
        int gap = random.nextInt(GAP_SPREAD_MILLIS);
        return new Step(kind, random.nextInt(nodes), random.nextInt(rooms), calm(random), down, gap);
    }

    private static int calm(Random random) {
        return CALM_MIN_MILLIS + random.nextInt(CALM_SPREAD_MILLIS);
    }

    @Override
    public String toString() {
        return steps.stream()
                .map(step -> step.kind() + (step.kind().isOfOne() ? " " + step.node() : ""))
                .collect(Collectors.joining(", "));
    }
}
