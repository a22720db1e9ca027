package chat.parley.node.dialect.text;

import chat.parley.wire.Tags;
import org.jspecify.annotations.Nullable;

/**
 * What a message of a text program says besides its text, as client-only tags (IRCv3 message-tags), so that others of the program see it again. Read
 * with care: an IRC client may send them too.
 */
final class MessageTags {
    private static final String COLOUR = "+parley.chat/colour";
    private static final String TIME = "+parley.chat/time";

    private MessageTags() {}

    static Tags of(@Nullable String colour, @Nullable String time) {
        var tags = colour == null ? Tags.NONE : Tags.NONE.with(COLOUR, colour.substring(2, colour.length() - 1));
        return time == null ? tags : tags.with(TIME, time);
    }

    /** One of the preset's own colours; {@code null} for none. */
    static @Nullable String colour(Tags tags, Wording wording) {
        var number = tags.get(COLOUR);
        var sequence = "\u001b[" + number + "m";
        return number != null && wording.isColour(sequence) ? sequence : null;
    }

    static @Nullable String time(Tags tags) {
        var time = tags.get(TIME);
        return time != null && Wording.isTime(time) ? time : null;
    }
}
