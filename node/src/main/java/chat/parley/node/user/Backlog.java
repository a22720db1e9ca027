package chat.parley.node.user;

import chat.parley.node.dialect.Framer;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a connection that have not begun, in the chunks that they came in. A chunk is confirmed to the connection once: when its last
 * frame begins, or earlier ({@link #confirmAll}) while the flood control takes the frames over.
 */
final class Backlog {
    // Mutable state
    private final ArrayDeque<List<Framer.Frame>> chunks = new ArrayDeque<>(2);
    private int next;
    private int size;
    private int confirmed;

    /** {@code chunk} must not be empty. */
    void add(List<Framer.Frame> chunk) {
        chunks.add(chunk);
        size += chunk.size();
    }

    /** How many frames wait. */
    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    Framer.@Nullable Frame first() {
        var chunk = chunks.peekFirst();
        return chunk == null ? null : chunk.get(next);
    }

    /** The first frame begins. Whether a chunk is to be confirmed for it. */
    boolean removeFirst() {
        size--;
        next++;
        if (next < chunks.getFirst().size()) {
            return false;
        }
        next = 0;
        chunks.removeFirst();
        if (confirmed > 0) {
            confirmed--;
            return false;
        }
        return true;
    }

    /** The connection need not wait for these frames. How many chunks are to be confirmed for it. */
    int confirmAll() {
        var unconfirmed = chunks.size() - confirmed;
        confirmed = chunks.size();
        return unconfirmed;
    }

    void clear() {
        chunks.clear();
        next = 0;
        size = 0;
        confirmed = 0;
    }
}
