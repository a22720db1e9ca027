package chat.parley.node.listener;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A free port whose connections are served without a listener: each by a {@link Connection} that the test sets up. */
final class OpenPort {
    private final ActorContext<Listener.FromPort> context;
    private final ActorRef acceptor;
    private final Supplier<Connection.Setup> setup;
    private final CompletableFuture<InetSocketAddress> opened;

    static InetSocketAddress serving(ActorTestKit kit, Supplier<Connection.Setup> setup) throws Exception {
        var opened = new CompletableFuture<InetSocketAddress>();
        kit.spawn(Behaviors.<Listener.FromPort>setup(context -> new OpenPort(context, setup, opened).accepting()));
        return opened.get(10, TimeUnit.SECONDS);
    }

    private OpenPort(
            ActorContext<Listener.FromPort> context,
            Supplier<Connection.Setup> setup,
            CompletableFuture<InetSocketAddress> opened) {
        this.context = context;
        this.setup = setup;
        this.opened = opened;
        this.acceptor = Adapter.actorOf(
                context, Acceptor.props(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), context.getSelf()));
    }

    private Behavior<Listener.FromPort> accepting() {
        return Behaviors.receive(Listener.FromPort.class)
                .onMessage(Listener.Opened.class, port -> {
                    opened.complete(port.address());
                    return acceptNext();
                })
                .onMessage(Listener.Accepted.class, accepted -> {
                    Adapter.actorOf(context, Connection.props(accepted.socket(), setup.get()));
                    return acceptNext();
                })
                .build();
    }

    private Behavior<Listener.FromPort> acceptNext() {
        acceptor.tell(Acceptor.NEXT, ActorRef.noSender());
        return Behaviors.same();
    }
}
