package chat.parley.node.cluster;

import chat.parley.node.config.HostPort;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent.ReachabilityEvent;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * Has a member removed at once whose process has ended: it is out of reach, and its machine answers that nobody listens on its cluster port. The
 * split brain resolver would wait to see whether it comes back, and it cannot. Whoever is silent in any other way, asleep or cut off, is left to the
 * resolver.
 *
 * <p>Only where most members are in sight, so that two sides of a split cannot remove each other. A live node is never taken for an ended one, unless
 * something between the nodes answers in its name: a firewall there must drop what it does not let through, not reject it.
 */
public final class CrashDetector extends AbstractBehavior<CrashDetector.Command> {
    /** Has no commands for others. */
    public sealed interface Command {}

    record OutOfReach(UniqueAddress member) implements Command {}

    record InReach(UniqueAddress member) implements Command {}

    private record Heard(UniqueAddress member, Knock answer) implements Command {}

    private record Look() implements Command {
        static final Look INSTANCE = new Look();
    }

    static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /**
     * What it sees and does.
     *
     * @param mostInSight whether this node sees most of the members
     * @param isMember whether one is not removed yet
     * @param knock may block for a moment; called on the dispatcher for what blocks
     * @param down removes a member
     */
    record World(
            BooleanSupplier mostInSight,
            Predicate<UniqueAddress> isMember,
            Function<HostPort, Knock> knock,
            Consumer<Address> down) {
        static World of(Cluster cluster) {
            return new World(
                    () -> Majority.of(cluster.selfMember(), cluster.state()).inSight(),
                    one -> StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                            .anyMatch(member -> member.uniqueAddress().equals(one)),
                    Knock::on,
                    address -> cluster.manager().tell(new Down(address)));
        }
    }

    private final World world;
    private final TimerScheduler<Command> timers;
    private final Executor blocking;

    // Mutable state
    private final Set<UniqueAddress> outOfReach = new HashSet<>();

    /** For a member that is Up. */
    public static Behavior<Command> create() {
        return Behaviors.setup(context -> {
            var cluster = Cluster.get(context.getSystem());
            var ear = context.messageAdapter(ReachabilityEvent.class, CrashDetector::changed);
            cluster.subscriptions().tell(Subscribe.create(ear, ReachabilityEvent.class));
            return create(World.of(cluster));
        });
    }

    static Behavior<Command> create(World world) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> new CrashDetector(context, timers, world)));
    }

    private static Command changed(ReachabilityEvent event) {
        var member = event.member().uniqueAddress();
        return event instanceof UnreachableMember ? new OutOfReach(member) : new InReach(member);
    }

    private CrashDetector(ActorContext<Command> context, TimerScheduler<Command> timers, World world) {
        super(context);
        context.setLoggerName(CrashDetector.class);
        this.world = world;
        this.timers = timers;
        this.blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(OutOfReach.class, this::onOutOfReach)
                .onMessage(InReach.class, this::onInReach)
                .onMessage(Look.class, this::onLook)
                .onMessage(Heard.class, this::onHeard)
                .build();
    }

    private Behavior<Command> onOutOfReach(OutOfReach lost) {
        outOfReach.add(lost.member());
        return onLook(Look.INSTANCE);
    }

    private Behavior<Command> onInReach(InReach back) {
        outOfReach.remove(back.member());
        return this;
    }

    /** At all that are out of reach: a process may also end after it was cut off or fell asleep. */
    private Behavior<Command> onLook(Look look) {
        outOfReach.removeIf(world.isMember().negate());
        if (!outOfReach.isEmpty()) {
            timers.startSingleTimer(Look.INSTANCE, BETWEEN_LOOKS);
        }
        outOfReach.forEach(this::look);
        return this;
    }

    private void look(UniqueAddress member) {
        var address = member.address();
        var port = new HostPort(address.getHost().orElse("?"), address.getPort().orElse(0));
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(() -> world.knock().apply(port), blocking),
                        (answer, failure) -> new Heard(member, failure == null ? answer : Knock.SILENCE));
    }

    private Behavior<Command> onHeard(Heard heard) {
        if (heard.answer() == Knock.REFUSED
                && world.mostInSight().getAsBoolean()
                && outOfReach.remove(heard.member())) {
            var address = heard.member().address();
            getContext().getLog().info("{} has ended: nobody listens on its port", address.hostPort());
            world.down().accept(address);
        }
        return this;
    }
}
