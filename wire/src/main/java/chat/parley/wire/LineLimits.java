package chat.parley.wire;

/**
 * How long a line may be.
 *
 * @param tagSectionBytes the tags with their {@code @} and the space after them
 * @param bodyBytes all the rest, without CR LF
 */
public record LineLimits(int tagSectionBytes, int bodyBytes) {
    /** What a server takes from a client (IRCv3 message-tags, Size limit; RFC 2812 section 2.3). */
    public static final LineLimits FROM_CLIENT = new LineLimits(Tags.MAX_CLIENT_TAG_SECTION, 510);

    /** What a client takes from a server. */
    public static final LineLimits FROM_SERVER = new LineLimits(Tags.MAX_TAG_SECTION, 510);

    /** Refuses, with an {@link IllegalArgumentException}, limits that leave no room for a line. */
    public LineLimits {
        if (tagSectionBytes < 0 || bodyBytes < 1) {
            throw new IllegalArgumentException(
                    "A line needs a body: give at least 0 bytes for tags and 1 for the body, not " + tagSectionBytes
                            + " and " + bodyBytes);
        }
    }

    /** The longest line that begins with this byte, without its end. */
    int lineBytes(byte first) {
        return first == '@' ? tagSectionBytes + bodyBytes : bodyBytes;
    }
}
