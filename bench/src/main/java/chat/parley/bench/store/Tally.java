package chat.parley.bench.store;

import java.util.Arrays;

/** What all talkers together have done since the last {@link #clear}. Used by one thread. */
final class Tally {
    // Mutable state
    private long delivered;
    private long[] waitedNanos = new long[1 << 16];
    private int acknowledged;

    /** A line of somebody was shown to somebody. */
    void delivered() {
        delivered++;
    }

    /** The echo of somebody's line has come, so long after it was written. */
    void acknowledged(long nanos) {
        if (acknowledged == waitedNanos.length) {
            waitedNanos = Arrays.copyOf(waitedNanos, acknowledged * 2);
        }
        waitedNanos[acknowledged++] = nanos;
    }

    void clear() {
        delivered = 0;
        acknowledged = 0;
    }

    long deliveries() {
        return delivered;
    }

    int messages() {
        return acknowledged;
    }

    /** How long so many of all (0.99) had to wait at most. */
    double waitedMillis(double part) {
        if (acknowledged == 0) {
            return Double.NaN;
        }
        var sorted = Arrays.copyOf(waitedNanos, acknowledged);
        Arrays.sort(sorted);
        return sorted[(int) ((acknowledged - 1) * part)] / 1e6;
    }
}
