package chat.parley.node.listener;

import chat.parley.node.dialect.Pace;
import org.apache.pekko.util.ByteString;

/**
 * What a {@link SendQueue} holds, message by message, for peers that take one read for one message. A peer that has fallen far behind gets the
 * messages together: late and unreadable would be worse. Used by one connection's stage.
 */
final class SpacedMessages {
    /** So many messages may wait for their own write; with 20 ms between them that is two seconds. */
    static final int MAX_WAITING = 100;

    private final SendQueue queue;

    // Mutable state
    private ByteString waiting = ByteString.emptyByteString();

    SpacedMessages(SendQueue queue) {
        this.queue = queue;
    }

    /** The next message without its end; empty if there is none. */
    ByteString take() {
        if (waiting.isEmpty()) {
            waiting = queue.take();
            if (ends(waiting) > MAX_WAITING) {
                var all = together(waiting);
                drop();
                return all;
            }
        }
        var end = waiting.indexOf(Pace.MESSAGE_END);
        var message = end < 0 ? waiting : waiting.take(end);
        waiting = end < 0 ? ByteString.emptyByteString() : waiting.drop(end + 1);
        return message;
    }

    void drop() {
        waiting = ByteString.emptyByteString();
    }

    /** All messages without their ends. */
    static ByteString together(ByteString messages) {
        var bytes = messages.toArrayUnsafe();
        var kept = new byte[bytes.length];
        var length = 0;
        for (var each : bytes) {
            if (each != Pace.MESSAGE_END) {
                kept[length++] = each;
            }
        }
        return ByteString.fromArrayUnsafe(kept, 0, length);
    }

    private static int ends(ByteString bytes) {
        var ends = 0;
        for (var each : bytes.toArrayUnsafe()) {
            if (each == Pace.MESSAGE_END) {
                ends++;
            }
        }
        return ends;
    }
}
