package chat.parley.node.room;

import chat.parley.node.person.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * One change of a room's modes, as asked for or as it happened. For {@code o} and {@code v} the argument is the member's nick; for
 * {@code b e I} a normalised mask; for {@code k} the key ({@value #HIDDEN_KEY} where it was removed), for {@code l} the number.
 *
 * @param member in an event whom {@code o} or {@code v} is about, whatever their nick is by now; otherwise {@code null}
 */
public record ModeChange(
        boolean add,
        char mode,
        @Nullable String argument,
        @Nullable PersonId member) {
    /** What stands for the key that a {@code -k} removed. */
    public static final String HIDDEN_KEY = "*";

    /** A change that names nobody by id: every command, and every event but those of roles. */
    public ModeChange(boolean add, char mode, @Nullable String argument) {
        this(add, mode, argument, null);
    }
}
