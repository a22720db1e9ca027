package chat.parley.node.listener;

import chat.parley.node.person.Outbound;
import chat.parley.node.user.Inbound;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What lies between a connection's stage and everybody else: frames that many threads add and the stage alone takes, and the signs by which they
 * wake it. The stage is woken only when the queue was empty and the stage had seen that: an idle flag, which the stage sets before it looks at the
 * queue for a last time, so that no frame is left behind.
 */
final class SendQueue implements Outbound, Inbound {
    /** One write's size; a single frame may be larger. */
    static final int MAX_WRITE_BYTES = 64 * 1024;

    private final Connection.Bounds bounds;
    private final Runnable wake;
    private final ConcurrentLinkedQueue<ByteString> frames = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean idle = new AtomicBoolean(true);
    private final AtomicInteger bytes = new AtomicInteger();
    private final AtomicInteger unconfirmed = new AtomicInteger();

    // Mutable state
    private volatile boolean accepting = true;
    private volatile boolean choked;
    private volatile boolean aborted;
    private volatile boolean ended;
    private volatile boolean flushWished;
    private volatile @Nullable ByteString farewell;
    private boolean finished;

    /** @param wake makes the stage look at what there is to do; any thread may run it */
    SendQueue(Connection.Bounds bounds, Runnable wake) {
        this.bounds = bounds;
        this.wake = wake;
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
        if (idle.get() && idle.compareAndSet(true, false)) {
            wake();
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
        if (flushWished && frames.isEmpty()) {
            flushWished = false;
            return true;
        }
        return false;
    }

    /** What is to be written next: a frame as it is, or several as one array; empty if there is nothing, and then adding wakes the stage. */
    ByteString take() {
        while (!choked) {
            var first = frames.poll();
            if (first != null) {
                return gather(first);
            }
            if (farewell != null) {
                break;
            }
            idle.set(true);
            if (frames.isEmpty() || !idle.compareAndSet(true, false)) {
                return ByteString.emptyByteString();
            }
        }
        return takeFarewell();
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
