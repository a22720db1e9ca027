package chat.parley.node.listener;

import java.time.Duration;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;
import org.apache.pekko.io.Tcp;
import org.apache.pekko.io.TcpMessage;
import org.apache.pekko.util.ByteString;

/** A connection that is not served: the peer gets a farewell, and as much time to close as a leaving one has. What it sends is not heeded. */
final class Refusal extends UntypedAbstractActor {
    private static final Object OVER = new Object();

    private final ActorRef socket;
    private final ByteString farewell;
    private final Duration patience;

    static Props props(ActorRef socket, ByteString farewell, Duration patience) {
        return Props.create(Refusal.class, () -> new Refusal(socket, farewell, patience));
    }

    private Refusal(ActorRef socket, ByteString farewell, Duration patience) {
        this.socket = socket;
        this.farewell = farewell;
        this.patience = patience;
    }

    @Override
    public void preStart() {
        socket.tell(TcpMessage.register(getSelf()), getSelf());
        socket.tell(TcpMessage.write(farewell), getSelf());
        socket.tell(TcpMessage.confirmedClose(), getSelf());
        socket.tell(TcpMessage.resumeReading(), getSelf());
        getContext().watch(socket);
        getContext()
                .getSystem()
                .scheduler()
                .scheduleOnce(patience, getSelf(), OVER, getContext().dispatcher(), getSelf());
    }

    /** Reading must go on, or the end would not be seen. */
    @Override
    public void onReceive(Object message) {
        if (message instanceof Tcp.Received) {
            socket.tell(TcpMessage.resumeReading(), getSelf());
        } else if (message == OVER) {
            socket.tell(TcpMessage.abort(), getSelf());
            getContext().stop(getSelf());
        } else {
            getContext().stop(getSelf());
        }
    }
}
