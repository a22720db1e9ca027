package chat.parley.wire;

import java.util.regex.Pattern;

/**
 * Text that people typed, made safe to show: the formatting codes that IRC clients put into text are taken out, and any
 * other character that could steer a terminal or turn a line around becomes a visible mark.
 */
public final class Formatting {
    /** Bold, colour with its digits, hex colour, reset, monospace, reverse, italics, strikethrough, underline. */
    private static final Pattern CODES = Pattern.compile("\\x03(?:\\d{1,2}(?:,\\d{1,2})?)?"
            + "|\\x04(?:[0-9A-Fa-f]{6}(?:,[0-9A-Fa-f]{6})?)?"
            + "|[\\x02\\x0F\\x11\\x16\\x1D\\x1E\\x1F]");

    private static final int PICTURES = 0x2400;
    private static final char PICTURE_OF_DELETE = '\u2421';

    private Formatting() {}

    /** Without formatting codes; other control characters stay. */
    public static String strip(String text) {
        return hasControl(text) ? CODES.matcher(text).replaceAll("") : text;
    }

    /**
     * With a mark in the place of every control character, formatting codes too: ESC becomes ␛, U+202E becomes ⟨U+202E⟩.
     * The same instance where there is none.
     */
    public static String visible(String text) {
        if (!hasControl(text)) {
            return text;
        }
        StringBuilder marked = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> appendVisible(marked, codePoint));
        return marked.toString();
    }

    /** Without formatting codes and with everything else visible: what a terminal may be given. */
    public static String plain(String text) {
        return visible(strip(text));
    }

    /**
     * Whether the character can steer a terminal or turn text around: C0, DEL, C1, the bidirectional marks, embeddings,
     * overrides and isolates, the line and paragraph separators, and half a surrogate pair.
     */
    public static boolean isControl(int codePoint) {
        if (codePoint < 0x7F) {
            return codePoint < ' ';
        }
        return codePoint < 0xA0
                || codePoint == 0x061C
                || (codePoint >= 0x200E && codePoint <= 0x200F)
                || (codePoint >= 0x2028 && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || Utf8.isSurrogate(codePoint);
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                if (!Character.isHighSurrogate(c) || Utf8.isSurrogate(text.codePointAt(i))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static void appendVisible(StringBuilder marked, int codePoint) {
        if (!isControl(codePoint)) {
            marked.appendCodePoint(codePoint);
        } else if (codePoint < ' ') {
            marked.append((char) (PICTURES + codePoint));
        } else if (codePoint == 0x7F) {
            marked.append(PICTURE_OF_DELETE);
        } else {
            marked.append("⟨U+").append(String.format("%04X", codePoint)).append('⟩');
        }
    }
}
