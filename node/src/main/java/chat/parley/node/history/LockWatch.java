package chat.parley.node.history;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * Ends a process of this machine that keeps all others from writing to the store: it was frozen in the midst of a transaction, the cluster has
 * removed it, and still it has the lock. Who has it cannot be read for sure, so each that was removed and has not ended, though it should have, is
 * ended as soon as this node has to wait: nothing that it has not committed was acknowledged. One on each node; it reads small files, so it runs where
 * that may block. Supervision: stop; then another node's does it.
 */
public final class LockWatch extends AbstractBehavior<LockWatch.Command> {
    /** Has no commands for others. */
    public sealed interface Command {}

    /** A member was removed from the cluster. */
    record Removed(long node) implements Command {}

    private enum Look implements Command {
        INSTANCE
    }

    /** A transaction takes milliseconds; on a slow disk it may take longer, but not of a node that was removed. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    /** Whoever was removed before so many others does not hold anything any more. */
    private static final int REMOVED_NODES = 64;

    private final World world;

    // Mutable state
    private final Set<Long> removed = new LinkedHashSet<>();

    /** What it sees and does. */
    interface World {
        /** Of whom one has kept this node from writing for {@link #PATIENCE}; nobody while it need not wait. */
        List<Writer> suspects();

        /** Ends the process at once; whether there was one. */
        default boolean end(Writer writer) {
            return writer.process().filter(ProcessHandle::destroyForcibly).isPresent();
        }
    }

    /** To be spawned on {@link #dispatcher}. */
    public static Behavior<Command> create(Store store) {
        return Behaviors.setup(context -> {
            var ear = context.messageAdapter(
                    MemberRemoved.class,
                    gone -> new Removed(gone.member().uniqueAddress().longUid()));
            Cluster.get(context.getSystem()).subscriptions().tell(Subscribe.create(ear, MemberRemoved.class));
            return create(() -> store.waitsFor(PATIENCE));
        });
    }

    public static DispatcherSelector dispatcher() {
        return DispatcherSelector.blocking();
    }

    static Behavior<Command> create(World world) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Look.INSTANCE, BETWEEN_LOOKS);
            return new LockWatch(context, world);
        }));
    }

    private LockWatch(ActorContext<Command> context, World world) {
        super(context);
        context.setLoggerName(LockWatch.class);
        this.world = world;
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Removed.class, this::onRemoved)
                .onMessage(Look.class, this::onLook)
                .build();
    }

    private Behavior<Command> onRemoved(Removed gone) {
        removed.add(gone.node());
        if (removed.size() > REMOVED_NODES) {
            removed.remove(removed.iterator().next());
        }
        return this;
    }

    private Behavior<Command> onLook(Look look) {
        world.suspects().stream()
                .filter(writer -> removed.contains(writer.node()))
                .forEach(this::end);
        return this;
    }

    private void end(Writer writer) {
        if (world.end(writer)) {
            getContext()
                    .getLog()
                    .warn(
                            "{} was removed from the cluster and has not ended: it was ended, so that others can write to the store",
                            writer);
        }
    }
}
