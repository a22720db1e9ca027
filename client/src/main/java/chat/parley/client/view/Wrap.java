package chat.parley.client.view;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.WCWidth;

/**
 * Breaks a line between words, and indents what follows, so that nobody can make the rest of their text look like a line of
 * somebody else.
 */
final class Wrap {
    private Wrap() {}

    /** @param columns of the terminal; 0 where it is not known, then nothing is broken */
    static AttributedString wrap(AttributedString line, int columns, int indent) {
        int room = columns - indent;
        if (columns == 0 || line.columnLength() < columns || room < 10) {
            return line;
        }
        AttributedStringBuilder wrapped = new AttributedStringBuilder();
        int start = 0;
        int width = columns - 1;
        while (start < line.length()) {
            int end = lineEnd(line, start, width, room - 1);
            wrapped.append(line.subSequence(start, end));
            start = end;
            while (start < line.length() && line.charAt(start) == ' ') {
                start++;
            }
            if (start < line.length()) {
                wrapped.append("\n").append(" ".repeat(indent));
            }
            width = room - 1;
        }
        return wrapped.toAttributedString();
    }

    /** After the last word that fits; within the next word where that would not fit into a line of its own either. */
    private static int lineEnd(AttributedString line, int start, int width, int fullWidth) {
        int columns = 0;
        int afterWord = -1;
        int at = start;
        while (at < line.length()) {
            int codePoint = line.codePointAt(at);
            columns += Math.max(0, WCWidth.wcwidth(codePoint));
            if (columns > width) {
                return afterWord > start && wordWidth(line, afterWord + 1) <= fullWidth
                        ? afterWord
                        : Math.max(at, start + 1);
            }
            if (codePoint == ' ' && at > start && line.charAt(at - 1) != ' ') {
                afterWord = at;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    private static int wordWidth(AttributedString line, int start) {
        int columns = 0;
        for (int at = start; at < line.length() && line.charAt(at) != ' '; ) {
            int codePoint = line.codePointAt(at);
            columns += Math.max(0, WCWidth.wcwidth(codePoint));
            at += Character.charCount(codePoint);
        }
        return columns;
    }
}
