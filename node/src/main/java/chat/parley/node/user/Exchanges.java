package chat.parley.node.user;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A user's requests that have begun and are not answered, in their order. Messages run side by side, everything else runs alone; what each answers
 * leaves when everything before it is done.
 */
final class Exchanges {
    private final int limit;
    private final Consumer<ByteString> output;

    // Mutable state
    private final ArrayDeque<Slot> slots = new ArrayDeque<>(1);

    /**
     * @param limit how many may be under way
     * @param output where answers leave
     */
    Exchanges(int limit, Consumer<ByteString> output) {
        this.limit = limit;
        this.output = output;
    }

    /** Whether no request at all may begin now. */
    boolean isBlocked() {
        var last = slots.peekLast();
        return last != null && (!last.sideBySide || slots.size() >= limit);
    }

    boolean mayBegin(boolean sideBySide) {
        return slots.isEmpty() || (sideBySide && !isBlocked());
    }

    /** A request begins; the caller says {@link Slot#done} when it has run. */
    Slot begin(boolean sideBySide) {
        var slot = new Slot(sideBySide);
        slots.add(slot);
        return slot;
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    boolean isFirst(Slot slot) {
        return slots.peekFirst() == slot;
    }

    /** Writes what may leave: the answers of all that are done, and what the next one has answered so far. */
    void release() {
        for (var first = slots.peekFirst(); first != null; first = slots.peekFirst()) {
            if (first.paused) {
                return;
            }
            first.writeTo(output);
            if (first.outstanding > 0) {
                return;
            }
            slots.removeFirst();
        }
    }

    /** The place of one request. */
    static final class Slot {
        private final boolean sideBySide;

        // Mutable state
        private int outstanding = 1;
        private boolean paused;
        private @Nullable ByteString answer;

        private Slot(boolean sideBySide) {
            this.sideBySide = sideBySide;
        }

        void reply(ByteString frames) {
            answer = answer == null ? frames : answer.concat(frames);
        }

        /** Something more must be done before this request is. */
        void hold() {
            outstanding++;
        }

        /** One of the things to be done is. */
        void done() {
            outstanding--;
        }

        /** What it answers from here on waits until {@link #resume}: something else of it is being written. */
        void pause() {
            paused = true;
        }

        void resume() {
            paused = false;
        }

        boolean isPaused() {
            return paused;
        }

        /** What runs {@code then} within this request, which is not done before; to be called once. */
        <T> Consumer<T> awaiting(Consumer<? super T> then) {
            hold();
            return value -> {
                then.accept(value);
                done();
            };
        }

        private void writeTo(Consumer<ByteString> output) {
            if (answer != null) {
                output.accept(answer);
                answer = null;
            }
        }
    }
}
