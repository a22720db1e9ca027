package chat.parley.node.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.node.person.PersonId;
import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryKinds;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.MessageLog;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomKey;
import chat.parley.wire.RoomName;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The log of those who want no store: what the newest incarnation of a room appends, and no longer than it lives. */
class MemoryLogTest {
    private static final RoomKey LOBBY = RoomKey.of(RoomName.of("#lobby"));
    private static final long NOW = 1_700_000_000_000L;

    private final MessageLog log = new MemoryLog(5, Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));

    @Test
    void aRoomBeginsWithNothingAndTheTimeAsItsEpoch() {
        assertThat(now(log.open(LOBBY, 0))).isEqualTo(new MessageLog.Opened(NOW, 0, 0, null));
    }

    @Test
    void theEpochIsNeverLowerThanAskedFor() {
        assertThat(now(log.open(LOBBY, NOW + 7)).epoch()).isEqualTo(NOW + 7);
    }

    @Test
    void eachIncarnationHasAHigherEpochThoughTheClockStands() {
        var first = now(log.open(LOBBY, 0)).epoch();
        var second = now(log.open(LOBBY, 0)).epoch();

        assertThat(second).isGreaterThan(first);
    }

    @Test
    void anOlderIncarnationIsFenced() {
        var older = now(log.open(LOBBY, 0)).epoch();
        var newer = now(log.open(LOBBY, 0)).epoch();
        append(newer, 1, 1);

        assertThatThrownBy(() -> append(older, 1, 1)).hasRootCauseInstanceOf(MessageLog.Fenced.class);
        assertThat(seqs(1, 10)).containsExactly(1L);
    }

    @Test
    void whatIsAppendedIsReadByRange() {
        var epoch = now(log.open(LOBBY, 0)).epoch();
        append(epoch, 1, 2);
        append(epoch, 3, 4);

        assertThat(seqs(2, 2)).containsExactly(2L, 3L);
        assertThat(seqs(5, 2)).isEmpty();
    }

    @Test
    void pagesAreOfWhatIsKept() {
        append(now(log.open(LOBBY, 0)).epoch(), 1, 3);

        assertThat(now(log.page(LOBBY, HistoryQuery.latest(HistoryKinds.SEEN, 9))))
                .isEmpty();
        assertThat(now(log.page(RoomKey.of(RoomName.of("#other")), HistoryQuery.latest(HistoryKinds.SEEN, 9))))
                .isEmpty();
    }

    @Test
    void theOldestAreDroppedBeyondTheBound() {
        append(now(log.open(LOBBY, 0)).epoch(), 1, 8);

        assertThat(seqs(1, 100)).containsExactly(4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void nothingIsKeptOfARoomThatHasEnded() {
        var epoch = now(log.open(LOBBY, 0)).epoch();
        append(epoch, 1, 2);

        log.close(LOBBY, epoch);

        assertThat(seqs(1, 100)).isEmpty();
        assertThatThrownBy(() -> append(epoch, 3, 3)).hasRootCauseInstanceOf(MessageLog.Fenced.class);
    }

    @Test
    void theEndOfAnOlderIncarnationLeavesTheYoungerOne() {
        var older = now(log.open(LOBBY, 0)).epoch();
        append(now(log.open(LOBBY, 0)).epoch(), 1, 1);

        log.close(LOBBY, older);

        assertThat(seqs(1, 100)).containsExactly(1L);
    }

    private void append(long epoch, long fromSeq, long toSeq) {
        now(log.append(
                LOBBY,
                LongStream.rangeClosed(fromSeq, toSeq)
                        .mapToObj(seq -> entry(epoch, seq))
                        .toList(),
                null));
    }

    private List<Long> seqs(long from, int limit) {
        return now(log.read(LOBBY, from, limit)).stream().map(Entry::seq).toList();
    }

    private static Entry entry(long epoch, long seq) {
        return new Entry(epoch, seq, NOW, null, 0, null, new RoomEvent.Left(new PersonId(1, seq)));
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
