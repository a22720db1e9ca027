package chat.parley.node.history;

import chat.parley.node.cluster.Nodes;
import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Has the store forget the rooms that nobody has been in for long. There is one on each node, and the one on the node with the lowest number does it.
 * Supervision: stop; rooms are then forgotten when somebody opens them again.
 */
public final class Sweeper extends AbstractBehavior<Sweeper.Command> {
    public static final Duration EVERY = Duration.ofMinutes(1);

    /** Has no commands for others. */
    public sealed interface Command {}

    private enum Tick implements Command {
        INSTANCE
    }

    private record Swept(int forgotten) implements Command {}

    private record Failed(String reason) implements Command {}

    private final Store store;
    private final Nodes nodes;

    // Mutable state
    private boolean underWay;

    public static Behavior<Command> create(Store store, Nodes nodes, Duration every) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.INSTANCE, every);
            return new Sweeper(context, store, nodes);
        }));
    }

    private Sweeper(ActorContext<Command> context, Store store, Nodes nodes) {
        super(context);
        this.store = store;
        this.nodes = nodes;
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Tick.class, this::onTick)
                .onMessage(Swept.class, this::onSwept)
                .onMessage(Failed.class, this::onFailed)
                .build();
    }

    private Behavior<Command> onTick(Tick tick) {
        var present = nodes.present().stream().map(Nodes.Peer::node).toList();
        var mine = present.stream().min(Long::compare).filter(lowest -> lowest == nodes.self());
        if (!underWay && mine.isPresent()) {
            underWay = true;
            getContext()
                    .pipeToSelf(
                            store.sweep(present),
                            (forgotten, failure) ->
                                    failure == null ? new Swept(forgotten) : new Failed(String.valueOf(failure)));
        }
        return this;
    }

    private Behavior<Command> onSwept(Swept swept) {
        underWay = false;
        if (swept.forgotten() > 0) {
            getContext().getLog().info("{} rooms that nobody was in are forgotten", swept.forgotten());
        }
        return this;
    }

    private Behavior<Command> onFailed(Failed failed) {
        underWay = false;
        getContext().getLog().warn("Empty rooms are not forgotten yet: {}", failed.reason());
        return this;
    }
}
