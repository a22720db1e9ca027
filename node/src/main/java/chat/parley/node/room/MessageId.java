package chat.parley.node.room;

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
