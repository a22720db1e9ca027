package chat.parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.PersonId;
import chat.parley.wire.Mask;
import chat.parley.wire.Tags;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a room or a replica can still tell to those who have missed it. */
class TailTest {
    private final Tail tail = new Tail(4);

    @Test
    void theNewestUpToAPlaceAreGiven() {
        add(1, 2, 3, 4, 5);

        assertThat(tail.upTo(4, 2)).extracting(Entry::seq).containsExactly(3L, 4L);
        assertThat(tail.upTo(4, 9)).extracting(Entry::seq).containsExactly(2L, 3L, 4L);
    }

    @Test
    void whatWasTakenBackIsHeldNoLonger() {
        add(1, 2, 3);
        var redacted = new RoomEvent.Redacted(RoomScenario.person("alice").identity(), 1, 2, "");

        tail.add(new Entry(1, 4, 0, null, 0, null, redacted));

        assertThat(tail.all()).extracting(Entry::seq).containsExactly(1L, 2L, 3L, 4L);
        assertThat(tail.find(2)).extracting(Entry::event).isEqualTo(new RoomEvent.Erased());
    }

    @Test
    void whatSomebodyHasSaidIsErased() {
        for (var nick : List.of("alice", "bob")) {
            var who = RoomScenario.person(nick).identity();
            var said = new RoomEvent.Said(who, SayKind.MESSAGE, "hello", null, Tags.NONE);
            tail.add(new Entry(1, tail.all().size() + 1L, 0, null, 0, null, said));
        }

        tail.erase(Mask.of("alice!*@*"));

        assertThat(tail.all())
                .extracting(entry -> entry.event() instanceof RoomEvent.Erased)
                .containsExactly(true, false);
    }

    @Test
    void whatComesAfterAPlaceIsTold() {
        add(1, 2, 3, 4);

        assertThat(after(2, 4)).containsExactly(3L, 4L);
        assertThat(after(2, 3)).containsExactly(3L);
        assertThat(after(0, 4)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void whoHasEverythingLacksNothing() {
        add(1, 2);

        assertThat(after(2, 2)).isEmpty();
        assertThat(new Tail(4).after(0, 0)).isEmpty();
    }

    @Test
    void theOldestIsDroppedBeyondTheBoundAndThenTheTailDoesNotReachBack() {
        add(1, 2, 3, 4, 5);

        assertThat(after(0, 5)).isNull();
        assertThat(after(1, 5)).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void anEmptyTailReachesNowhere() {
        assertThat(tail.after(0, 1)).isNull();
    }

    @Test
    void aTailThatEndsTooEarlyIsNotTakenForAll() {
        add(1, 2, 3);

        assertThat(after(1, 9)).isNull();
        assertThat(after(3, 9)).isNull();
    }

    @Test
    void whatIsBeforeAJumpIsForgotten() {
        add(1, 2, 7, 8);

        assertThat(after(1, 8)).isNull();
        assertThat(after(6, 8)).containsExactly(7L, 8L);
    }

    private void add(long... seqs) {
        LongStream.of(seqs).mapToObj(TailTest::entry).forEach(tail::add);
    }

    private @Nullable List<Long> after(long seq, long lastSeq) {
        var found = tail.after(seq, lastSeq);
        return found == null ? null : found.stream().map(Entry::seq).toList();
    }

    private static Entry entry(long seq) {
        return new Entry(1, seq, 0, null, 0, null, new RoomEvent.Left(new PersonId(1, seq)));
    }
}
