package chat.parley.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person's name: letters, digits, {@code -} and the specials of RFC 2812 section 2.3.1, beginning with neither a digit
 * nor {@code -}. Two that differ in case only are equal ({@link CaseMapping}).
 */
public final class Nick implements Comparable<Nick> {
    /** The NICKLEN that we advertise, in characters, which are bytes here. */
    public static final int MAX_LENGTH = 30;

    private static final String SPECIALS = "[]\\`_^{|}";

    private final String text;
    private final String folded;

    private Nick(String text) {
        this.text = text;
        this.folded = CaseMapping.fold(text);
    }

    /**
     * The nick with this text.
     *
     * @throws IllegalArgumentException saying what is wrong and what would be right
     */
    public static Nick of(String text) {
        String fault = faultOf(text);
        if (fault != null) {
            throw new IllegalArgumentException("The nick \"" + Formatting.visible(text) + "\" " + fault);
        }
        return new Nick(text);
    }

    /** Empty where {@link #of} would throw. */
    public static Optional<Nick> parse(String text) {
        return faultOf(text) == null ? Optional.of(new Nick(text)) : Optional.empty();
    }

    /** As its owner wrote it. */
    public String text() {
        return text;
    }

    /** What decides equality, and the key to file it under. */
    public String folded() {
        return folded;
    }

    private static @Nullable String faultOf(String text) {
        if (text.isEmpty()) {
            return "is empty: give at least one letter";
        }
        if (text.length() > MAX_LENGTH) {
            return "has " + text.length() + " characters: at most " + MAX_LENGTH + " are allowed";
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && SPECIALS.indexOf(c) < 0 && !isDigitOrHyphen(c)) {
                return "has a character that is not allowed: use letters, digits, - and " + SPECIALS;
            }
        }
        return isDigitOrHyphen(text.charAt(0))
                ? "begins with a digit or a hyphen: begin with a letter or one of " + SPECIALS
                : null;
    }

    private static boolean isLetter(char c) {
        char lower = CaseMapping.fold(c);
        return lower >= 'a' && lower <= 'z';
    }

    private static boolean isDigitOrHyphen(char c) {
        return (c >= '0' && c <= '9') || c == '-';
    }

    @Override
    public int compareTo(Nick other) {
        return folded.compareTo(other.folded);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Nick nick && folded.equals(nick.folded);
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
