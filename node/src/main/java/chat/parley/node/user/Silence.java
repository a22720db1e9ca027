package chat.parley.node.user;

import chat.parley.node.config.NodeConfig;

/**
 * How long a peer may be silent: until it has registered, and afterwards until it is asked whether it is there, and until it has answered. Times in
 * nanoseconds of a monotonic clock.
 */
final class Silence {
    /** What is to be done about it. */
    enum Verdict {
        PATIENCE,
        NEVER_REGISTERED,
        ASK,
        GONE
    }

    private final NodeConfig.Times times;

    // Mutable state
    private long since;
    private boolean registered;
    private boolean asked;

    Silence(NodeConfig.Times times, long now) {
        this.times = times;
        this.since = now;
    }

    /** Before registration nothing that a peer says buys it time. */
    void registered(long now) {
        registered = true;
        heard(now);
    }

    void heard(long now) {
        if (registered) {
            since = now;
            asked = false;
        }
    }

    /** What is due now; {@code ASK} is given once for each silence, and the peer's time to answer begins with it. */
    Verdict check(long now) {
        if (now - due() < 0) {
            return Verdict.PATIENCE;
        }
        if (!registered) {
            return Verdict.NEVER_REGISTERED;
        }
        if (asked) {
            return Verdict.GONE;
        }
        since = now;
        asked = true;
        return Verdict.ASK;
    }

    /** When {@link #check} will have something to say, if nothing is heard before. */
    long due() {
        if (!registered) {
            return since + times.registration().toNanos();
        }
        return since + (asked ? times.pongWithin() : times.pingAfter()).toNanos();
    }
}
