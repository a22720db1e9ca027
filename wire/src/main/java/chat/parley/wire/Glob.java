package chat.parley.wire;

import java.util.Arrays;

/**
 * A wildcard expression (Modern IRC, Wildcard Expressions): {@code ?} is one character, {@code *} any number, a backslash
 * before either takes its meaning away; case as in {@link CaseMapping}. Matching looks back to the last star only, so its
 * time is bounded by pattern times text, and it allocates nothing. Immutable.
 */
public final class Glob {
    private static final int ONE = -1;
    private static final int MANY = -2;

    /** Folded characters, {@link #ONE} or {@link #MANY}; never two of the latter in a row. */
    private final int[] tokens;

    private Glob(int[] tokens) {
        this.tokens = tokens;
    }

    /** Every text is a pattern. */
    public static Glob of(String pattern) {
        int[] tokens = new int[pattern.length()];
        int count = 0;
        int i = 0;
        while (i < pattern.length()) {
            boolean escaped = isEscape(pattern, i);
            int codePoint = pattern.codePointAt(escaped ? i + 1 : i);
            int token = escaped ? codePoint : tokenOf(codePoint);
            if (token != MANY || count == 0 || tokens[count - 1] != MANY) {
                tokens[count++] = token;
            }
            i += Character.charCount(codePoint) + (escaped ? 1 : 0);
        }
        return new Glob(Arrays.copyOf(tokens, count));
    }

    public boolean matches(String text) {
        int token = 0;
        int at = 0;
        int star = -1;
        int starAt = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (token < tokens.length && tokens[token] == MANY) {
                star = token++;
                starAt = at;
            } else if (token < tokens.length && (tokens[token] == ONE || tokens[token] == fold(codePoint))) {
                token++;
                at += Character.charCount(codePoint);
            } else if (star >= 0) {
                token = star + 1;
                starAt += Character.charCount(text.codePointAt(starAt));
                at = starAt;
            } else {
                return false;
            }
        }
        return token == tokens.length || (token == tokens.length - 1 && tokens[token] == MANY);
    }

    /** Whether the text at this index is a backslash that takes the meaning of the next character away. */
    static boolean isEscape(String pattern, int i) {
        return pattern.charAt(i) == '\\'
                && i + 1 < pattern.length()
                && (pattern.charAt(i + 1) == '*' || pattern.charAt(i + 1) == '?');
    }

    private static int tokenOf(int codePoint) {
        return codePoint == '*' ? MANY : codePoint == '?' ? ONE : fold(codePoint);
    }

    private static int fold(int codePoint) {
        return codePoint < 0x80 ? CaseMapping.fold((char) codePoint) : codePoint;
    }
}
