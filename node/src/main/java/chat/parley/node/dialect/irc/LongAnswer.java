package chat.parley.node.dialect.irc;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * An answer of any number of lines for {@link Call#paced}, some KiB at a time: however many there are, neither the user's actor nor the send queue
 * is filled by it.
 *
 * @param <T> what a line is about
 */
final class LongAnswer<T> implements Iterator<Consumer<Replies>> {
    private static final int PIECE_BYTES = 4096;

    private final Iterator<T> items;
    private final BiConsumer<Replies, T> line;
    private final Consumer<Replies> ending;

    // Mutable state
    private boolean ended;

    /** @param ending writes what comes after the last line */
    LongAnswer(Iterator<T> items, BiConsumer<Replies, T> line, Consumer<Replies> ending) {
        this.items = items;
        this.line = line;
        this.ending = ending;
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public Consumer<Replies> next() {
        if (ended) {
            throw new NoSuchElementException("the answer has ended");
        }
        return this::write;
    }

    private void write(Replies replies) {
        while (items.hasNext() && replies.sizeBytes() < PIECE_BYTES) {
            line.accept(replies, items.next());
        }
        if (!items.hasNext()) {
            ended = true;
            ending.accept(replies);
        }
    }
}
