package chat.parley.node.listener;

import chat.parley.node.person.Outbound;
import chat.parley.node.user.Inbound;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What lies between a connection and everybody else: frames that many threads add and one takes, and the signs by which they wake the connection's
 * stage. Who takes is the {@link DirectWriter} where there is one and nothing is in its way, otherwise the stage. A taker is started only when
 * there was none: it resigns before it looks at the queue for a last time, so that no frame is left behind.
 */
final class SendQueue implements Outbound, Inbound {
    /** One write's size; a single frame may be larger. */
    static final int MAX_WRITE_BYTES = 64 * 1024;

    /** Who may take frames, and write. */
    private enum Taker {
        /** The queue was empty: whoever adds a frame starts one. */
        NOBODY,
        WRITER,
        STAGE
    }

    private final Connection.Bounds bounds;
    private final Runnable wake;
    private final ConcurrentLinkedQueue<ByteString> frames = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Taker> taker = new AtomicReference<>(Taker.NOBODY);
    private final AtomicInteger bytes = new AtomicInteger();
    private final AtomicInteger unconfirmed = new AtomicInteger();

    // Mutable state
    private @Nullable DirectWriter writer;
    private volatile boolean accepting = true;
    private volatile boolean choked;
    private volatile boolean aborted;
    private volatile boolean ended;
    private volatile boolean flushWished;
    private volatile @Nullable ByteString farewell;
    private ByteString leftover = ByteString.emptyByteString();
    private boolean finished;

    /** @param wake makes the stage look at what there is to do; any thread may run it */
    SendQueue(Connection.Bounds bounds, Runnable wake) {
        this.bounds = bounds;
        this.wake = wake;
    }

    /** From now on {@code direct} writes what it can. Called before anything is delivered. */
    void writeBy(DirectWriter direct) {
        writer = direct;
    }

    @Override
    public void deliver(ByteString added) {
        if (!accepting || added.isEmpty()) {
            return;
        }
        if (bytes.addAndGet(added.size()) > bounds.sendQueueBytes()) {
            choke();
            return;
        }
        frames.add(added);
        if (taker.get() == Taker.NOBODY) {
            startTaker();
        }
    }

    private void startTaker() {
        if (writer == null) {
            if (taker.compareAndSet(Taker.NOBODY, Taker.STAGE)) {
                wake();
            }
        } else if (taker.compareAndSet(Taker.NOBODY, Taker.WRITER)) {
            writer.start();
        }
    }

    /** Gives up what was queued: a peer that has not read it so far gets the farewell alone, if it ever reads again. */
    private synchronized void choke() {
        if (accepting) {
            accepting = false;
            choked = true;
            wake();
        }
    }

    @Override
    public synchronized void close(ByteString lastWords) {
        if (farewell == null) {
            accepting = false;
            farewell = lastWords;
            wake();
        }
    }

    @Override
    public void confirm() {
        if (unconfirmed.getAndDecrement() == bounds.unconfirmedChunks()) {
            wake();
        }
    }

    @Override
    public void tellWhenFlushed() {
        flushWished = true;
        wake();
    }

    @Override
    public void abort() {
        aborted = true;
        wake();
    }

    private void wake() {
        if (!ended) {
            wake.run();
        }
    }

    // From here on: the writer's, while it is the taker.

    /** What is to be written next; empty if there is nothing or the end has come, and then the writer has to be started again. */
    ByteString takeDirectly() {
        while (!isEnding()) {
            var first = frames.poll();
            if (first != null) {
                return gather(first);
            }
            if (resign(Taker.WRITER)) {
                if (flushWished) {
                    wake();
                }
                return ByteString.emptyByteString();
            }
        }
        leaveToStage(ByteString.emptyByteString());
        return ByteString.emptyByteString();
    }

    /** The socket has not taken these bytes, which are the end of what was to be written: from here on the stage writes, them first. */
    void leaveToStage(ByteString bytes) {
        leftover = bytes;
        taker.set(Taker.STAGE);
        wake();
    }

    // From here on: the stage's.

    /** A chunk goes to the user. Whether another one may be read before it is confirmed. */
    boolean handOver() {
        return unconfirmed.incrementAndGet() < bounds.unconfirmedChunks();
    }

    boolean mayRead() {
        return unconfirmed.get() < bounds.unconfirmedChunks();
    }

    boolean isChoked() {
        return choked;
    }

    boolean isAborted() {
        return aborted;
    }

    /** Whether the farewell has been taken. */
    boolean isFinished() {
        return finished;
    }

    /** Whether somebody wanted to be told that the queue is empty, and it is. */
    boolean takeFlushWish() {
        if (flushWished && frames.isEmpty() && (taker.get() != Taker.STAGE || leftover.isEmpty())) {
            flushWished = false;
            return true;
        }
        return false;
    }

    /** What the stage is to write next: a frame as it is, or several as one array; empty if there is nothing for it, and then it is woken for more. */
    ByteString take() {
        if (!isStages()) {
            return ByteString.emptyByteString();
        }
        if (!leftover.isEmpty()) {
            var first = leftover;
            leftover = ByteString.emptyByteString();
            return first;
        }
        while (!choked) {
            var first = frames.poll();
            if (first != null) {
                return gather(first);
            }
            if (farewell != null) {
                break;
            }
            if (resign(Taker.STAGE)) {
                return ByteString.emptyByteString();
            }
        }
        return takeFarewell();
    }

    /** Whether the stage is the taker; for the end it becomes that by itself. */
    private boolean isStages() {
        return taker.get() == Taker.STAGE || (isEnding() && takesOver());
    }

    /** Whether the stage may write something of its own: nobody else writes, and no frame is written in part. */
    boolean isBetweenFrames() {
        return takesOver() && leftover.isEmpty();
    }

    /** Makes the stage the taker, unless the writer is. */
    private boolean takesOver() {
        return taker.get() == Taker.STAGE || taker.compareAndSet(Taker.NOBODY, Taker.STAGE);
    }

    private boolean isEnding() {
        return choked || farewell != null;
    }

    /** The last look: {@code from} is the taker no longer, unless something has come meanwhile that nobody else was started for. */
    private boolean resign(Taker from) {
        taker.set(Taker.NOBODY);
        return (frames.isEmpty() && !isEnding()) || !taker.compareAndSet(Taker.NOBODY, from);
    }

    private ByteString gather(ByteString first) {
        var second = frames.peek();
        if (second == null || first.size() + second.size() > MAX_WRITE_BYTES) {
            bytes.addAndGet(-first.size());
            return first;
        }
        var gathered = new ArrayList<ByteString>();
        gathered.add(first);
        var size = first.size();
        while (second != null && size + second.size() <= MAX_WRITE_BYTES) {
            gathered.add(second);
            size += second.size();
            frames.remove();
            second = frames.peek();
        }
        bytes.addAndGet(-size);
        return joined(gathered, size);
    }

    private static ByteString joined(List<ByteString> parts, int size) {
        var array = new byte[size];
        var offset = 0;
        for (var part : parts) {
            part.copyToArray(array, offset, part.size());
            offset += part.size();
        }
        return ByteString.fromArrayUnsafe(array);
    }

    /** What was queued is not written any more. */
    void drop() {
        frames.clear();
    }

    private ByteString takeFarewell() {
        frames.clear();
        var lastWords = farewell;
        if (lastWords == null || finished) {
            return ByteString.emptyByteString();
        }
        finished = true;
        return lastWords;
    }

    /** The stage has stopped: nothing is kept any longer. */
    void end() {
        ended = true;
        accepting = false;
        frames.clear();
    }
}
