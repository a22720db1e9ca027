package chat.parley.node.dialect;

import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;

/**
 * Cuts what a connection reads into frames (lines, for IRC). One per connection, used by its stage alone; holds the bytes of at most one
 * unfinished frame, bounded by the dialect's limits.
 */
public interface Framer {
    /** Takes the bytes of one read and gives each frame that is complete with them, in order. */
    void feed(ByteString read, Consumer<Frame> frames);

    /** Whether a frame has begun and its end has not come, for kinds that give it a time ({@link Dialect#pace()}). */
    default boolean isMidFrame() {
        return false;
    }

    /** What was cut out of the stream. */
    sealed interface Frame {
        /** A frame's content, without its delimiter. */
        record Complete(ByteString content) implements Frame {}

        /** A frame over the limit was thrown away; given once for each such frame. */
        record Oversized(int limitBytes) implements Frame {}

        /** From here on the stream cannot be cut any more, for this reason; given once, and nothing after it. */
        record Broken(String reason) implements Frame {}
    }
}
