package chat.parley.node.room;

/** The roles that one member has, as two bits: small, immutable, and cheap to send. */
public record Roles(int bits) {
    public static final Roles NONE = new Roles(0);
    public static final Roles OPERATOR = NONE.with(Role.OPERATOR);

    public boolean has(Role role) {
        return (bits & role.bit()) != 0;
    }

    public Roles with(Role role) {
        return new Roles(bits | role.bit());
    }

    public Roles without(Role role) {
        return new Roles(bits & ~role.bit());
    }

    /** Whether the member has {@code role} or a higher one. */
    public boolean atLeast(Role role) {
        return (bits & (role.bit() | (role.bit() - 1))) != 0;
    }

    /** The prefixes of all roles, highest first: {@code "@+"}, {@code "@"}, {@code "+"} or empty (IRCv3 multi-prefix). */
    public String prefixes() {
        var text = new StringBuilder(2);
        for (var role : Role.values()) {
            if (has(role)) {
                text.append(role.prefix());
            }
        }
        return text.toString();
    }

    /** The prefix of the highest role, or empty (RFC 2812 section 3.2.5). */
    public String prefix() {
        return bits == 0 ? "" : prefixes().substring(0, 1);
    }
}
