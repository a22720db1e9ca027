package chat.parley.client.connection;

import java.util.random.RandomGenerator;

/**
 * How long to wait before each round: the base doubles up to a bound, and a random half of it is taken off, so that the
 * people of a node that died do not come back all at once. Used by one thread.
 */
final class Backoff {
    private final RandomGenerator random;
    private final int longestMillis;

    // Mutable state
    private long baseMillis;

    Backoff(int firstMillis, int longestMillis, RandomGenerator random) {
        this.baseMillis = firstMillis;
        this.longestMillis = longestMillis;
        this.random = random;
    }

    /** Between half the base and the base. */
    long nextMillis() {
        long base = Math.min(baseMillis, longestMillis);
        baseMillis = base * 2;
        return base - random.nextLong(base / 2 + 1);
    }
}
