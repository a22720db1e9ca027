package chat.parley.node.user;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The one timer of a user. It may ring early and is then set again, so that a wait that moves on with every line (silence) costs nothing.
 */
final class Alarm {
    /** When nothing is due. */
    static final long NEVER = Long.MAX_VALUE;

    private final TimerScheduler<Object> timers;
    private final Object message;
    private final LongSupplier nanoTime;

    // Mutable state
    private long rings = NEVER;

    Alarm(TimerScheduler<Object> timers, Object message, LongSupplier nanoTime) {
        this.timers = timers;
        this.message = message;
        this.nanoTime = nanoTime;
    }

    /** Makes it ring at {@code due} or earlier. */
    void set(long due) {
        if (due == NEVER || (rings != NEVER && rings - due <= 0)) {
            return;
        }
        rings = due;
        timers.startSingleTimer(message, message, Duration.ofNanos(Math.max(0, due - nanoTime.getAsLong())));
    }

    /** It has rung. */
    void rang() {
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
