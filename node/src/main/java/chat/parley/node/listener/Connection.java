package chat.parley.node.listener;

import chat.parley.node.dialect.Dialect;
import chat.parley.node.dialect.Framer;
import chat.parley.node.dialect.Pace;
import chat.parley.node.person.Outbound;
import chat.parley.node.user.User;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
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
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One connection as one fused stage, to be joined with the socket's flow. Reading: what one read completes goes to the user as one
 * {@link User.Chunk}; with {@code unconfirmedChunks} of them unconfirmed it reads no further. Writing: all that was delivered since the last write
 * leaves as one; see {@link SendQueue}.
 *
 * <p>The user is told {@link User.Attached} first and {@link User.Ended} last, each once. A peer that has only closed its own direction
 * ({@link User.InputClosed}) is still written to; after the farewell what it still sends is thrown away until it has closed too, because closing on
 * unread bytes would take the farewell from it.
 *
 * <p>For one materialization.
 */
public final class Connection
        extends AbstractGraphStageWithMaterializedValue<FlowShape<ByteString, ByteString>, Outbound> {
    private static final Object FRAME = "frame";
    private static final Object PAUSE = "pause";

    /** Why a node that was asleep ends its connections, as their peers and others may read it. */
    static final String ASLEEP = "This server was asleep: connect again";

    private final Inlet<ByteString> in = Inlet.create("Connection.in");
    private final Outlet<ByteString> out = Outlet.create("Connection.out");
    private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);

    private final Framer framer;
    private final ActorRef<? super User.Command> user;
    private final Bounds bounds;
    private final Pace pace;
    private final BooleanSupplier awake;
    private final Supplier<ByteString> lastWords;

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
            return new Bounds(unconfirmedChunks, sendQueueBytes, other);
        }
    }

    /**
     * @param awake whether this node may still serve; where it says no, nothing more is read or written but {@code lastWords}, and the connection
     *     ends. Asked for every read and write, in the stage's thread.
     * @param lastWords what a peer of a node that was asleep is told; called in the stage's thread
     */
    public Connection(
            Framer framer,
            ActorRef<? super User.Command> user,
            Bounds bounds,
            BooleanSupplier awake,
            Supplier<ByteString> lastWords) {
        this.framer = framer;
        this.user = user;
        this.bounds = bounds;
        this.pace = bounds.pace();
        this.awake = awake;
        this.lastWords = lastWords;
    }

    @Override
    public FlowShape<ByteString, ByteString> shape() {
        return shape;
    }

    @Override
    public Pair<GraphStageLogic, Outbound> createLogicAndMaterializedValuePair(Attributes attributes) {
        var logic = new Logic();
        return Pair.create(logic, logic.queue);
    }

    private final class Logic extends TimerGraphStageLogic implements InHandler, OutHandler {
        private final AsyncCallback<Object> wake = createAsyncCallback(this::onWake);
        private final SendQueue queue = new SendQueue(bounds, () -> wake.invoke(this));
        private final @Nullable SpacedMessages spaced = pace.isSpaced() ? new SpacedMessages(queue) : null;

        // Mutable state
        private String ending = Dialect.PEER_CLOSED;
        private boolean choked;
        private boolean pausing;

        Logic() {
            super(shape);
            setHandler(in, this);
            setHandler(out, this);
        }

        /** The first line can be read before anybody outside has seen the materialized value. */
        @Override
        public void preStart() {
            user.tell(new User.Attached(queue, queue));
            pull(in);
        }

        @Override
        public void onPush() {
            var read = grab(in);
            if (isClosed(out)) {
                pull(in);
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
                pull(in);
                return;
            }
            var mayRead = queue.handOver();
            user.tell(new User.Chunk(frames));
            if (mayRead) {
                pull(in);
            }
        }

        /** What has come of a frame does not buy it more time, and the end of one gives the next one all of its own. */
        private void timeFrame(boolean completed) {
            if (completed || !framer.isMidFrame()) {
                cancelTimer(FRAME);
            }
            if (framer.isMidFrame() && !isTimerActive(FRAME)) {
                scheduleOnce(FRAME, pace.frameWithin());
            }
        }

        @Override
        public void onTimer(Object key) {
            if (key.equals(FRAME)) {
                user.tell(new User.Stalled());
            } else {
                pausing = false;
                write();
            }
        }

        @Override
        public void onPull() {
            write();
        }

        private void onWake(Object ignored) {
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
            if (!isClosed(in) && !hasBeenPulled(in) && (queue.mayRead() || isClosed(out))) {
                pull(in);
            }
        }

        private void write() {
            if (isClosed(out)) {
                return;
            }
            if (isAvailable(out) && !pausing) {
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
                    push(out, bytes);
                    pause();
                }
            } else if (queue.isFinished()) {
                complete(out);
                discardInput();
            }
        }

        private void pause() {
            if (spaced != null) {
                pausing = true;
                scheduleOnce(PAUSE, pace.spacing());
            }
        }

        private void discardInput() {
            if (!isClosed(in) && !hasBeenPulled(in)) {
                pull(in);
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
            if (isAvailable(out)) {
                push(out, lastWords.get());
            }
            complete(out);
            discardInput();
        }

        @Override
        public void onUpstreamFinish() {
            if (!isClosed(out)) {
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
