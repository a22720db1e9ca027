package chat.parley.node.dialect.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message of a text program, taken apart.
 *
 * @param name the sender's word for it, not yet checked; {@code null} where the message has none
 * @param colour a colour sequence of the preset before the name; {@code null} for none
 * @param time {@code YYYY-MM-DD HH:MM:SS} in brackets before the name; {@code null} for none
 */
record Incoming(
        @Nullable String name,
        @Nullable String colour,
        @Nullable String time,
        String text) {
    private static final Pattern SEQUENCE = Pattern.compile("^\u001b\\[[0-9;]{1,10}m");
    private static final Pattern TIME = Pattern.compile("^\\[([^\\]]{1,40})] ?");

    static Incoming of(String message, Wording wording) {
        var separator = wording.preset().naming().separator();
        int at = separator.isEmpty() ? -1 : message.indexOf(separator);
        if (at < 0) {
            return new Incoming(null, null, null, message);
        }
        var text = message.substring(at + separator.length());
        var spaced = separator.length() == 1 && text.startsWith(" ") ? text.substring(1) : text;
        return decorated(message.substring(0, at), spaced, wording);
    }

    /** Only those that are coloured have a time too. */
    private static Incoming decorated(String head, String text, Wording wording) {
        if (wording.preset().colours().isEmpty()) {
            return new Incoming(head, null, null, text);
        }
        var name = head;
        String colour = null;
        String time = null;
        var sequence = SEQUENCE.matcher(name);
        if (sequence.find()) {
            colour = wording.isColour(sequence.group()) ? sequence.group() : null;
            name = name.substring(sequence.end());
        }
        var stamp = TIME.matcher(name);
        if (stamp.find() && Wording.isTime(stamp.group(1))) {
            time = stamp.group(1);
            name = name.substring(stamp.end());
        }
        return new Incoming(name, colour, time, text);
    }
}
