package chat.parley.node.listener;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.dialect.ToyDialect;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** What many threads put in and one takes out; the test is the one that takes. */
class SendQueueTest {
    private static final Connection.Bounds BOUNDS = new Connection.Bounds(2, 1 << 20);

    private final AtomicInteger wakes = new AtomicInteger();
    private final SendQueue queue = new SendQueue(BOUNDS, wakes::incrementAndGet);

    private static ByteString frame(int size) {
        return ByteString.fromString("x".repeat(size));
    }

    @Test
    void onlyTheFirstFrameWakesTheStage() {
        queue.deliver(frame(1));
        queue.deliver(frame(2));
        assertThat(wakes).hasValue(1);
        assertThat(queue.take().size()).isEqualTo(3);

        queue.deliver(frame(3));
        assertThat(wakes).as("the stage has not seen the queue empty").hasValue(1);
        assertThat(queue.take().size()).isEqualTo(3);
        assertThat(queue.take().isEmpty()).isTrue();
        queue.deliver(frame(4));

        assertThat(wakes).hasValue(2);
    }

    @Test
    void aFrameThatIsAloneIsNotCopied() {
        var only = ToyDialect.line("only");
        queue.deliver(only);

        assertThat(queue.take()).isSameAs(only);
    }

    @Test
    void aWriteHasItsBoundAndALargerFrameGoesByItself() {
        queue.deliver(frame(SendQueue.MAX_WRITE_BYTES - 1));
        queue.deliver(frame(1));
        queue.deliver(frame(1));
        queue.deliver(frame(2 * SendQueue.MAX_WRITE_BYTES));

        assertThat(queue.take().size()).isEqualTo(SendQueue.MAX_WRITE_BYTES);
        assertThat(queue.take().size()).isEqualTo(1);
        assertThat(queue.take().size()).isEqualTo(2 * SendQueue.MAX_WRITE_BYTES);
    }

    @Test
    void whatIsTakenCountsNoLonger() {
        for (var round = 0; round < 100; round++) {
            queue.deliver(frame(BOUNDS.sendQueueBytes()));
            assertThat(queue.take().size()).isEqualTo(BOUNDS.sendQueueBytes());
        }
        assertThat(queue.isChoked()).isFalse();

        queue.deliver(frame(BOUNDS.sendQueueBytes()));
        queue.deliver(frame(1));

        assertThat(queue.isChoked()).isTrue();
        assertThat(queue.take().isEmpty()).isTrue();
    }

    /**
     * A producer adds the next frame at the moment when the last one has been taken, which is when the stage finds the queue empty and says that it
     * wants to be woken: a wake-up that gets lost there leaves the frame lying for ever.
     */
    @Test
    void noWakeUpIsLostBetweenTheLastLookAndTheIdleSign() throws Exception {
        var rounds = 500_000;
        var signs = new Semaphore(0);
        var taken = new AtomicInteger();
        var raced = new SendQueue(BOUNDS, signs::release);
        var frame = ToyDialect.line("x");
        var producer = CompletableFuture.runAsync(() -> {
            for (var round = 0; round < rounds; round++) {
                raced.deliver(frame);
                while (taken.get() <= round) {
                    Thread.onSpinWait();
                }
            }
        });

        try {
            while (taken.get() < rounds) {
                assertThat(signs.tryAcquire(5, TimeUnit.SECONDS))
                        .as("a sign after frame %s", taken)
                        .isTrue();
                for (var bytes = raced.take(); !bytes.isEmpty(); bytes = raced.take()) {
                    taken.addAndGet(bytes.size() / frame.size());
                }
            }
        } finally {
            taken.set(rounds);
        }
        producer.get(10, TimeUnit.SECONDS);
    }
}
