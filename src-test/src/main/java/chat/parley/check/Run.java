package chat.parley.check;

import chat.parley.harness.NodeProcess;
import chat.parley.harness.ParleyCluster;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** One run: people talk while a plan is carried out on a running cluster; then everything comes to rest, and the history is judged. */
public final class Run {
    /** Longer than a request to a room is repeated, so that its author has been told by then, one way or the other. */
    private static final Duration ANSWERS = Duration.ofSeconds(40);

    /** Nobody has to speak, and no table to be compared, for a room to know who is there. */
    private static final long MEMBERS_MILLIS = 10_000;

    /** Whoever was on a node that went comes back when it has started, which takes longer than an answer. */
    private static final int HOME_FACTOR = 3;

    private static final long NAMES_MILLIS = 5_000;
    private static final int JUDGE_MILLIS = 500;
    private static final int LATE_MILLIS = 1_500;

    private final ParleyCluster cluster;
    private final Plan plan;
    private final long patienceMillis;
    private final Recorder recorder = new Recorder();
    private final Ground ground;
    private final Population people;

    private Run(ParleyCluster cluster, Plan plan, Crowd crowd, Duration patience) {
        this.cluster = cluster;
        this.plan = plan;
        this.patienceMillis = patience.toMillis();
        List<String> rooms = IntStream.range(0, crowd.rooms())
                .mapToObj(room -> "#check-" + plan.seed() + "-" + room)
                .toList();
        this.ground =
                new Ground(cluster.nodes().stream().map(NodeProcess::address).toList(), rooms, recorder);
        this.people = new Population(ground, plan.seed(), crowd, patience.multipliedBy(HOME_FACTOR));
    }

    /**
     * How many people talk how much.
     *
     * @param contenders whether somebody on each node fights for names
     * @param paceMillis how long each waits between two messages, on average
     */
    public record Crowd(int rooms, int talkersPerNode, boolean contenders, int paceMillis) {
        public static final Crowd USUAL = new Crowd(3, 2, true, 40);
    }

    /** Carries the plan out on a cluster that is all up, leaves the history in its folder, and judges it. */
    public static Verdict on(ParleyCluster cluster, Plan plan) {
        return on(cluster, plan, Crowd.USUAL, ANSWERS);
    }

    /** The same with other people, and another time to wait at the end for what has not come yet. */
    public static Verdict on(ParleyCluster cluster, Plan plan, Crowd crowd, Duration patience) {
        Run run = new Run(cluster, plan, crowd, patience);
        try {
            return run.run();
        } finally {
            run.people.end();
            History.write(historyOf(cluster.folder(), plan), run.recorder.history());
        }
    }

    /** The file in the cluster's folder in which a run of this plan leaves its history. */
    public static Path historyOf(Path folder, Plan plan) {
        return folder.resolve("history-" + plan.seed() + ".jsonl");
    }

    private Verdict run() {
        recorder.record(at -> new Event.Began(at, cluster.isStored()));
        people.start();
        Strikes strikes = new Strikes(cluster, ground);
        for (Plan.Step step : plan.steps()) {
            Population.pause(step.calmMillis());
            strikes.carryOut(step);
            people.awaitHome();
        }
        Population.pause(plan.calmMillis());
        settle();
        return Verdict.of(recorder.history());
    }

    private void settle() {
        ground.endWriting();
        Population.await(patienceMillis, this::isAllHeard);
        Population.await(Math.min(MEMBERS_MILLIS, patienceMillis), this::isEverybodyNamed);
        // What was asked twice may still come twice.
        Population.pause(LATE_MILLIS);
        nameMembers();
        if (cluster.isStored()) {
            readHistories();
        }
        recorder.record(Event.Settled::new);
    }

    private void readHistories() {
        int node = (int) Math.floorMod(plan.seed(), (long) cluster.nodes().size());
        try (HistoryReader reader = new HistoryReader(cluster.node(node).address(), "historian")) {
            for (String room : ground.rooms()) {
                List<Event.KeptMessage> kept = reader.read(room);
                recorder.record(at -> new Event.Kept(at, room, kept));
            }
        } catch (AssertionError | UncheckedIOException noAnswer) {
            // What a probe says when it was not given what it waits for: a finding like any other, that keeps the
            // history and the logs.
            recorder.record(at -> new Event.NotRead(at, String.valueOf(noAnswer.getMessage())));
        }
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
        List<String> nicks = people.nicks();
        return askNames().stream().allMatch(names -> Membership.agree(nicks, names));
    }

    private void nameMembers() {
        List<String> nicks = people.nicks();
        ground.rooms().forEach(room -> recorder.record(at -> new Event.Members(at, room, nicks)));
        askNames();
    }

    /** What each node says of each room; who does not answer in time is recorded as saying that nobody is there. */
    private List<List<String>> askNames() {
        long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(NAMES_MILLIS);
        List<Asked> asked = new ArrayList<>();
        for (Session session : people.onePerNode()) {
            ground.rooms().forEach(room -> asked.add(new Asked(session, room, session.names(room))));
        }
        return asked.stream().map(one -> answer(one, deadlineNanos)).toList();
    }

    private List<String> answer(Asked asked, long deadlineNanos) {
        try {
            return asked.names().get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException noAnswer) {
            recorder.record(at -> new Event.Names(at, asked.session().name(), asked.room(), List.of()));
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted", e);
        }
    }

    private record Asked(Session session, String room, CompletableFuture<List<String>> names) {}
}
