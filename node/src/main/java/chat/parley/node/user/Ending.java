package chat.parley.node.user;

import chat.parley.node.config.NodeConfig;
import java.util.concurrent.TimeUnit;

/**
 * How a connection ends, whatever ended it: what was read is worked off (where the peer has only stopped sending), what is pending is answered, the
 * others are told, the farewell is written, the peer closes. Each step has its time; then the next one is taken all the same. Times in nanoseconds
 * of a monotonic clock; waits are {@code parley.times.retry-deadline} for working off, and half of {@code parley.times.drain} for each of the
 * others.
 */
final class Ending {
    /** Where it has got to. */
    enum Step {
        /** Nothing has ended. */
        NONE,
        /** Nothing more will be read; what was read still counts. */
        WORKING_OFF,
        /** Nothing more begins; what has begun is answered. */
        ANSWERING,
        /** The others are told. Who asked for the end waits for that: after the farewell their name is free again. */
        TELLING,
        /** The farewell is written; that the peer closes and the others know is waited for. */
        LEAVING
    }

    private final NodeConfig.Times times;

    // Mutable state
    private Step step = Step.NONE;
    private String reason = "";
    private boolean asked;
    private long due = Alarm.NEVER;

    Ending(NodeConfig.Times times) {
        this.times = times;
    }

    Step step() {
        return step;
    }

    /** What others see in a QUIT and the peer in the farewell. */
    String reason() {
        return reason;
    }

    /** Whether lines may still begin. */
    boolean isServing() {
        return step == Step.NONE || step == Step.WORKING_OFF;
    }

    /** The peer will send nothing more. The first reason counts. */
    void workOff(String why, long now) {
        if (step == Step.NONE) {
            step = Step.WORKING_OFF;
            reason = why;
            due = now + times.retryDeadline().toNanos();
        }
    }

    /**
     * Nothing more is to begin. Whether this is news; a reason that comes out of what is worked off (QUIT) is the better one.
     *
     * @param byPeer whether the peer asked for it
     */
    boolean stopServing(String why, boolean byPeer, long now) {
        if (!isServing()) {
            return false;
        }
        step = Step.ANSWERING;
        asked = byPeer;
        reason = why;
        due = now + half();
        return true;
    }

    /** Whether the peer asked for it. */
    boolean isAsked() {
        return asked;
    }

    void tell(long now) {
        step = Step.TELLING;
        due = now + half();
    }

    void leave(long now) {
        step = Step.LEAVING;
        due = now + half();
    }

    /** When the present step has had its time. */
    long due() {
        return due;
    }

    boolean isOverdue(long now) {
        return due != Alarm.NEVER && now - due >= 0;
    }

    private long half() {
        return TimeUnit.NANOSECONDS.convert(times.drain()) / 2;
    }
}
