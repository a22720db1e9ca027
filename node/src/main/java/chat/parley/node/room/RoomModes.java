package chat.parley.node.room;

import org.jspecify.annotations.Nullable;

/**
 * A room's modes that are not lists and not roles (RFC 2811 section 4.2).
 *
 * @param key what a JOIN must give; {@code null} for none
 * @param limit how many members there may be before a JOIN is refused; 0 for no bound
 */
public record RoomModes(
        boolean inviteOnly,
        boolean moderated,
        boolean noExternal,
        boolean secret,
        boolean topicLocked,
        @Nullable String key,
        int limit) {
    /** What a new room has: {@code +nt}. */
    public static final RoomModes DEFAULT = new RoomModes(false, false, true, false, true, null, 0);

    /** With one of the flags {@code i m n s t} set or cleared. */
    public RoomModes withFlag(char mode, boolean on) {
        return new RoomModes(
                mode == 'i' ? on : inviteOnly,
                mode == 'm' ? on : moderated,
                mode == 'n' ? on : noExternal,
                mode == 's' ? on : secret,
                mode == 't' ? on : topicLocked,
                key,
                limit);
    }

    public RoomModes withKey(@Nullable String changed) {
        return new RoomModes(inviteOnly, moderated, noExternal, secret, topicLocked, changed, limit);
    }

    public RoomModes withLimit(int changed) {
        return new RoomModes(inviteOnly, moderated, noExternal, secret, topicLocked, key, changed);
    }
}
