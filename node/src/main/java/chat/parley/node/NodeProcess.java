package chat.parley.node;

import ch.qos.logback.classic.LoggerContext;
import chat.parley.node.cluster.Seeds;
import chat.parley.node.cluster.Vigil;
import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.ConfigSource;
import chat.parley.node.config.HostPort;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.history.DatabaseUse;
import chat.parley.node.history.Store;
import chat.parley.node.history.StoreFault;
import chat.parley.node.history.Stores;
import chat.parley.node.ops.ControlSocket;
import chat.parley.node.ops.DataLock;
import chat.parley.node.ops.ExitStatus;
import chat.parley.node.ops.FolderUse;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.remote.RemoteTransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's process from its start to its last line. The main thread waits for the first reason to end, of whatever kind, and ends accordingly; a
 * signal, the vigil's own thread and the guardian only give it that reason.
 */
final class NodeProcess {
    /** What leaving may take beside the people's drain: handing over, and the others' agreement. */
    private static final Duration LEAVING = Duration.ofSeconds(25);

    /** Compared when a node joins; see {@link chat.parley.node.cluster.SameStore}. */
    private static final String STORE_ID = "parley.history.store-id";

    private final ConfigSource source;
    private final NodeConfig config;
    private final Vigil vigil;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    // Mutable state
    private Function<Supplier<Set<HostPort>>, Optional<String>> intruder = members -> Optional.empty();

    NodeProcess(ConfigSource source, NodeConfig config) {
        this.source = source;
        this.config = config;
        this.vigil = new Vigil(config.cluster().asleepAfter(), System::nanoTime);
    }

    /** Runs until the node ends, and then ends the JVM; returns only where the node could not start. */
    int run() throws ExitStatus.Failure, ConfigFaults {
        return run(this::tellReady);
    }

    /**
     * As {@link #run}, and ends when {@code scene} is over.
     *
     * @param scene is given the listeners; runs on a thread of its own
     */
    int rehearse(Consumer<String> scene) throws ExitStatus.Failure, ConfigFaults {
        return run(listeners -> new Thread(() -> play(scene, listeners), "parley-rehearsal").start());
    }

    private void play(Consumer<String> scene, String listeners) {
        try {
            scene.accept(listeners);
            ending.complete(Ending.stopped());
        } catch (UncheckedIOException e) {
            ending.complete(Ending.failed("has failed its rehearsal: " + e.getMessage()));
        }
    }

    /**
     * As {@link #run()}.
     *
     * @param whenReady is given the listeners, in place of the line on standard output
     */
    int run(Consumer<String> whenReady) throws ExitStatus.Failure, ConfigFaults {
        configureLog();
        var doors = Doors.of(config);
        try (var lock = DataLock.take(config.home(), "give this node another --port or --data");
                var store = openStore()) {
            var system = start(doors, store, whenReady);
            try (var control = ControlSocket.open(config.home(), new ControlAnswers(system, config, store)::answer)) {
                watch(system);
                end(system, control, ending.get());
            }
            return ExitStatus.FAILED;
        } catch (IOException e) {
            throw new ExitStatus.Failure(
                    ExitStatus.FAILED, "cannot use the folder " + config.home() + ": " + e.getMessage());
        } catch (InterruptedException | ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Before the first logger is made. */
    private void configureLog() {
        System.setProperty("parley.log.level", config.log().level());
        if (!config.log().file().isEmpty()) {
            System.setProperty("parley.log.file", config.log().file());
            System.setProperty("parley.log.to", "FILE");
        }
    }

    private Store openStore() throws ExitStatus.Failure, IOException {
        if (config.history().store() == NodeConfig.StoreKind.SQLITE) {
            var cluster = config.cluster();
            var use = FolderUse.register(config.data(), config.home(), cluster.address());
            var stranger = use.strangerBeforeJoining(cluster.join());
            if (stranger.isPresent()) {
                throw new ExitStatus.Failure(ExitStatus.FAILED, stranger.get());
            }
            intruder = members -> use.strangerAfterJoining();
        }
        try {
            var store = Stores.open(config);
            if (config.history().store() == NodeConfig.StoreKind.POSTGRESQL) {
                lookForStrangers(store);
            }
            return store;
        } catch (StoreFault fault) {
            throw new ExitStatus.Failure(ExitStatus.FAILED, String.valueOf(fault.getMessage()));
        }
    }

    private void lookForStrangers(Store store) throws StoreFault, ExitStatus.Failure {
        var use = DatabaseUse.of(config);
        var stranger = use.strangerBeforeJoining(config.cluster().join());
        if (stranger.isPresent()) {
            store.close();
            throw new ExitStatus.Failure(ExitStatus.FAILED, stranger.get());
        }
        intruder = use::strangerAfterJoining;
    }

    private ActorSystem<Guardian.Command> start(Doors doors, Store store, Consumer<String> whenReady)
            throws ExitStatus.Failure {
        var cluster = config.cluster();
        log().info(
                        "{} starts: cluster address {}, data in {}, process {}",
                        config.serverName(),
                        cluster.address(),
                        config.data(),
                        ProcessHandle.current().pid());
        try {
            var life = new Guardian.Life(intruder, whenReady, ending::complete);
            var guardian = Guardian.create(config, doors, store, vigil, Seeds.toAsk(cluster), life);
            var settings = source.forActorSystem(config).withValue(STORE_ID, ConfigValueFactory.fromAnyRef(store.id()));
            return ActorSystem.create(guardian, "parley", settings);
        } catch (RemoteTransportException e) {
            throw new ExitStatus.Failure(
                    ExitStatus.FAILED,
                    "cannot open the cluster port " + cluster.address() + ": choose another one with --port ("
                            + (e.getCause() == null
                                    ? e.getMessage()
                                    : e.getCause().getMessage()) + ")");
        }
    }

    private void watch(ActorSystem<Guardian.Command> system) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::onSignal, "parley-signal"));
        var watch = new Thread(this::keepVigil, "parley-vigil");
        watch.setDaemon(true);
        watch.start();
        system.getWhenTerminated().whenComplete((done, failure) -> ending.complete(endingOf(system)));
    }

    /** SIGTERM or Ctrl-C. The main thread ends the JVM; until then it must not go on without it. */
    private void onSignal() {
        ending.complete(Ending.stopped());
        LockSupport.park(this);
        while (true) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    /** A thread of its own, so that it sees what no dispatcher has a thread left for. */
    private void keepVigil() {
        while (!ending.isDone()) {
            LockSupport.parkNanos(config.cluster().tick().toNanos());
            vigil.lapse().ifPresent(lapse -> ending.complete(Ending.lapsed(lapse)));
        }
    }

    private static Ending endingOf(ActorSystem<?> system) {
        var reason = CoordinatedShutdown.get(system).getShutdownReason();
        if (reason.filter(CoordinatedShutdown.clusterDowningReason()::equals).isPresent()) {
            return Ending.removed();
        }
        if (reason.filter(CoordinatedShutdown.incompatibleConfigurationDetectedReason()::equals)
                .isPresent()) {
            return Ending.otherSettings();
        }
        return Ending.crashed();
    }

    private void end(ActorSystem<Guardian.Command> system, ControlSocket control, Ending why) {
        var words = config.serverName() + " " + why.words();
        log().info("Ends: {}", words);
        switch (why.way()) {
            case LEAVE ->
                await(
                        CoordinatedShutdown.get(system)
                                .runAll(CoordinatedShutdown.jvmExitReason())
                                .toCompletableFuture(),
                        config.times().drain().plus(LEAVING));
            case DROP -> await(drop(system, words), config.cluster().exitWithin());
            case GONE -> {}
        }
        close(control);
        System.err.println("parley: " + words);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
        Runtime.getRuntime().halt(why.status());
    }

    private static void close(ControlSocket control) {
        try {
            control.close();
        } catch (IOException e) {
            log().warn("The control socket stays behind: {}", e.getMessage());
        }
    }

    private static CompletableFuture<Done> drop(ActorSystem<Guardian.Command> system, String words) {
        return AskPattern.<Guardian.Command, Done>ask(
                        system, replyTo -> new Guardian.Drain(words, replyTo), LEAVING, system.scheduler())
                .toCompletableFuture();
    }

    /** One line on standard output, once; scripts wait for it. */
    private void tellReady(String addresses) {
        System.out.println(config.serverName() + " is up: " + addresses + ", cluster "
                + config.cluster().address() + ", data in " + config.data());
        System.out.flush();
        log().info("Up: {}", addresses);
    }

    private static void await(CompletableFuture<?> done, Duration atMost) {
        try {
            done.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log().warn("That took longer than {} s: ending without", atMost.toSeconds());
        } catch (ExecutionException e) {
            log().warn("That did not work: ending without", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not a constant: the log is configured when this class is there already. */
    private static Logger log() {
        return LoggerFactory.getLogger("Parley");
    }
}
