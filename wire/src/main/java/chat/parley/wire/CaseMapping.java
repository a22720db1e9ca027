package chat.parley.wire;

/**
 * Which names are the same name: {@code CASEMAPPING=ascii} (Modern IRC, CASEMAPPING Parameter) folds A–Z to a–z and
 * nothing else, so that {@code [a]} and <code>{a}</code> are two names, and É and é too.
 */
public final class CaseMapping {
    /** The value of the CASEMAPPING token. */
    public static final String NAME = "ascii";

    private CaseMapping() {}

    /** The folded form; the same instance where there is nothing to fold. */
    public static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != fold(text.charAt(i))) {
                return foldFrom(text, i);
            }
        }
        return text;
    }

    /** One character, folded. */
    public static char fold(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    /** Whether both fold to the same; allocates nothing. */
    public static boolean same(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        for (int i = 0; i < a.length(); i++) {
            if (fold(a.charAt(i)) != fold(b.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String foldFrom(String text, int start) {
        char[] folded = text.toCharArray();
        for (int i = start; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        return new String(folded);
    }
}
