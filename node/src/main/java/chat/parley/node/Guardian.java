package chat.parley.node;

import chat.parley.node.cluster.CrashDetector;
import chat.parley.node.cluster.Heartbeat;
import chat.parley.node.cluster.Vigil;
import chat.parley.node.config.HostPort;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.config.NodeConfig.Listen;
import chat.parley.node.history.Store;
import chat.parley.node.listener.Listener;
import chat.parley.node.name.Census;
import chat.parley.node.name.People;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.ClusterEvent.ReachabilityEvent;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.cluster.typed.SelfUp;
import org.apache.pekko.cluster.typed.Subscribe;
import org.jspecify.annotations.Nullable;

/**
 * The node's first actor, with everything else below it: joins the cluster, opens the listeners when this node is a member, and closes them when it
 * is to end.
 *
 * <p>Supervision: stop, for all children. Where one that the node cannot be without has ended, this actor ends too, and with it the actor system
 * and the process: other nodes take over.
 */
final class Guardian extends AbstractBehavior<Guardian.Command> {
    /** What the guardian understands. */
    sealed interface Command {}

    /** How this node does. */
    record AskReport(ActorRef<Report> replyTo) implements Command {}

    /** For the control socket; see {@link chat.parley.node.ops.NodeStatus}. */
    record Report(String state, List<String> listeners, int people, int rooms) {}

    /** No more connections; everybody is answered, told {@code reason} and closed. Answered when the last one has gone. */
    record Drain(String reason, ActorRef<Done> replyTo) implements Command {}

    private record BecameUp(SelfUp event) implements Command {}

    private record MemberChanged(MemberEvent event) implements Command {}

    private record ReachabilityChanged(ReachabilityEvent event) implements Command {}

    /** @param intruder who else uses the store, in words; empty where nobody does */
    private record Looked(Optional<String> intruder) implements Command {}

    private record CouldNotLook(String reason) implements Command {}

    private record ListenerTold(Listen listen, Listener.Event event) implements Command {}

    private record ListenerEnded(Listen listen) implements Command {}

    private record Counted(ActorRef<Report> replyTo, People.@Nullable Censuses counts) implements Command {}

    private enum StillAlone implements Command {
        INSTANCE
    }

    private enum TooLate implements Command {
        INSTANCE
    }

    private static final Duration BETWEEN_REMINDERS = Duration.ofSeconds(10);
    private static final Duration COUNTING = Duration.ofMillis(500);

    private final NodeConfig config;
    private final Vigil vigil;
    private final Life life;
    private final TimerScheduler<Command> timers;
    private final Cluster cluster;
    private final Parts parts;
    private final Doors doors;

    // Mutable state
    private final Map<Listen, ActorRef<Listener.Command>> listeners = new LinkedHashMap<>();
    private final Map<Listen, HostPort> open = new LinkedHashMap<>();
    private final List<ActorRef<Done>> drainers = new ArrayList<>();
    private String state = "joining";

    /**
     * What the process knows, and wants to know. Called in the guardian, and must not block, but for the first.
     *
     * @param intruder is given this cluster's members, as they are at each moment, and tells whether members of another one use the same store, in
     *     words that say what to do; may block
     * @param ready all listeners are open
     * @param ending the node must end
     */
    record Life(
            Function<Supplier<Set<HostPort>>, Optional<String>> intruder,
            Consumer<String> ready,
            Consumer<Ending> ending) {}

    /** @param seeds as {@link chat.parley.node.cluster.Seeds} chose them */
    static Behavior<Command> create(
            NodeConfig config, Doors doors, Store store, Vigil vigil, List<HostPort> seeds, Life life) {
        return Behaviors.setup(context -> Behaviors.withTimers(
                timers -> new Guardian(context, timers, config, doors, store, vigil, life).join(seeds)));
    }

    private Guardian(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            NodeConfig config,
            Doors doors,
            Store store,
            Vigil vigil,
            Life life) {
        super(context);
        // Pekko would take it from the stack at the first line, and finds a class of its own there where a timer comes
        // first.
        context.setLoggerName(Guardian.class);
        this.config = config;
        this.vigil = vigil;
        this.life = life;
        this.timers = timers;
        this.cluster = Cluster.get(context.getSystem());
        this.parts = Parts.start(context, config, store);
        this.doors = doors;
        drainBeforeLeaving(CoordinatedShutdown.get(context.getSystem()));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(BecameUp.class, this::onBecameUp)
                .onMessage(Looked.class, this::onLooked)
                .onMessage(CouldNotLook.class, this::onCouldNotLook)
                .onMessage(StillAlone.class, this::onStillAlone)
                .onMessage(TooLate.class, this::onTooLate)
                .onMessage(MemberChanged.class, this::onMemberChanged)
                .onMessage(ReachabilityChanged.class, this::onReachabilityChanged)
                .onMessage(ListenerTold.class, this::onListenerTold)
                .onMessage(ListenerEnded.class, this::onListenerEnded)
                .onMessage(AskReport.class, this::onAskReport)
                .onMessage(Counted.class, this::onCounted)
                .onMessage(Drain.class, this::onDrain)
                .build();
    }

    /** The registries are there, so that rooms and directories of other nodes find them as soon as this node is a member. */
    private Behavior<Command> join(List<HostPort> seeds) {
        var context = getContext();
        var events = cluster.subscriptions();
        events.tell(Subscribe.create(context.messageAdapter(SelfUp.class, BecameUp::new), SelfUp.class));
        events.tell(Subscribe.create(context.messageAdapter(MemberEvent.class, MemberChanged::new), MemberEvent.class));
        events.tell(Subscribe.create(
                context.messageAdapter(ReachabilityEvent.class, ReachabilityChanged::new), ReachabilityEvent.class));
        timers.startTimerWithFixedDelay(StillAlone.INSTANCE, BETWEEN_REMINDERS);
        timers.startSingleTimer(TooLate.INSTANCE, config.cluster().joinWithin());
        cluster.manager()
                .tell(new JoinSeedNodes(seeds.stream().map(this::address).toList()));
        return this;
    }

    private Address address(HostPort seed) {
        var self = cluster.selfMember().address();
        return seed.equals(config.cluster().address())
                ? self
                : new Address(self.protocol(), self.system(), seed.host(), seed.port());
    }

    private Behavior<Command> onBecameUp(BecameUp up) {
        timers.cancel(StillAlone.INSTANCE);
        timers.cancel(TooLate.INSTANCE);
        vigil.begin();
        getContext().spawn(Heartbeat.create(vigil, config.cluster().tick()), "heartbeat", Heartbeat.dispatcher());
        getContext().spawn(CrashDetector.create(), "crash-detector");
        var blocking = getContext().getSystem().dispatchers().lookup(DispatcherSelector.blocking());
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(() -> life.intruder().apply(this::members), blocking),
                        (intruder, failure) ->
                                failure == null ? new Looked(intruder) : new CouldNotLook(String.valueOf(failure)));
        return this;
    }

    /** Any thread. */
    private Set<HostPort> members() {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .map(Guardian::addressOf)
                .collect(Collectors.toSet());
    }

    private Behavior<Command> onLooked(Looked looked) {
        looked.intruder()
                .ifPresentOrElse(
                        words -> life.ending().accept(Ending.failed("cannot serve: " + words)),
                        () -> config.listeners().forEach(this::listen));
        return this;
    }

    /** Serving all the same: whoever uses the store may look as well. */
    private Behavior<Command> onCouldNotLook(CouldNotLook failed) {
        getContext().getLog().warn("It is not known whether another cluster uses the same store: {}", failed.reason());
        return onLooked(new Looked(Optional.empty()));
    }

    private void listen(Listen listen) {
        var context = getContext();
        // An adapter would be one for all listeners: the last one's.
        ActorRef<Listener.Event> ear = context.spawnAnonymous(Behaviors.receiveMessage(event -> {
            context.getSelf().tell(new ListenerTold(listen, event));
            return Behaviors.same();
        }));
        var listener =
                context.spawn(parts.listener(doors.port(listen), vigil::awake, ear), "listener-" + listeners.size());
        context.watchWith(listener, new ListenerEnded(listen));
        listeners.put(listen, listener);
    }

    private Behavior<Command> onStillAlone(StillAlone reminder) {
        getContext().getLog().info("Waits for the cluster: no member of it has answered yet");
        return this;
    }

    private Behavior<Command> onTooLate(TooLate tooLate) {
        life.ending().accept(Ending.tooLate(config.cluster().joinWithin().toSeconds()));
        return this;
    }

    private Behavior<Command> onMemberChanged(MemberChanged changed) {
        var member = changed.event().member();
        getContext()
                .getLog()
                .info("{} is {} now", text(member), member.status().toString().toLowerCase(Locale.ROOT));
        return this;
    }

    private Behavior<Command> onReachabilityChanged(ReachabilityChanged changed) {
        var words = changed.event() instanceof UnreachableMember ? "is out of reach" : "is in reach again";
        getContext().getLog().info("{} {}", text(changed.event().member()), words);
        return this;
    }

    private static String text(Member member) {
        return addressOf(member).toString();
    }

    private static HostPort addressOf(Member member) {
        var address = member.address();
        return new HostPort(address.getHost().orElse("?"), address.getPort().orElse(0));
    }

    private Behavior<Command> onListenerTold(ListenerTold told) {
        if (told.event() instanceof Listener.Bound bound) {
            var address = bound.address();
            open.put(told.listen(), new HostPort(address.getAddress().getHostAddress(), address.getPort()));
            if (open.size() == config.listeners().size()) {
                state = "up";
                life.ready().accept(String.join(", ", addresses()));
            }
        } else if (told.event() instanceof Listener.Failed failed) {
            life.ending().accept(Ending.failed(failed.reason()));
        }
        return this;
    }

    private Behavior<Command> onListenerEnded(ListenerEnded ended) {
        listeners.remove(ended.listen());
        open.remove(ended.listen());
        if (drainers.isEmpty()) {
            life.ending().accept(Ending.failed("has lost its listener " + ended.listen()));
        }
        return answerWhenDrained();
    }

    private Behavior<Command> onAskReport(AskReport ask) {
        getContext()
                .ask(
                        People.Censuses.class,
                        parts.people(),
                        COUNTING,
                        People.AskCensus::new,
                        (counts, tooSlow) -> new Counted(ask.replyTo(), counts));
        return this;
    }

    private Behavior<Command> onCounted(Counted counted) {
        var self = cluster.selfMember().uniqueAddress().longUid();
        var counts = counted.counts();
        var own = counts == null
                ? Optional.<Census>empty()
                : counts.nodes().stream()
                        .filter(census -> census.node() == self)
                        .findFirst();
        counted.replyTo()
                .tell(new Report(
                        state,
                        addresses(),
                        own.map(Census::people).orElse(0),
                        own.map(Census::rooms).orElse(0)));
        return this;
    }

    private List<String> addresses() {
        return open.entrySet().stream()
                .map(entry -> entry.getKey().dialect() + "=" + entry.getValue())
                .toList();
    }

    private Behavior<Command> onDrain(Drain drain) {
        state = "leaving";
        drainers.add(drain.replyTo());
        for (var listener : listeners.values()) {
            listener.tell(
                    new Listener.Drain(drain.reason(), getContext().getSystem().ignoreRef()));
        }
        return answerWhenDrained();
    }

    private Behavior<Command> answerWhenDrained() {
        if (listeners.isEmpty()) {
            drainers.forEach(drainer -> drainer.tell(Done.getInstance()));
        }
        return this;
    }

    /** Rule 13: first this node's people, then its rooms, then its membership. The last two are Pekko's own phases. */
    private void drainBeforeLeaving(CoordinatedShutdown shutdown) {
        var self = getContext().getSelf();
        var scheduler = getContext().getSystem().scheduler();
        var atMost = config.times().drain().plus(COUNTING);
        shutdown.addTask(
                CoordinatedShutdown.PhaseServiceUnbind(),
                "people",
                () -> AskPattern.<Command, Done>ask(
                        self, replyTo -> new Drain(farewell(), replyTo), atMost, scheduler));
    }

    private String farewell() {
        var others = config.others().stream().map(HostPort::toString).toList();
        return others.isEmpty()
                ? "This server is stopping"
                : "This server is stopping: connect to " + String.join(" or ", others);
    }
}
