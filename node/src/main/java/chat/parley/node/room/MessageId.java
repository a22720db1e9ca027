package chat.parley.node.room;

import java.util.Optional;

/**
 * What names one event of one room for good (IRCv3 message-ids): made of the room's entity id and the event's place, so that every node and the
 * history give the same. Letters, digits and hyphens; case matters not.
 */
public final class MessageId {
    private static final int RADIX = Character.MAX_RADIX;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private MessageId() {}

    public static String of(RoomKey room, Entry entry) {
        return of(room, entry.epoch(), entry.seq());
    }

    /** {@code ROOM-EPOCH-SEQ}, where ROOM is a hash of 64 bits: two rooms with one hash would need the same place too. */
    public static String of(RoomKey room, long epoch, long seq) {
        return Long.toUnsignedString(hash(room.entityId()), RADIX)
                + '-'
                + Long.toUnsignedString(epoch, RADIX)
                + '-'
                + Long.toUnsignedString(seq, RADIX);
    }

    /**
     * The place that an id names, so that nothing has to be searched for.
     *
     * @return empty where {@link #of} has never given this for the room
     */
    public static Optional<ChatRoom.Progress> parse(RoomKey room, String id) {
        var parts = id.split("-", -1);
        if (parts.length != 3 || !parts[0].equalsIgnoreCase(Long.toUnsignedString(hash(room.entityId()), RADIX))) {
            return Optional.empty();
        }
        try {
            var epoch = Long.parseLong(parts[1], RADIX);
            var seq = Long.parseLong(parts[2], RADIX);
            return epoch > 0 && seq > 0 ? Optional.of(new ChatRoom.Progress(epoch, seq)) : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /** FNV-1a over the characters, mixed so that similar names differ in all digits. */
    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
