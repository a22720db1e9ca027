package chat.parley.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Outbound;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.util.ByteString;

/** Both ends of a connection without a socket: what was written can be read line by line. */
final class FakeConnection implements Outbound, Inbound {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final AtomicInteger confirmed = new AtomicInteger();
    private final AtomicInteger flushWishes = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean aborted = new AtomicBoolean();

    @Override
    public void deliver(ByteString frames) {
        if (!closed.get()) {
            frames.utf8String().lines().forEach(lines::add);
        }
    }

    @Override
    public void close(ByteString farewell) {
        deliver(farewell);
        closed.set(true);
    }

    @Override
    public void confirm() {
        confirmed.incrementAndGet();
    }

    @Override
    public void tellWhenFlushed() {
        flushWishes.incrementAndGet();
    }

    @Override
    public void abort() {
        aborted.set(true);
    }

    /** The next line must be this one; waits for it. */
    void expect(String line) throws InterruptedException {
        assertThat(lines.poll(5, TimeUnit.SECONDS)).as("the next line").isEqualTo(line);
    }

    /** How many lines have been written and not read. */
    int unread() {
        return lines.size();
    }

    String read() throws InterruptedException {
        return String.valueOf(lines.poll(5, TimeUnit.SECONDS));
    }

    int confirmed() {
        return confirmed.get();
    }

    int flushWishes() {
        return flushWishes.get();
    }

    boolean isClosed() {
        return closed.get();
    }

    boolean isAborted() {
        return aborted.get();
    }
}
