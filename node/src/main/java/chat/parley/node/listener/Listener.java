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
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.io.Inet.SocketOption;
import org.apache.pekko.io.TcpSO;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.TLSClosing;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.stream.javadsl.Tcp.IncomingConnection;
import org.apache.pekko.stream.javadsl.Tcp.ServerBinding;
import org.apache.pekko.stream.typed.javadsl.ActorSink;
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

    private record BindSucceeded(ServerBinding binding) implements Command {}

    private record BindFailed(Throwable cause) implements Command {}

    private record AcceptReady(ActorRef<Next> replyTo) implements Command {}

    private record Accepted(IncomingConnection connection, ActorRef<Next> replyTo) implements Command {}

    private record AcceptEnded(@Nullable Throwable cause) implements Command {}

    private record UserEnded(InetAddress address) implements Command {}

    /** To the stream of connections: the next one. */
    private enum Next {
        NEXT
    }

    /** Connections that the system may hold until they are accepted. */
    private static final int BACKLOG = 1024;

    /** Small answers leave at once, and a peer whose machine has gone is found out some day even where the dialect does not ask. */
    private static final List<SocketOption> OPTIONS = List.of(TcpSO.tcpNoDelay(true), TcpSO.keepAlive(true));

    /** Whose executor is {@link chat.parley.node.dispatch.CallerRuns}. */
    private static final String SOCKET_DISPATCHER = "parley.socket-dispatcher";

    private static final Attributes ON_CALLER = ActorAttributes.dispatcher(SOCKET_DISPATCHER);

    private final Port port;
    private final UserServices services;
    private final BooleanSupplier awake;
    private final ActorRef<? super Event> parent;
    private final Connection.Bounds bounds;
    private final AcceptedSockets sockets = new AcceptedSockets();
    private final Executor onCaller;

    // Mutable state
    private final AddressCounts addresses;
    private final List<ActorRef<Drained>> drainers = new ArrayList<>();
    private @Nullable ServerBinding binding;
    private User.@Nullable Drain draining;
    private int users;

    /**
     * What is to be opened.
     *
     * @param dialect makes the dialect of a new connection
     * @param tls what encrypts it; {@code null} for a port in the clear
     */
    public record Port(
            NodeConfig.Listen listen,
            Supplier<Dialect> dialect,
            @Nullable ServerTls tls) {}

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
        this.onCaller = context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig(SOCKET_DISPATCHER));
        this.addresses = new AddressCounts(limits.connectionsPerAddress());
        bind();
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(BindSucceeded.class, this::onBindSucceeded)
                .onMessage(BindFailed.class, this::onBindFailed)
                .onMessage(AcceptReady.class, this::onAcceptReady)
                .onMessage(Accepted.class, this::onAccepted)
                .onMessage(AcceptEnded.class, this::onAcceptEnded)
                .onMessage(UserEnded.class, this::onUserEnded)
                .onMessage(Drain.class, this::onDrain)
                .onMessage(Stop.class, this::onStop)
                .build();
    }

    private void bind() {
        var accepted = ActorSink.actorRefWithBackpressure(
                getContext().getSelf(),
                (ActorRef<Next> replyTo, IncomingConnection connection) -> new Accepted(connection, replyTo),
                AcceptReady::new,
                Next.NEXT,
                new AcceptEnded(null),
                AcceptEnded::new);
        var bound = connections().toMat(accepted, Keep.left()).run(getContext().getSystem());
        getContext()
                .pipeToSelf(
                        bound,
                        (opened, failure) -> failure == null ? new BindSucceeded(opened) : new BindFailed(failure));
    }

    /** Here alone an encrypted port differs from a plain one. */
    private Source<IncomingConnection, CompletionStage<ServerBinding>> connections() {
        var listen = port.listen();
        var tls = port.tls();
        var tcp = Tcp.get(getContext().getSystem());
        return tls == null
                ? tcp.bind(listen.host(), listen.port(), BACKLOG, options(), true, Optional.empty())
                : tcp.bindWithTls(
                        listen.host(),
                        listen.port(),
                        tls::engine,
                        BACKLOG,
                        OPTIONS,
                        Optional.empty(),
                        session -> Optional.empty(),
                        TLSClosing.eagerClose());
    }

    private List<SocketOption> options() {
        var all = new ArrayList<>(OPTIONS);
        all.add(sockets);
        return all;
    }

    private Behavior<Command> onBindSucceeded(BindSucceeded succeeded) {
        binding = succeeded.binding();
        parent.tell(new Bound(succeeded.binding().localAddress()));
        if (draining != null) {
            unbind();
        }
        return endWhenDrained();
    }

    private Behavior<Command> onBindFailed(BindFailed failed) {
        return fail(failed.cause());
    }

    private Behavior<Command> onAcceptReady(AcceptReady ready) {
        ready.replyTo().tell(Next.NEXT);
        return this;
    }

    private Behavior<Command> onAccepted(Accepted accepted) {
        var connection = accepted.connection();
        var address = connection.remoteAddress().getAddress();
        var channel = sockets.take(connection);
        if (draining != null) {
            refuse(connection, draining.reason());
        } else if (addresses.tryAdd(address)) {
            serve(connection, address, channel == null ? null : new DirectWriter.Socket(channel, onCaller));
        } else {
            refuse(
                    connection,
                    "Too many connections from your address (at most "
                            + services.config().limits().connectionsPerAddress() + "): close one and try again");
        }
        accepted.replyTo().tell(Next.NEXT);
        return this;
    }

    private void serve(IncomingConnection connection, InetAddress address, DirectWriter.@Nullable Socket socket) {
        var peer = peer(connection);
        var dialect = port.dialect().get();
        var user = getContext()
                .spawn(User.create(services, peer, dialect), "user-" + peer.id().number());
        users++;
        getContext().watchWith(user, new UserEnded(address));
        var stage = new Connection(
                dialect.framer(),
                user,
                bounds.with(dialect.pace()),
                awake,
                () -> farewell(Connection.ASLEEP, peer),
                socket);
        connection
                .flow()
                .join(Flow.fromGraph(stage))
                .withAttributes(ON_CALLER)
                .run(getContext().getSystem());
    }

    /** The peer gets a farewell, and as much time to close as a leaving one has. */
    private void refuse(IncomingConnection connection, String reason) {
        Source.single(farewell(reason, peer(connection)))
                .via(connection.flow())
                .completionTimeout(services.config().times().drain())
                .runWith(Sink.ignore(), getContext().getSystem());
    }

    /** Of a dialect of its own: that of a connection belongs to its user. */
    private ByteString farewell(String reason, Peer peer) {
        var dialect = port.dialect().get();
        var words = dialect.farewell(reason, new Stranger(peer, services.config()));
        return dialect.pace().isSpaced() ? SpacedMessages.together(words) : words;
    }

    private Peer peer(IncomingConnection connection) {
        var remote = connection.remoteAddress();
        return new Peer(services.nextId(), text(remote.getAddress()), remote.getPort(), port.tls() != null);
    }

    /** Without the zone of a link-local address; Java writes all groups of an IPv6 address, so that none begins with a colon. */
    private static String text(InetAddress address) {
        var text = address.getHostAddress();
        var zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** The port is closed: because we wanted it, or not. */
    private Behavior<Command> onAcceptEnded(AcceptEnded ended) {
        if (draining != null || binding == null) {
            return this;
        }
        return fail(ended.cause() == null ? new IllegalStateException("the port was closed") : ended.cause());
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
                child.<User.Command>unsafeUpcast().tell(draining);
            }
        }
        return endWhenDrained();
    }

    private Behavior<Command> endWhenDrained() {
        if (draining == null || binding == null || users > 0) {
            return this;
        }
        var drained = new Drained(binding.localAddress());
        drainers.forEach(one -> one.tell(drained));
        return Behaviors.stopped();
    }

    private Behavior<Command> onStop(Stop stop) {
        unbind();
        return Behaviors.stopped();
    }

    private void unbind() {
        if (binding != null) {
            binding.unbind();
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
