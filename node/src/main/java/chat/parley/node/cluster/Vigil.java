package chat.parley.node.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Whether this node may still speak for the cluster. It may not once it was asleep, or cut off from the majority, for so long that the others can
 * have taken over: what it would answer then is stale, or was decided elsewhere meanwhile. That is final: the process ends.
 *
 * <p>Begins when the node becomes a member: before, it has nobody to deceive, and its start may take longer than it may ever sleep again.
 *
 * <p>The clock must go on while the process is stopped, as {@link System#nanoTime()} does on Linux (CLOCK_MONOTONIC). Any thread may call.
 */
public final class Vigil {
    /** Why a node's word is worth nothing any more. */
    public enum Lapse {
        /** It did not tick: the process was stopped, or its threads got no turn. */
        ASLEEP("was asleep"),
        /** It saw a minority of the members. */
        CUT_OFF("lost sight of most other nodes");

        private final String words;

        Lapse(String words) {
            this.words = words;
        }

        /** For people, after the node's name. */
        public String words() {
            return words;
        }
    }

    private final LongSupplier nanoClock;
    private final long asleepAfterNanos;
    private final AtomicReference<Lapse> lapse = new AtomicReference<>();

    // Mutable state
    private volatile boolean onDuty;
    private volatile long lastTickNanos;
    private volatile long lastMajorityNanos;

    /** Awake until {@link #begin}. */
    public Vigil(Duration asleepAfter, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.asleepAfterNanos = asleepAfter.toNanos();
    }

    /** From now on it must be ticked. */
    public void begin() {
        lastTickNanos = nanoClock.getAsLong();
        lastMajorityNanos = lastTickNanos;
        onDuty = true;
    }

    /**
     * Whether what this node says now is still true; asked before each read that is acted upon and each write. Costs three volatile reads and a look
     * at the clock, and sees a gap before any tick has seen it: the first thing that a process does when it is woken is not stale.
     */
    public boolean awake() {
        return !onDuty || (lapse.get() == null && nanoClock.getAsLong() - lastTickNanos < asleepAfterNanos);
    }

    /** Why it is not {@link #awake()}; empty while it is. */
    public Optional<Lapse> lapse() {
        return awake()
                ? Optional.empty()
                : Optional.of(lapse.updateAndGet(known -> known == null ? Lapse.ASLEEP : known));
    }

    /**
     * A sign of life. From one thread or actor only, one that runs where the cluster's own heartbeats do.
     *
     * @param majority whether most members are in sight
     */
    public void tick(boolean majority) {
        var now = nanoClock.getAsLong();
        if (now - lastTickNanos >= asleepAfterNanos) {
            lapse.compareAndSet(null, Lapse.ASLEEP);
        }
        if (majority) {
            lastMajorityNanos = now;
        } else if (now - lastMajorityNanos >= asleepAfterNanos) {
            lapse.compareAndSet(null, Lapse.CUT_OFF);
        }
        lastTickNanos = now;
    }
}
