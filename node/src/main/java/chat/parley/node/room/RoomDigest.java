package chat.parley.node.room;

import chat.parley.node.person.PersonId;

/**
 * Which members a room has, small enough to compare every now and then: equal members give equal digests, in whatever order they
 * came.
 */
public record RoomDigest(int members, long hash) {
    public static final RoomDigest EMPTY = new RoomDigest(0, 0);

    RoomDigest plus(PersonId id) {
        return new RoomDigest(members + 1, hash + scattered(id));
    }

    RoomDigest minus(PersonId id) {
        return new RoomDigest(members - 1, hash - scattered(id));
    }

    RoomDigest plus(RoomDigest other) {
        return new RoomDigest(members + other.members, hash + other.hash);
    }

    /** Scatters the bits, so that the sum of several says which they were (the finalizer of MurmurHash3). */
    private static long scattered(PersonId id) {
        var bits = id.number() * 0x9E3779B97F4A7C15L + id.node();
        bits = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
        bits = (bits ^ (bits >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return bits ^ (bits >>> 33);
    }
}
