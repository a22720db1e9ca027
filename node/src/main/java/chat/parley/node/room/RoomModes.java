package chat.parley.node.room;

import org.jspecify.annotations.Nullable;

/** A room's modes that are not lists and not roles (RFC 2811 section 4.2). */
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
}
