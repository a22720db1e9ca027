package chat.parley.node.listener;

import java.net.InetSocketAddress;
import java.util.List;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.Terminated;
import org.apache.pekko.actor.UntypedAbstractActor;
import org.apache.pekko.io.Inet.SocketOption;
import org.apache.pekko.io.Tcp;
import org.apache.pekko.io.TcpMessage;
import org.apache.pekko.io.TcpSO;

/**
 * One open port: translates between a {@link Listener} and Pekko's TCP, which speaks to classic actors. Connections are accepted one by one, each on
 * {@link #NEXT}. Ends with its listener, and the port with it.
 */
final class Acceptor extends UntypedAbstractActor {
    /** To this actor: accept one more. */
    static final Object NEXT = new Object();

    /** To this actor: close the port. The connections stay. */
    static final Object UNBIND = new Object();

    /** Connections that the system may hold until they are accepted. */
    private static final int BACKLOG = 1024;

    /** Small answers leave at once, and a peer whose machine has gone is found out some day even where the dialect does not ask. */
    private static final List<SocketOption> OPTIONS = List.of(TcpSO.tcpNoDelay(true), TcpSO.keepAlive(true));

    private final InetSocketAddress address;
    private final org.apache.pekko.actor.typed.ActorRef<? super Listener.FromPort> listener;

    // Mutable state
    private ActorRef port = ActorRef.noSender();

    static Props props(
            InetSocketAddress address, org.apache.pekko.actor.typed.ActorRef<? super Listener.FromPort> listener) {
        return Props.create(Acceptor.class, () -> new Acceptor(address, listener));
    }

    private Acceptor(
            InetSocketAddress address, org.apache.pekko.actor.typed.ActorRef<? super Listener.FromPort> listener) {
        this.address = address;
        this.listener = listener;
    }

    @Override
    public void preStart() {
        Tcp.get(getContext().getSystem())
                .manager()
                .tell(TcpMessage.bind(getSelf(), address, BACKLOG, OPTIONS, true), getSelf());
    }

    @Override
    public void onReceive(Object message) {
        if (message instanceof Tcp.Connected connected) {
            listener.tell(new Listener.Accepted(connected.remoteAddress(), getSender()));
        } else if (message == NEXT) {
            port.tell(TcpMessage.resumeAccepting(1), getSelf());
        } else if (message instanceof Tcp.Bound bound) {
            port = getSender();
            getContext().watch(port);
            listener.tell(new Listener.Opened(bound.localAddress()));
        } else if (message instanceof Tcp.CommandFailed failed) {
            listener.tell(new Listener.Closed(failed.cause().getOrElse(() -> new IllegalStateException("refused"))));
        } else if (message == UNBIND) {
            port.tell(TcpMessage.unbind(), getSelf());
        } else if (message instanceof Terminated) {
            listener.tell(new Listener.Closed(new IllegalStateException("the port was closed")));
        } else if (!(message instanceof Tcp.Unbound)) {
            unhandled(message);
        }
    }
}
