package chat.parley.node.cluster;

import java.time.Duration;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Ticks a {@link Vigil}. Runs on the dispatcher that carries the cluster's heartbeats and Artery: where it gets its turn, the others hear of this
 * node, and where it does not, they may take over.
 */
public final class Heartbeat extends AbstractBehavior<Heartbeat.Command> {
    /** Has no commands for others. */
    public sealed interface Command {}

    private record Tick() implements Command {
        static final Tick INSTANCE = new Tick();
    }

    private final Cluster cluster;
    private final Vigil vigil;

    /** Where it must be spawned. */
    public static DispatcherSelector dispatcher() {
        return DispatcherSelector.fromConfig("pekko.actor.internal-dispatcher");
    }

    /** Ticks at once and after each {@code tick}. */
    public static Behavior<Command> create(Vigil vigil, Duration tick) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.INSTANCE, Duration.ZERO, tick);
            return new Heartbeat(context, vigil);
        }));
    }

    private Heartbeat(ActorContext<Command> context, Vigil vigil) {
        super(context);
        this.cluster = Cluster.get(context.getSystem());
        this.vigil = vigil;
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder().onMessage(Tick.class, this::onTick).build();
    }

    private Behavior<Command> onTick(Tick tick) {
        vigil.tick(Majority.of(cluster.selfMember(), cluster.state()).inSight());
        return this;
    }
}
