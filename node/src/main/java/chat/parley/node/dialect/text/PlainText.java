package chat.parley.node.dialect.text;

import chat.parley.wire.Formatting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts that can steer nobody's terminal, on their way in and on their way out. */
final class PlainText {
    private static final char CTCP = '\u0001';
    private static final String ACTION = CTCP + "ACTION ";

    private PlainText() {}

    /** What somebody has typed, line by line; nothing for lines without a character. */
    static List<String> typed(String text) {
        return text.lines()
                .map(PlainText::plain)
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** What somebody has said, as it may be shown; {@code null} for what is meant for programs (CTCP). */
    static @Nullable String shown(String text) {
        if (text.startsWith(ACTION)) {
            return "* " + plain(text.substring(ACTION.length()).replace(String.valueOf(CTCP), ""));
        }
        return text.isEmpty() || text.charAt(0) == CTCP ? null : plain(text);
    }

    static String plain(String text) {
        return Formatting.plain(text.indexOf('\t') < 0 ? text : text.replace('\t', ' '));
    }
}
