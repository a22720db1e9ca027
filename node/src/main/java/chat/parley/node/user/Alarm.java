package chat.parley.node.user;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of a user. It may ring early and is then set again, so that a wait that moves on with every line (silence) costs nothing. Without
 * Pekko's own timers: what they need for each actor is more than the rest of this, times all connections.
 */
final class Alarm {
    /** When nothing is due. */
    static final long NEVER = Long.MAX_VALUE;

    private final ActorContext<Object> context;
    private final Object message;
    private final LongSupplier nanoTime;

    // Mutable state
    private long rings = NEVER;
    private @Nullable Cancellable timer;

    Alarm(ActorContext<Object> context, Object message, LongSupplier nanoTime) {
        this.context = context;
        this.message = message;
        this.nanoTime = nanoTime;
    }

    /** Makes it ring at {@code due} or earlier. */
    void set(long due) {
        if (due == NEVER || (rings != NEVER && rings - due <= 0)) {
            return;
        }
        cancel();
        rings = due;
        var after = Duration.ofNanos(Math.max(0, due - nanoTime.getAsLong()));
        timer = context.scheduleOnce(after, context.getSelf(), message);
    }

    /** It will not ring. */
    void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        rings = NEVER;
    }

    /** It has rung. */
    void rang() {
        timer = null;
        rings = NEVER;
    }

    /** The earlier one of two times. */
    static long earlier(long one, long other) {
        if (one == NEVER || other == NEVER) {
            return one == NEVER ? other : one;
        }
        return one - other < 0 ? one : other;
    }
}
