package chat.parley.node.room;

/** What a member may do in a room, highest first (RFC 2811 section 4.1; PREFIX=(ov)@+). */
public enum Role {
    OPERATOR('o', '@'),
    VOICE('v', '+');

    private final char mode;
    private final char prefix;

    Role(char mode, char prefix) {
        this.mode = mode;
        this.prefix = prefix;
    }

    /** The mode letter that gives and takes it. */
    public char mode() {
        return mode;
    }

    /** The sign before a member's name in NAMES and WHO. */
    public char prefix() {
        return prefix;
    }
}
