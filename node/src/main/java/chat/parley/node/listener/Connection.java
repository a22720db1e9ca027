package chat.parley.node.listener;

import chat.parley.node.dialect.Dialect;
import chat.parley.node.dialect.Framer;
import chat.parley.node.dialect.Pace;
import chat.parley.node.person.Outbound;
import chat.parley.node.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.StreamTcpException;
import org.apache.pekko.stream.SubscriptionWithCancelException;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.InHandler;
import org.apache.pekko.stream.stage.OutHandler;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One connection as one fused stage, to be joined with the socket's flow. Reading: what one read completes goes to the user as one
 * {@link User.Chunk}; with {@code unconfirmedChunks} of them unconfirmed it reads no further. Writing: all that was delivered since the last write
 * leaves as one; see {@link SendQueue}. As long as the peer reads, the {@link DirectWriter} writes it without the stage. Both may write the same socket
 * because the stream asks for more only when all it was given before is in the socket, for which {@code pekko.stream.materializer.io.tcp} must
 * be as parley-cluster.conf has it.
 *
 * <p>The user is told {@link User.Attached} first and {@link User.Ended} last, each once. A peer that has only closed its own direction
 * ({@link User.InputClosed}) is still written to; after the farewell what it still sends is thrown away until it has closed too, because closing on
 * unread bytes would take the farewell from it.
 *
 * <p>For one materialization.
 */
public final class Connection
        extends AbstractGraphStageWithMaterializedValue<FlowShape<ByteString, ByteString>, Outbound> {
    /** The same for all: it is found in each connection's memory otherwise. */
    private static final Inlet<ByteString> IN = Inlet.create("Connection.in");

    private static final Outlet<ByteString> OUT = Outlet.create("Connection.out");
    private static final FlowShape<ByteString, ByteString> SHAPE = FlowShape.of(IN, OUT);

    /** What wakes the stage. */
    private sealed interface Wake {}

    /** Something has changed in the queue. */
    private record QueueChanged() implements Wake {}

    private record PauseOver() implements Wake {}

    /** A frame that began is not complete; {@code timer} tells it from those that have been. */
    private record FrameOverdue(int timer) implements Wake {}

    private static final Wake QUEUE_CHANGED = new QueueChanged();
    private static final Wake PAUSE_OVER = new PauseOver();

    /** Why a node that was asleep ends its connections, as their peers and others may read it. */
    static final String ASLEEP = "This server was asleep: connect again";

    private final Framer framer;
    private final ActorRef<? super User.Command> user;
    private final Bounds bounds;
    private final BooleanSupplier awake;
    private final Supplier<ByteString> lastWords;
    private final DirectWriter.@Nullable Socket socket;

    /**
     * The bounds of one connection, from {@code parley.limits}.
     *
     * @param unconfirmedChunks reads that the user may have unconfirmed
     * @param sendQueueBytes bytes that may wait to be written
     * @param pace the dialect's
     */
    public record Bounds(int unconfirmedChunks, int sendQueueBytes, Pace pace) {
        /** Without bounds in time. */
        public Bounds(int unconfirmedChunks, int sendQueueBytes) {
            this(unconfirmedChunks, sendQueueBytes, Pace.FREE);
        }

        Bounds with(Pace other) {
            return pace.equals(other) ? this : new Bounds(unconfirmedChunks, sendQueueBytes, other);
        }
    }

    /**
     * @param awake whether this node may still serve; where it says no, nothing more is read or written but {@code lastWords}, and the connection
     *     ends. Asked for every read and write, in the thread that does it.
     * @param lastWords what a peer of a node that was asleep is told; called in the stage's thread
     * @param socket where frames may be written as they are; {@code null} if they must go by the stream, as with TLS
     */
    public Connection(
            Framer framer,
            ActorRef<? super User.Command> user,
            Bounds bounds,
            BooleanSupplier awake,
            Supplier<ByteString> lastWords,
            DirectWriter.@Nullable Socket socket) {
        this.framer = framer;
        this.user = user;
        this.bounds = bounds;
        this.awake = awake;
        this.lastWords = lastWords;
        this.socket = bounds.pace().isSpaced() ? null : socket;
    }

    @Override
    public FlowShape<ByteString, ByteString> shape() {
        return SHAPE;
    }

    @Override
    public Pair<GraphStageLogic, Outbound> createLogicAndMaterializedValuePair(Attributes attributes) {
        var logic = new Logic(framer, user, bounds, awake, lastWords);
        if (socket != null) {
            logic.queue.writeBy(new DirectWriter(logic.queue, socket, awake));
        }
        return Pair.create(logic, logic.queue);
    }

    /** Without a reference to its stage, which has done its part with it, and without Pekko's timers, which most kinds of client do not need. */
    private static final class Logic extends GraphStageLogic implements InHandler, OutHandler {
        private final AsyncCallback<Wake> wake = createAsyncCallback(this::onWake);
        private final Framer framer;
        private final ActorRef<? super User.Command> user;
        private final Pace pace;
        private final BooleanSupplier awake;
        private final Supplier<ByteString> lastWords;
        private final SendQueue queue;
        private final @Nullable SpacedMessages spaced;

        // Mutable state
        private String ending = Dialect.PEER_CLOSED;
        private boolean choked;
        private boolean pausing;
        private @Nullable Cancellable frameTimer;
        private int frameTimers;

        Logic(
                Framer framer,
                ActorRef<? super User.Command> user,
                Bounds bounds,
                BooleanSupplier awake,
                Supplier<ByteString> lastWords) {
            super(SHAPE);
            this.framer = framer;
            this.user = user;
            this.pace = bounds.pace();
            this.awake = awake;
            this.lastWords = lastWords;
            this.queue = new SendQueue(bounds, () -> wake.invoke(QUEUE_CHANGED));
            this.spaced = pace.isSpaced() ? new SpacedMessages(queue) : null;
            setHandler(IN, this);
            setHandler(OUT, this);
        }

        /** The first line can be read before anybody outside has seen the materialized value. */
        @Override
        public void preStart() {
            user.tell(new User.Attached(queue, queue));
            pull(IN);
        }

        @Override
        public void onPush() {
            var read = grab(IN);
            if (isClosed(OUT)) {
                pull(IN);
            } else if (isServing()) {
                hand(read);
            }
        }

        private void hand(ByteString read) {
            var frames = new ArrayList<Framer.Frame>();
            framer.feed(read, frames::add);
            if (pace.boundsFrames()) {
                timeFrame(!frames.isEmpty());
            }
            if (frames.isEmpty()) {
                pull(IN);
                return;
            }
            var mayRead = queue.handOver();
            user.tell(new User.Chunk(frames));
            if (mayRead) {
                pull(IN);
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

        private Cancellable later(Duration after, Wake why) {
            return materializer()
                    .scheduleOnce(
                            scala.concurrent.duration.Duration.fromNanos(after.toNanos()), () -> wake.invoke(why));
        }

        @Override
        public void onPull() {
            write();
        }

        private void onWake(Wake why) {
            if (why instanceof FrameOverdue overdue) {
                onFrameOverdue(overdue);
            } else if (why instanceof PauseOver) {
                pausing = false;
                write();
            } else {
                onQueueChanged();
            }
        }

        private void onFrameOverdue(FrameOverdue overdue) {
            if (frameTimer != null && overdue.timer() == frameTimers) {
                user.tell(new User.Stalled());
            }
        }

        private void onQueueChanged() {
            if (queue.isAborted()) {
                fail("Connection closed by this server");
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
            if (!isClosed(IN) && !hasBeenPulled(IN) && (queue.mayRead() || isClosed(OUT))) {
                pull(IN);
            }
        }

        private void write() {
            if (isClosed(OUT)) {
                return;
            }
            if (isAvailable(OUT) && !pausing) {
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
                    push(OUT, bytes);
                    pause();
                }
            } else if (queue.isFinished()) {
                complete(OUT);
                discardInput();
            }
        }

        private void pause() {
            if (spaced != null) {
                pausing = true;
                later(pace.spacing(), PAUSE_OVER);
            }
        }

        private void discardInput() {
            if (!isClosed(IN) && !hasBeenPulled(IN)) {
                pull(IN);
            }
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
            if (isAvailable(OUT) && queue.isBetweenFrames()) {
                push(OUT, lastWords.get());
            }
            complete(OUT);
            discardInput();
        }

        @Override
        public void onUpstreamFinish() {
            if (!isClosed(OUT)) {
                user.tell(new User.InputClosed());
            }
        }

        @Override
        public void onUpstreamFailure(Throwable cause) {
            ending = reason(cause);
            failStage(cause);
        }

        @Override
        public void onDownstreamFinish(Throwable cause) {
            if (!(cause instanceof SubscriptionWithCancelException.NonFailureCancellation)) {
                ending = reason(cause);
            }
            cancelStage(cause);
        }

        private void fail(String reason) {
            ending = reason;
            failStage(new ConnectionFailed(reason));
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

    /** As others may read it in a QUIT. */
    private static String reason(Throwable cause) {
        var message = cause.getMessage();
        if (cause instanceof StreamTcpException && message != null) {
            return message.contains("reset") || message.contains("Broken pipe")
                    ? "Connection reset by peer"
                    : "Connection lost";
        }
        return cause instanceof ConnectionFailed && message != null ? message : "Connection lost";
    }

    /** A failure that needs no stack trace: it says all by its message. */
    private static final class ConnectionFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ConnectionFailed(String message) {
            super(message, null, false, false);
        }
    }
}
