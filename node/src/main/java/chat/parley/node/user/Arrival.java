package chat.parley.node.user;

import chat.parley.node.dialect.Dialect;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** A user whose connection is not there yet: the time between the start of the actor and that of the stream. */
final class Arrival {
    private final ActorContext<Object> context;
    private final UserServices services;
    private final Peer peer;
    private final Dialect dialect;

    // Mutable state
    private User.@Nullable Drain drain;
    private @Nullable Cancellable patience;

    private record NeverAttached() {}

    static Behavior<Object> create(UserServices services, Peer peer, Dialect dialect) {
        return Behaviors.setup(context -> new Arrival(context, services, peer, dialect).waiting());
    }

    private Arrival(ActorContext<Object> context, UserServices services, Peer peer, Dialect dialect) {
        this.context = context;
        this.services = services;
        this.peer = peer;
        this.dialect = dialect;
    }

    private Behavior<Object> waiting() {
        patience =
                context.scheduleOnce(services.config().times().registration(), context.getSelf(), new NeverAttached());
        return Behaviors.receive(Object.class)
                .onMessage(User.Attached.class, this::onAttached)
                .onMessage(User.Drain.class, this::onDrain)
                .onMessage(NeverAttached.class, gone -> Behaviors.stopped())
                .build();
    }

    private Behavior<Object> onAttached(User.Attached connection) {
        if (patience != null) {
            patience.cancel();
        }
        var user = new User(context, services, peer, dialect, connection);
        if (drain != null) {
            context.getSelf().tell(drain);
        }
        return user.open();
    }

    private Behavior<Object> onDrain(User.Drain message) {
        drain = message;
        return Behaviors.same();
    }
}
