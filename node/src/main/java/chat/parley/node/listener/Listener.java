package chat.parley.node.listener;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.dialect.Dialect;
import chat.parley.node.user.Peer;
import chat.parley.node.user.User;
import chat.parley.node.user.UserServices;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Binds one port for one dialect and starts a {@link User} for each connection. Connections are taken one after the other, each when the one before
 * has its user.
 *
 * <p>Supervision: stop, for the listener and for its users. A user that fails ends with its connection and nobody else; a listener that fails takes
 * its users along, and its parent ends the node.
 */
public final class Listener extends AbstractBehavior<Listener.Command> {
    /** What a listener understands. */
    public sealed interface Command {}

    /** No more connections; all people are told {@code reason} and closed. Answered when the last one has gone, at most {@code times.drain} later. */
    public record Drain(String reason, ActorRef<Drained> replyTo) implements Command {}

    public record Drained(InetSocketAddress address) {}

    /** Closes the port and every connection at once. */
    public record Stop() implements Command {}

    /** What a listener tells its parent. */
    public sealed interface Event {}

    /** The port is open. */
    public record Bound(InetSocketAddress address) implements Event {}

    /** The port could not be opened, or closed by itself; the listener has ended. */
    public record Failed(String reason) implements Event {}

    /** What its {@link Acceptor} tells. */
    sealed interface FromPort extends Command {}

    /** The port is open. */
    record Opened(InetSocketAddress address) implements FromPort {}

    /** The port could not be opened, or is closed. */
    record Closed(Throwable cause) implements FromPort {}

    /** A connection, the only one until the next is asked for; its socket waits for who will serve it. */
    record Accepted(InetSocketAddress peer, org.apache.pekko.actor.ActorRef socket) implements FromPort {}

    private record UserEnded(InetAddress address) implements Command {}

    private static final String USER = "user-";

    private final Port port;
    private final UserServices services;
    private final BooleanSupplier awake;
    private final ActorRef<? super Event> parent;
    private final Connection.Bounds bounds;
    private final org.apache.pekko.actor.ActorRef acceptor;

    // Mutable state
    private final AddressCounts addresses;
    private final List<ActorRef<Drained>> drainers = new ArrayList<>();
    private @Nullable InetSocketAddress bound;
    private User.@Nullable Drain draining;
    private int users;

    /**
     * What is to be opened.
     *
     * @param dialect makes the dialect of a new connection
     */
    public record Port(NodeConfig.Listen listen, Supplier<Dialect> dialect) {}

    /**
     * A listener for one port.
     *
     * @param awake see {@link Connection}
     * @param parent told {@link Bound} or {@link Failed}
     */
    public static Behavior<Command> create(
            Port port, UserServices services, BooleanSupplier awake, ActorRef<? super Event> parent) {
        return Behaviors.setup(context -> new Listener(context, port, services, awake, parent));
    }

    private Listener(
            ActorContext<Command> context,
            Port port,
            UserServices services,
            BooleanSupplier awake,
            ActorRef<? super Event> parent) {
        super(context);
        this.port = port;
        this.services = services;
        this.awake = awake;
        this.parent = parent;
        var limits = services.config().limits();
        this.bounds = new Connection.Bounds(limits.unconfirmedChunks(), limits.sendQueueBytes());
        this.addresses = new AddressCounts(limits.connectionsPerAddress());
        var listen = port.listen();
        this.acceptor = Adapter.actorOf(
                context,
                Acceptor.props(new InetSocketAddress(listen.host(), listen.port()), context.getSelf()),
                "acceptor");
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Opened.class, this::onOpened)
                .onMessage(Closed.class, this::onClosed)
                .onMessage(Accepted.class, this::onAccepted)
                .onMessage(UserEnded.class, this::onUserEnded)
                .onMessage(Drain.class, this::onDrain)
                .onMessage(Stop.class, this::onStop)
                .build();
    }

    private Behavior<Command> onOpened(Opened opened) {
        bound = opened.address();
        parent.tell(new Bound(opened.address()));
        if (draining != null) {
            unbind();
        } else {
            acceptNext();
        }
        return endWhenDrained();
    }

    /** Because we wanted it, or not. */
    private Behavior<Command> onClosed(Closed closed) {
        return draining != null && bound != null ? this : fail(closed.cause());
    }

    private void acceptNext() {
        acceptor.tell(Acceptor.NEXT, org.apache.pekko.actor.ActorRef.noSender());
    }

    private Behavior<Command> onAccepted(Accepted accepted) {
        var address = accepted.peer().getAddress();
        if (draining != null) {
            refuse(accepted, draining.reason());
        } else if (addresses.tryAdd(address)) {
            serve(accepted, address);
        } else {
            refuse(
                    accepted,
                    "Too many connections from your address (at most "
                            + services.config().limits().connectionsPerAddress() + "): close one and try again");
        }
        acceptNext();
        return this;
    }

    private void serve(Accepted accepted, InetAddress address) {
        var peer = peer(accepted);
        var dialect = port.dialect().get();
        var user = getContext()
                .spawn(User.create(services, peer, dialect), USER + peer.id().number());
        users++;
        getContext().watchWith(user, new UserEnded(address));
        var setup = new Connection.Setup(
                dialect.framer(), dialect.pace(), user, bounds, awake, () -> farewell(Connection.ASLEEP, peer));
        Adapter.actorOf(getContext(), Connection.props(accepted.socket(), setup));
    }

    private void refuse(Accepted accepted, String reason) {
        var farewell = farewell(reason, peer(accepted));
        Adapter.actorOf(
                getContext(),
                Refusal.props(
                        accepted.socket(), farewell, services.config().times().drain()));
    }

    /** Of a dialect of its own: that of a connection belongs to its user. */
    private ByteString farewell(String reason, Peer peer) {
        var dialect = port.dialect().get();
        var words = dialect.farewell(reason, new Stranger(peer, services.config()));
        return dialect.pace().isSpaced() ? SpacedMessages.together(words) : words;
    }

    private Peer peer(Accepted accepted) {
        var remote = accepted.peer();
        return new Peer(services.nextId(), text(remote.getAddress()), remote.getPort(), false);
    }

    /** Without the zone of a link-local address; Java writes all groups of an IPv6 address, so that none begins with a colon. */
    private static String text(InetAddress address) {
        var text = address.getHostAddress();
        var zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private Behavior<Command> onUserEnded(UserEnded ended) {
        users--;
        addresses.remove(ended.address());
        return endWhenDrained();
    }

    private Behavior<Command> onDrain(Drain drain) {
        drainers.add(drain.replyTo());
        if (draining == null) {
            draining = new User.Drain(drain.reason());
            unbind();
            for (var child : getContext().getChildren()) {
                if (child.path().name().startsWith(USER)) {
                    child.<User.Command>unsafeUpcast().tell(draining);
                }
            }
        }
        return endWhenDrained();
    }

    private Behavior<Command> endWhenDrained() {
        if (draining == null || bound == null || users > 0) {
            return this;
        }
        var drained = new Drained(bound);
        drainers.forEach(one -> one.tell(drained));
        return Behaviors.stopped();
    }

    private Behavior<Command> onStop(Stop stop) {
        unbind();
        return Behaviors.stopped();
    }

    private void unbind() {
        if (bound != null) {
            acceptor.tell(Acceptor.UNBIND, org.apache.pekko.actor.ActorRef.noSender());
        }
    }

    private Behavior<Command> fail(Throwable cause) {
        parent.tell(new Failed(reason(cause)));
        return Behaviors.stopped();
    }

    private String reason(Throwable cause) {
        var listen = port.listen();
        var root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "cannot listen on " + listen.host() + ":" + listen.port() + " for " + listen.dialect() + ": "
                + root.getMessage()
                + " (choose another address with --listen " + listen.dialect() + "=HOST:PORT)";
    }
}
