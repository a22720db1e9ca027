package chat.parley.node.listener;

import chat.parley.node.dialect.Dialect;
import chat.parley.node.dialect.Framer;
import chat.parley.node.dialect.Pace;
import chat.parley.node.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.Terminated;
import org.apache.pekko.actor.UntypedAbstractActor;
import org.apache.pekko.io.Tcp;
import org.apache.pekko.io.TcpMessage;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One connection, between its socket and its user. Reading: what one read completes goes to the user as one {@link User.Chunk}; with
 * {@code unconfirmedChunks} of them unconfirmed it reads no further. Writing: all that was delivered since the last write leaves as one; see
 * {@link SendQueue}.
 *
 * <p>The user is told {@link User.Attached} first and {@link User.Ended} last, each once. A peer that has only closed its own direction
 * ({@link User.InputClosed}) is still written to; after the farewell what it still sends is thrown away until it has closed too, because closing on
 * unread bytes would take the farewell from it.
 *
 * <p>There is one of these for each connection and each frame passes through it, so it is spare: a classic actor, as Pekko's sockets are, without a
 * handler table of its own. It runs where its messages come from ({@link CallerRuns}). Whatever it throws ends it and its socket.
 */
final class Connection extends UntypedAbstractActor {
    /** Why a node that was asleep ends its connections, as their peers and others may read it. */
    static final String ASLEEP = "This server was asleep: connect again";

    private static final String DISPATCHER = "parley.socket-dispatcher";

    /** Something has changed in the queue. */
    private static final Object WAKE = new Object();

    private static final Object PAUSE_OVER = new Object();

    private static final Written WRITTEN = new Written();

    /** The socket has taken what it was given. */
    private static final class Written implements Tcp.Event {}

    /** A frame that began is not complete; {@code timer} tells it from those that have been. */
    private record FrameOverdue(int timer) {}

    private final ActorRef socket;
    private final Framer framer;
    private final org.apache.pekko.actor.typed.ActorRef<? super User.Command> user;
    private final Pace pace;
    private final BooleanSupplier awake;
    private final Supplier<ByteString> lastWords;
    private final SendQueue queue;
    private final @Nullable SpacedMessages spaced;

    // Mutable state
    private String ending = Dialect.PEER_CLOSED;
    private boolean reading;
    private boolean inputClosed;
    private boolean writing;
    private boolean outputClosed;
    private boolean choked;
    private boolean pausing;
    private @Nullable Cancellable frameTimer;
    private int frameTimers;

    /**
     * The bounds of one connection, from {@code parley.limits}.
     *
     * @param unconfirmedChunks reads that the user may have unconfirmed
     * @param sendQueueBytes bytes that may wait to be written
     */
    record Bounds(int unconfirmedChunks, int sendQueueBytes) {}

    /**
     * What a connection is made of.
     *
     * @param awake whether this node may still serve; where it says no, nothing more is read or written but {@code lastWords}, and the connection
     *     ends. Asked for every read and write, in the connection's turn.
     * @param lastWords what a peer of a node that was asleep is told; called in the connection's turn
     */
    record Setup(
            Framer framer,
            Pace pace,
            org.apache.pekko.actor.typed.ActorRef<? super User.Command> user,
            Bounds bounds,
            BooleanSupplier awake,
            Supplier<ByteString> lastWords) {}

    /** @param socket the connection actor of Pekko's TCP, which waits to be registered with */
    static Props props(ActorRef socket, Setup setup) {
        return Props.create(Connection.class, () -> new Connection(socket, setup))
                .withDispatcher(DISPATCHER);
    }

    private Connection(ActorRef socket, Setup setup) {
        this.socket = socket;
        this.framer = setup.framer();
        this.user = setup.user();
        this.pace = setup.pace();
        this.awake = setup.awake();
        this.lastWords = setup.lastWords();
        var self = getSelf();
        this.queue = new SendQueue(setup.bounds(), () -> self.tell(WAKE, ActorRef.noSender()));
        this.spaced = pace.isSpaced() ? new SpacedMessages(queue) : null;
    }

    @Override
    public void preStart() {
        user.tell(new User.Attached(queue, queue));
        getContext().watch(socket);
        socket.tell(TcpMessage.register(getSelf(), true, false), getSelf());
        read();
    }

    /** The most frequent first. */
    @Override
    public void onReceive(Object message) {
        if (message == WRITTEN) {
            onWritten();
        } else if (message == WAKE) {
            onWake();
        } else if (message instanceof Tcp.Received received) {
            onReceived(received.data());
        } else if (message instanceof Tcp.ConnectionClosed closed) {
            onClosed(closed);
        } else if (message == PAUSE_OVER) {
            pausing = false;
            write();
        } else if (message instanceof FrameOverdue overdue) {
            onFrameOverdue(overdue);
        } else if (message instanceof Terminated || message instanceof Tcp.CommandFailed) {
            end("Connection lost");
        } else {
            unhandled(message);
        }
    }

    private void onWritten() {
        writing = false;
        write();
    }

    private void onWake() {
        if (queue.isAborted()) {
            abort();
            return;
        }
        if (queue.isChoked() && !choked) {
            choked = true;
            queue.drop();
            if (spaced != null) {
                spaced.drop();
            }
            user.tell(new User.Choked());
        }
        write();
        if (queue.mayRead() || outputClosed) {
            read();
        }
    }

    private void onReceived(ByteString bytes) {
        reading = false;
        if (outputClosed) {
            read();
        } else if (isServing()) {
            hand(bytes);
        }
    }

    private void hand(ByteString bytes) {
        var frames = new ArrayList<Framer.Frame>();
        framer.feed(bytes, frames::add);
        if (pace.boundsFrames()) {
            timeFrame(!frames.isEmpty());
        }
        if (frames.isEmpty()) {
            read();
            return;
        }
        var mayRead = queue.handOver();
        user.tell(new User.Chunk(frames));
        if (mayRead) {
            read();
        }
    }

    /** What has come of a frame does not buy it more time, and the end of one gives the next one all of its own. */
    private void timeFrame(boolean completed) {
        if (frameTimer != null && (completed || !framer.isMidFrame())) {
            frameTimer.cancel();
            frameTimer = null;
        }
        if (framer.isMidFrame() && frameTimer == null) {
            frameTimer = later(pace.frameWithin(), new FrameOverdue(++frameTimers));
        }
    }

    private void onFrameOverdue(FrameOverdue overdue) {
        if (frameTimer != null && overdue.timer() == frameTimers) {
            user.tell(new User.Stalled());
        }
    }

    private Cancellable later(Duration after, Object message) {
        return getContext()
                .getSystem()
                .scheduler()
                .scheduleOnce(after, getSelf(), message, getContext().dispatcher(), getSelf());
    }

    private void read() {
        if (!inputClosed && !reading) {
            reading = true;
            socket.tell(TcpMessage.resumeReading(), getSelf());
        }
    }

    private void write() {
        if (outputClosed) {
            return;
        }
        if (!writing && !pausing) {
            writeNext();
        }
        if (queue.takeFlushWish()) {
            user.tell(new User.Flushed());
        }
    }

    private void writeNext() {
        var bytes = spaced == null ? queue.take() : spaced.take();
        if (!bytes.isEmpty()) {
            if (isServing()) {
                give(bytes);
                pause();
            }
        } else if (queue.isFinished()) {
            closeOutput();
        }
    }

    private void give(ByteString bytes) {
        writing = true;
        socket.tell(TcpMessage.write(bytes, WRITTEN), getSelf());
    }

    private void pause() {
        if (spaced != null) {
            pausing = true;
            later(pace.spacing(), PAUSE_OVER);
        }
    }

    /** What was given before is still written; then the peer has to close. */
    private void closeOutput() {
        outputClosed = true;
        socket.tell(TcpMessage.confirmedClose(), getSelf());
        read();
    }

    private boolean isServing() {
        if (awake.getAsBoolean()) {
            return true;
        }
        endUnserved();
        return false;
    }

    /** Nothing that was queued or read is true any more. */
    private void endUnserved() {
        ending = ASLEEP;
        queue.end();
        if (!writing) {
            give(lastWords.get());
        }
        closeOutput();
    }

    private void onClosed(Tcp.ConnectionClosed closed) {
        if (closed.isErrorClosed()) {
            end(reason(closed.getErrorCause()));
        } else if (closed.isPeerClosed()) {
            onInputClosed();
        } else {
            getContext().stop(getSelf());
        }
    }

    /** Where our own end was under way the socket has forgotten that. */
    private void onInputClosed() {
        inputClosed = true;
        if (outputClosed) {
            socket.tell(TcpMessage.confirmedClose(), getSelf());
        } else {
            user.tell(new User.InputClosed());
        }
    }

    /** As others may read it in a QUIT. */
    private static String reason(@Nullable String cause) {
        return cause != null && (cause.contains("reset") || cause.contains("Broken pipe"))
                ? "Connection reset by peer"
                : "Connection lost";
    }

    private void abort() {
        socket.tell(TcpMessage.abort(), getSelf());
        end("Connection closed by this server");
    }

    private void end(String reason) {
        ending = reason;
        getContext().stop(getSelf());
    }

    @Override
    public void postStop() {
        if (frameTimer != null) {
            frameTimer.cancel();
        }
        queue.end();
        user.tell(new User.Ended(ending));
    }
}
