package chat.parley.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A room's name: {@code #} and at least one character more; no space, no comma (Modern IRC, Channels) and no control
 * character ({@link Formatting#isControl}). Any other UTF-8 is allowed. Two that differ in the case of ASCII letters only
 * are equal ({@link CaseMapping}).
 */
public final class RoomName implements Comparable<RoomName> {
    /** The CHANTYPES that we advertise. */
    public static final char PREFIX = '#';

    /** The CHANNELLEN that we advertise, in bytes of UTF-8 with the prefix. */
    public static final int MAX_LENGTH = 64;

    private final String text;
    private final String folded;

    private RoomName(String text) {
        this.text = text;
        this.folded = CaseMapping.fold(text);
    }

    /**
     * The room name with this text.
     *
     * @throws IllegalArgumentException saying what is wrong and what would be right
     */
    public static RoomName of(String text) {
        String fault = faultOf(text);
        if (fault != null) {
            throw new IllegalArgumentException("The room name \"" + Formatting.visible(text) + "\" " + fault);
        }
        return new RoomName(text);
    }

    /** Empty where {@link #of} would throw. */
    public static Optional<RoomName> parse(String text) {
        return faultOf(text) == null ? Optional.of(new RoomName(text)) : Optional.empty();
    }

    /** As it was first written. */
    public String text() {
        return text;
    }

    /** What decides equality, and the key to file it under. */
    public String folded() {
        return folded;
    }

    private static @Nullable String faultOf(String text) {
        if (text.length() < 2 || text.charAt(0) != PREFIX) {
            return "is not one: a room name is # and at least one character more";
        }
        if (Utf8.length(text) > MAX_LENGTH) {
            return "has " + Utf8.length(text) + " bytes: at most " + MAX_LENGTH + " are allowed";
        }
        return text.codePoints().allMatch(RoomName::isAllowed)
                ? null
                : "has a character that is not allowed: leave out spaces, commas and control characters";
    }

    private static boolean isAllowed(int codePoint) {
        return codePoint != ' ' && codePoint != ',' && !Formatting.isControl(codePoint);
    }

    @Override
    public int compareTo(RoomName other) {
        return folded.compareTo(other.folded);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RoomName name && folded.equals(name.folded);
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
