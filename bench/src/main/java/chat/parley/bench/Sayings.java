package chat.parley.bench;

import chat.parley.node.person.Identity;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Entry;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Nick;
import chat.parley.wire.Tags;
import java.util.List;
import java.util.stream.LongStream;

/** What one person of another node says: 100 bytes a line. */
final class Sayings {
    static final long EPOCH = 1;
    static final Identity AUTHOR =
            new Identity(new PersonId(0x5EED, 17), Nick.of("alice"), "alice", "host-17.example.org");
    static final String TEXT = "0123456789".repeat(10);

    private Sayings() {}

    /** So many events, the first of them at {@code seq}. */
    static List<Entry> from(long seq, int count) {
        return LongStream.range(seq, seq + count)
                .mapToObj(place -> new Entry(
                        EPOCH,
                        place,
                        1_700_000_000_000L + place,
                        AUTHOR.id(),
                        place,
                        null,
                        new RoomEvent.Said(AUTHOR, SayKind.MESSAGE, TEXT, null, Tags.NONE)))
                .toList();
    }
}
