package chat.parley.check;

import chat.parley.harness.NodeProcess;
import chat.parley.harness.ParleyCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** One run: people talk while a plan is carried out on a running cluster; then everything comes to rest, and the history is judged. */
public final class Run {
    /** In the cluster's folder. */
    public static final String HISTORY_FILE = "history.jsonl";

    /** Longer than a request to a room is repeated, so that its author has been told by then, one way or the other. */
    private static final long ANSWERS_MILLIS = 40_000;

    /** Nobody has to speak, and no table to be compared, for a room to know who is there. */
    private static final long MEMBERS_MILLIS = 10_000;

    private static final int JUDGE_MILLIS = 500;
    private static final int LATE_MILLIS = 1_500;

    private final ParleyCluster cluster;
    private final Plan plan;
    private final RoomFinder finder;
    private final Recorder recorder = new Recorder();
    private final Ground ground;
    private final Population people;

    private Run(ParleyCluster cluster, Plan plan, Crowd crowd, RoomFinder finder) {
        this.cluster = cluster;
        this.plan = plan;
        this.finder = finder;
        List<String> rooms = IntStream.range(0, crowd.rooms())
                .mapToObj(room -> "#check-" + room)
                .toList();
        this.ground =
                new Ground(cluster.nodes().stream().map(NodeProcess::address).toList(), rooms, recorder);
        this.people = new Population(ground, plan.seed(), crowd.talkersPerNode(), crowd.paceMillis());
    }

    /**
     * How many people talk how much.
     *
     * @param paceMillis how long each waits between two messages, on average
     */
    public record Crowd(int rooms, int talkersPerNode, int paceMillis) {
        public static final Crowd USUAL = new Crowd(3, 2, 40);
    }

    /** Carries the plan out on a cluster that is all up, leaves the history in its folder, and judges it. */
    public static Verdict on(ParleyCluster cluster, Plan plan, Crowd crowd) {
        Run run = new Run(cluster, plan, crowd, RoomFinder.BLIND);
        try {
            return run.run();
        } finally {
            run.people.end();
            History.write(historyOf(cluster.folder()), run.recorder.history());
        }
    }

    /** Where a run in this folder left its history. */
    public static Path historyOf(Path folder) {
        return folder.resolve(HISTORY_FILE);
    }

    private Verdict run() {
        people.start();
        plan.steps().forEach(this::strike);
        settle();
        return Verdict.of(recorder.history());
    }

    private void strike(Plan.Step step) {
        Population.pause(step.calmMillis());
        NodeProcess node = cluster.node(victim(step));
        recorder.record(at -> new Event.Fault(at, step.kind(), node.index(), finder.heldBy(node.index())));
        switch (step.kind()) {
            case KILL, KILL_HOLDER -> {
                node.kill();
                Population.pause(step.downMillis());
            }
            case FREEZE -> {
                node.freeze();
                Population.pause(step.downMillis());
                node.thaw();
                awaitEnd(step.kind(), node);
            }
            case STOP -> {
                node.terminate();
                awaitEnd(step.kind(), node);
                Population.pause(step.downMillis());
            }
        }
        node.start();
        node.awaitReady();
        recorder.record(at -> new Event.NodeStarted(at, node.index()));
        people.awaitHome();
    }

    private int victim(Plan.Step step) {
        if (step.kind() == FaultKind.KILL_HOLDER) {
            String room = ground.rooms().get(step.room());
            for (NodeProcess node : cluster.nodes()) {
                List<String> held = node.isRunning() ? finder.heldBy(node.index()) : null;
                if (held != null && held.contains(room)) {
                    return node.index();
                }
            }
        }
        return step.node();
    }

    private void awaitEnd(FaultKind after, NodeProcess node) {
        int status = node.awaitExit();
        recorder.record(at -> new Event.NodeEnded(at, after, node.index(), status));
    }

    private void settle() {
        ground.endWriting();
        Population.await(ANSWERS_MILLIS, this::isAllHeard);
        Population.await(MEMBERS_MILLIS, this::isEverybodyNamed);
        // What was asked twice may still come twice.
        Population.pause(LATE_MILLIS);
        nameMembers();
        recorder.record(Event.Settled::new);
    }

    private boolean isAllHeard() {
        Verdict soFar = Verdict.of(recorder.settledNow());
        boolean all = !soFar.has(Finding.Kind.LOST) && !soFar.has(Finding.Kind.UNANSWERED);
        if (!all) {
            Population.pause(JUDGE_MILLIS);
        }
        return all;
    }

    private boolean isEverybodyNamed() {
        return people.onePerNode().stream()
                .allMatch(session -> ground.rooms().stream()
                        .allMatch(room -> Membership.agree(people.nicks(), names(session, room))));
    }

    private void nameMembers() {
        ground.rooms().forEach(room -> {
            List<String> nicks = people.nicks();
            recorder.record(at -> new Event.Members(at, room, nicks));
            people.onePerNode().forEach(session -> names(session, room));
        });
    }

    private List<String> names(Session session, String room) {
        CompletableFuture<List<String>> names = session.names(room);
        try {
            return names.get(MEMBERS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException noAnswer) {
            recorder.record(at -> new Event.Names(at, session.name(), room, List.of()));
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted", e);
        }
    }
}
