package chat.parley.node.user;

import chat.parley.node.person.Outbound;
import java.util.Iterator;
import java.util.function.LongSupplier;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A long answer, piece by piece: the next ones when the connection has taken those before. One at a time, because what has a long answer runs
 * alone. Used by the user's actor only.
 */
final class Pacing {
    /** What is given to the connection at once. */
    static final int STEP_BYTES = 32 * 1024;

    private final Outbound outbound;
    private final Inbound inbound;
    private final long patienceNanos;
    private final LongSupplier nanoTime;

    // Mutable state
    private @Nullable Iterator<ByteString> pieces;
    private @Nullable Runnable then;
    private long due = Alarm.NEVER;

    Pacing(Outbound outbound, Inbound inbound, long patienceNanos, LongSupplier nanoTime) {
        this.outbound = outbound;
        this.inbound = inbound;
        this.patienceNanos = patienceNanos;
        this.nanoTime = nanoTime;
    }

    /** {@code whenDone} is told when the last piece was given to the connection. */
    void begin(Iterator<ByteString> answer, Runnable whenDone) {
        pieces = answer;
        then = whenDone;
        step();
    }

    void onFlushed() {
        step();
    }

    /** When a peer that takes nothing has had its time. */
    long due() {
        return due;
    }

    boolean isOverdue() {
        return due != Alarm.NEVER && nanoTime.getAsLong() - due >= 0;
    }

    /** The rest is not written any more. */
    void giveUp() {
        pieces = null;
        then = null;
        due = Alarm.NEVER;
    }

    private void step() {
        var rest = pieces;
        if (rest == null) {
            return;
        }
        var size = 0;
        while (size < STEP_BYTES && rest.hasNext()) {
            var piece = rest.next();
            size += piece.size();
            outbound.deliver(piece);
        }
        if (rest.hasNext()) {
            due = nanoTime.getAsLong() + patienceNanos;
            inbound.tellWhenFlushed();
        } else {
            finish();
        }
    }

    private void finish() {
        var told = then;
        giveUp();
        if (told != null) {
            told.run();
        }
    }
}
