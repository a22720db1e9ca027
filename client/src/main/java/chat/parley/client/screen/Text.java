package chat.parley.client.screen;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.WCWidth;

/** Text in columns: what a reader takes for one character (UAX #29) is measured and kept as one. */
final class Text {
    private static final String CUT = "…";

    private Text() {}

    /** How many columns it takes. */
    static int width(CharSequence text) {
        int columns = 0;
        for (int at = 0; at < text.length(); at += next(text, at)) {
            columns += columnsAt(text, at);
        }
        return columns;
    }

    /** How many chars the character that begins here has, at least one. */
    static int next(CharSequence text, int at) {
        char c = text.charAt(at);
        boolean isAlone = c < 0x80 && (at + 1 == text.length() || text.charAt(at + 1) < 0x80);
        return isAlone ? 1 : Math.max(1, WCWidth.charCountForGraphemeCluster(text, at));
    }

    /** How many columns the character that begins here takes. */
    static int columnsAt(CharSequence text, int at) {
        return text.charAt(at) < 0x80 ? 1 : Math.max(0, WCWidth.wcwidthForGraphemeCluster(text, at));
    }

    /** Exactly so many columns: cut with a mark, or filled up. */
    static AttributedString fit(AttributedString text, int columns, AttributedStyle fill) {
        AttributedStringBuilder fitted = new AttributedStringBuilder();
        AttributedString shown = width(text) <= columns ? text : cut(text, columns);
        fitted.append(shown);
        fitted.append(" ".repeat(Math.max(0, columns - width(shown))), fill);
        return fitted.toAttributedString();
    }

    static AttributedString fit(AttributedString text, int columns) {
        return fit(text, columns, AttributedStyle.DEFAULT);
    }

    /** At most so many columns, with a mark where something is left out. */
    static AttributedString cut(AttributedString text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        int end = end(text, 0, columns - 1);
        AttributedStringBuilder cut = new AttributedStringBuilder().append(text.subSequence(0, end));
        return columns < 1
                ? AttributedString.EMPTY
                : cut.append(CUT, text.styleAt(Math.max(0, end - 1))).toAttributedString();
    }

    /** The same for text of one style. */
    static AttributedString cut(String text, int columns, AttributedStyle style) {
        return cut(new AttributedString(text, style), columns);
    }

    /** Where the last character ends that fits into so many columns. */
    private static int end(CharSequence text, int start, int columns) {
        int at = start;
        int used = 0;
        while (at < text.length()) {
            used += columnsAt(text, at);
            if (used > columns) {
                break;
            }
            at += next(text, at);
        }
        return at;
    }

    /**
     * Breaks between words, and within a word that is longer than a line, which begins on a line of its own where there is
     * little space left.
     *
     * @param columns of each line, at least 2
     */
    static List<AttributedString> wrap(AttributedString text, int columns) {
        List<AttributedString> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = lineEnd(text, start, columns);
            lines.add(text.subSequence(start, end));
            start = end;
            while (start < text.length() && text.charAt(start) == ' ') {
                start++;
            }
        }
        return lines.isEmpty() ? List.of(AttributedString.EMPTY) : lines;
    }

    private static int lineEnd(AttributedString text, int start, int columns) {
        int fitting = Math.max(end(text, start, columns), start + next(text, start));
        if (fitting == text.length() || text.charAt(fitting) == ' ') {
            return fitting;
        }
        for (int space = fitting - 1; space > start; space--) {
            if (text.charAt(space) == ' ') {
                boolean isLittleLeft = width(text.subSequence(start, space)) > columns / 3;
                return isLittleLeft || isShort(text, space + 1, columns) ? space : fitting;
            }
        }
        return fitting;
    }

    /** Whether the word that begins here fits into a line of its own. */
    private static boolean isShort(AttributedString text, int start, int columns) {
        int used = 0;
        for (int at = start; at < text.length() && text.charAt(at) != ' '; at += next(text, at)) {
            used += columnsAt(text, at);
            if (used > columns) {
                return false;
            }
        }
        return true;
    }

    /** Whether terminals may disagree about the columns that the character takes which begins here. */
    static boolean isDoubtful(CharSequence text, int at) {
        return next(text, at) > Character.charCount(Character.codePointAt(text, at));
    }
}
