package chat.parley.check;

import chat.parley.harness.NodeProcess;
import chat.parley.harness.ParleyCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Does to a cluster what a plan says, and starts again what has ended; all of it goes into the history. For one thread. */
final class Strikes {
    /** As a node's log has it. */
    private static final String AWAY = " is away: everybody waits";

    private static final int FULL_MILLIS = 90_000;
    private static final int SLEEP_MILLIS = 400;
    private static final int WORK_MILLIS = 50;

    private final ParleyCluster cluster;
    private final Ground ground;

    Strikes(ParleyCluster cluster, Ground ground) {
        this.cluster = cluster;
        this.ground = ground;
    }

    /** Returns when all nodes serve people again. */
    void carryOut(Plan.Step step) {
        NodeProcess node = cluster.node(step.node());
        switch (step.kind()) {
            case KILL -> kill(step, node);
            case KILL_HOLDER -> kill(step, holder(step));
            case KILL_TWO -> killTwo(step, node);
            case KILL_ALL -> killAll(step);
            case FREEZE -> freeze(step, node);
            case FREEZE_WRITING -> freezeWriting(step, holder(step));
            case SPLIT -> split(step, node);
            case STOP -> stop(step, node);
            case RESTART -> restart(step);
            case STORE_AWAY -> storeFails(step, cluster.database()::kill, cluster.database()::resume);
            case STORE_ASLEEP -> storeFails(step, cluster.database()::freeze, cluster.database()::thaw);
            case STORE_SLOW -> storeIsSlow(step);
            case DISK_FULL -> storeFails(step, () -> fillDisk(step), cluster.disk()::free);
        }
    }

    private void kill(Plan.Step step, NodeProcess node) {
        strike(step, node, RoomFinder.heldBy(node));
        node.kill();
        Population.pause(step.downMillis());
        start(node);
    }

    /** Where the rooms of the first one are when the second one goes, nobody knows. */
    private void killTwo(Plan.Step step, NodeProcess first) {
        int others = cluster.nodes().size() - 1;
        NodeProcess second = cluster.node((first.index() + 1 + step.room() % others) % (others + 1));
        strike(step, first, null);
        first.kill();
        Population.pause(step.gapMillis());
        strike(step, second, null);
        second.kill();
        Population.pause(step.downMillis());
        first.start();
        second.start();
        awaitReady(first);
        awaitReady(second);
    }

    private void killAll(Plan.Step step) {
        List<NodeProcess> order = new ArrayList<>(cluster.nodes());
        Collections.shuffle(order, new Random(step.downMillis()));
        order.forEach(node -> strike(step, node, RoomFinder.heldBy(node)));
        cluster.killAll();
        for (NodeProcess node : order) {
            Population.pause(step.gapMillis() / order.size());
            node.start();
        }
        order.forEach(this::awaitReady);
    }

    private void freeze(Plan.Step step, NodeProcess node) {
        strike(step, node, RoomFinder.heldBy(node));
        node.freeze();
        Population.pause(step.downMillis());
        if (node.isRunning()) {
            node.thaw();
            awaitEnd(step.kind(), node);
        } else {
            // It happened to be writing.
            awaitEnd(FaultKind.FREEZE_WRITING, node);
        }
        start(node);
    }

    /** Nobody thaws it: the others end it, since they cannot write. A node that is not caught in a write goes on as if nothing had been. */
    private void freezeWriting(Plan.Step step, NodeProcess node) {
        strike(step, node, RoomFinder.heldBy(node));
        if (cluster.freezeInAWrite(node)) {
            awaitEnd(step.kind(), node);
            start(node);
        } else {
            notDone(step, node.index(), "it was not caught in a write");
        }
    }

    private void split(Plan.Step step, NodeProcess node) {
        strike(step, node, RoomFinder.heldBy(node));
        cluster.network().split(List.of(node.index()));
        Population.pause(step.downMillis());
        awaitEnd(step.kind(), node);
        cluster.network().heal();
        start(node);
    }

    private void stop(Plan.Step step, NodeProcess node) {
        strike(step, node, RoomFinder.heldBy(node));
        node.terminate();
        awaitEnd(step.kind(), node);
        Population.pause(step.downMillis());
        start(node);
    }

    private void restart(Plan.Step step) {
        for (NodeProcess node : cluster.nodes()) {
            strike(step, node, RoomFinder.heldBy(node));
            node.terminate();
            awaitEnd(step.kind(), node);
            start(node);
        }
    }

    /** Nobody is struck: all wait, and go on. */
    private void storeFails(Plan.Step step, Runnable breaks, Runnable mends) {
        strikeNobody(step);
        breaks.run();
        Population.pause(step.downMillis());
        mends.run();
    }

    /** Most of the time it sleeps, and never for so long that it is given up. */
    private void storeIsSlow(Plan.Step step) {
        strikeNobody(step);
        for (int slow = 0; slow < step.downMillis(); slow += SLEEP_MILLIS + WORK_MILLIS) {
            cluster.database().freeze();
            Population.pause(SLEEP_MILLIS);
            cluster.database().thaw();
            Population.pause(WORK_MILLIS);
        }
    }

    /** SQLite's log has room in itself for a while: returns when a node has told that it cannot write. */
    private void fillDisk(Plan.Step step) {
        long before = timesAway();
        cluster.disk().fill();
        if (!Population.await(FULL_MILLIS, () -> timesAway() > before)) {
            notDone(step, Event.Fault.NO_NODE, "everything could be written for " + FULL_MILLIS / 1_000 + " s");
        }
    }

    /** How often nodes have told that their store is away. */
    private long timesAway() {
        return cluster.nodes().stream().mapToLong(Strikes::timesAway).sum();
    }

    private static long timesAway(NodeProcess node) {
        try (Stream<String> lines = Files.lines(node.log())) {
            return lines.filter(line -> line.contains(AWAY)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NodeProcess holder(Plan.Step step) {
        String room = ground.rooms().get(step.room());
        for (NodeProcess node : cluster.nodes()) {
            List<String> held = RoomFinder.heldBy(node);
            if (held != null && held.contains(room)) {
                return node;
            }
        }
        return cluster.node(step.node());
    }

    private void strike(Plan.Step step, NodeProcess node, @Nullable List<String> held) {
        ground.recorder().record(at -> new Event.Fault(at, step.kind(), node.index(), held));
    }

    private void strikeNobody(Plan.Step step) {
        ground.recorder().record(at -> new Event.Fault(at, step.kind(), Event.Fault.NO_NODE, List.of()));
    }

    private void notDone(Plan.Step step, int node, String words) {
        ground.recorder().record(at -> new Event.NotDone(at, step.kind(), node, words));
    }

    private void awaitEnd(FaultKind after, NodeProcess node) {
        int status = node.awaitExit();
        ground.recorder().record(at -> new Event.NodeEnded(at, after, node.index(), status));
    }

    private void start(NodeProcess node) {
        node.start();
        awaitReady(node);
    }

    private void awaitReady(NodeProcess node) {
        node.awaitReady();
        ground.recorder().record(at -> new Event.NodeStarted(at, node.index()));
    }
}
