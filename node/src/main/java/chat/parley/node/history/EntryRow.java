package chat.parley.node.history;

import chat.parley.node.person.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * One event as the table {@code message} has it.
 *
 * @param kind which form of which event; see {@link EntryCodec}
 * @param sender {@code nick!user@host} of who did it; {@code null} where nobody did
 * @param text what was said, the topic, the reason; {@code null} for none
 * @param detail JSON of what the other columns do not tell; {@code null} for nothing
 */
record EntryRow(
        long seq,
        long epoch,
        long timeMillis,
        int kind,
        @Nullable PersonId author,
        long request,
        @Nullable String sender,
        @Nullable String text,
        @Nullable String detail) {}
