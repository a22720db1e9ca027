package chat.parley.node.room;

/** What a member may do in a room, highest first (RFC 2811 section 4.1; PREFIX=(ov)@+). */
public enum Role {
    OPERATOR('o', '@', 1),
    VOICE('v', '+', 2);

    private final char mode;
    private final char prefix;
    private final int bit;

    Role(char mode, char prefix, int bit) {
        this.mode = mode;
        this.prefix = prefix;
        this.bit = bit;
    }

    /** The mode letter that gives and takes it. */
    public char mode() {
        return mode;
    }

    /** Its place in {@link Roles#bits()}; higher roles have lower bits. */
    int bit() {
        return bit;
    }

    /** The sign before a member's name in NAMES and WHO. */
    public char prefix() {
        return prefix;
    }
}
