package chat.parley.node.room;

import org.jspecify.annotations.Nullable;

/**
 * One change of a room's modes, as asked for or as it happened. For {@code o} and {@code v} the argument is the member's nick; for
 * {@code b e I} a normalised mask; for {@code k} the key, for {@code l} the number.
 */
public record ModeChange(boolean add, char mode, @Nullable String argument) {}
