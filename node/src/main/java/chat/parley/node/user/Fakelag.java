package chat.parley.node.user;

import chat.parley.node.config.NodeConfig;

/**
 * Flood control: lines within the burst begin at once, each further one when its time has come. What counts is one number, the time at which all
 * lines so far would be paid for at {@code perLine} each; it may run ahead of the clock by as much as the burst. Times in nanoseconds of a
 * monotonic clock.
 */
final class Fakelag {
    private final NodeConfig.Flood flood;

    // Mutable state
    private long paidAt;

    Fakelag(NodeConfig.Flood flood, long now) {
        this.flood = flood;
        this.paidAt = now;
    }

    /** A line of this cost begins, if it may; 0 costs nothing and always may. */
    boolean tryBegin(int cost, long now) {
        if (!flood.enabled() || cost <= 0) {
            return true;
        }
        if (mayBeginAt(cost) - now > 0) {
            return false;
        }
        paidAt = (paidAt - now > 0 ? paidAt : now) + cost * perLine();
        return true;
    }

    /** When a line of this cost may begin; it may lie in the past. A cost above the burst counts as the burst. */
    long mayBeginAt(int cost) {
        return paidAt - (flood.burstLines() - Math.min(cost, flood.burstLines())) * perLine();
    }

    private long perLine() {
        return flood.perLine().toNanos();
    }
}
