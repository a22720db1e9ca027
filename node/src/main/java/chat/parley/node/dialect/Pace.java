package chat.parley.node.dialect;

import java.time.Duration;

/**
 * How a kind of client wants its bytes in time. Kinds whose frames have no ends on the wire are understood by their peers only where each message
 * comes by itself.
 *
 * @param spacing the pause between two messages on their way out, each of which ends with {@link #MESSAGE_END}; zero: bytes leave as they are
 * @param frameWithin the time in which a frame that has begun must be complete; zero: no bound
 */
public record Pace(Duration spacing, Duration frameWithin) {
    /** Bytes as they come. */
    public static final Pace FREE = new Pace(Duration.ZERO, Duration.ZERO);

    /** Stands behind each message of a spaced kind and is not written; no text holds it. */
    public static final byte MESSAGE_END = 0;

    public boolean isSpaced() {
        return !spacing.isZero();
    }

    public boolean boundsFrames() {
        return !frameWithin.isZero();
    }
}
