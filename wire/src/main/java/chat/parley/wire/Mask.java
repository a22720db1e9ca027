package chat.parley.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mask of people, {@code nick!user@host} with wildcards ({@link Glob}), in its whole form: what is missing is a star,
 * and several stars in a row are one. Equal masks match the same people. Immutable.
 */
public final class Mask {
    /** The longest mask in bytes of UTF-8, so that every list reply has room for it. */
    public static final int MAX_LENGTH = 200;

    private final String text;
    private final String folded;
    private final Glob glob;

    private Mask(String text) {
        this.text = text;
        this.folded = CaseMapping.fold(text);
        this.glob = Glob.of(text);
    }

    /**
     * Completes {@code nick} to {@code nick!*@*}, {@code user@host} to {@code *!user@host}, {@code nick!user} to
     * {@code nick!user@*}.
     *
     * @throws IllegalArgumentException saying what is wrong and what would be right
     */
    public static Mask of(String text) {
        String whole = complete(text);
        String fault = faultOf(text, whole);
        if (fault != null) {
            throw new IllegalArgumentException("The mask \"" + Formatting.visible(text) + "\" " + fault);
        }
        return new Mask(whole);
    }

    /** Empty where {@link #of} would throw. */
    public static Optional<Mask> parse(String text) {
        String whole = complete(text);
        return faultOf(text, whole) == null ? Optional.of(new Mask(whole)) : Optional.empty();
    }

    /** The whole form, in the case in which it was written. */
    public String text() {
        return text;
    }

    /** Whether this is one of those meant; the source is a whole {@code nick!user@host}. */
    public boolean matches(String source) {
        return glob.matches(source);
    }

    public boolean matches(Source source) {
        return matches(source.text());
    }

    private static @Nullable String faultOf(String text, String whole) {
        if (text.isEmpty()) {
            return "is empty: give nick!user@host, * and ? are wildcards";
        }
        if (Utf8.length(whole) > MAX_LENGTH) {
            return "has more than " + MAX_LENGTH + " bytes: make it shorter with *";
        }
        if (whole.codePoints().anyMatch(c -> c == ' ' || Formatting.isControl(c))) {
            return "has a space or a control character: put ? in its place";
        }
        return text.charAt(0) == ':' ? "begins with a colon: put ? in its place" : null;
    }

    private static String complete(String text) {
        int bang = text.indexOf('!');
        int at = text.indexOf('@', bang + 1);
        String nick = bang >= 0 ? text.substring(0, bang) : at >= 0 ? "" : text;
        String user = bang >= 0 || at >= 0 ? text.substring(bang + 1, at >= 0 ? at : text.length()) : "";
        String host = at >= 0 ? text.substring(at + 1) : "";
        return orStar(nick) + "!" + orStar(user) + "@" + orStar(host);
    }

    private static String orStar(String part) {
        return part.isEmpty() ? "*" : oneStarEach(part);
    }

    private static String oneStarEach(String part) {
        StringBuilder kept = new StringBuilder(part.length());
        boolean star = false;
        for (int i = 0; i < part.length(); i++) {
            boolean wild = part.charAt(i) == '*' && (i == 0 || !Glob.isEscape(part, i - 1));
            if (!wild || !star) {
                kept.append(part.charAt(i));
            }
            star = wild;
        }
        return kept.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Mask mask && folded.equals(mask.folded);
    }

    @Override
    public int hashCode() {
        return folded.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
