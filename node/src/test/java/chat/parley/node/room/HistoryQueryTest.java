package chat.parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.node.person.Identity;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Which events make a page, of a room whose tenth event is at 1000 ms, as are the two around it. */
class HistoryQueryTest {
    private static final RoomKey LOBBY = RoomKey.of(RoomName.of("#lobby"));
    private static final Identity ALICE = new Identity(new PersonId(1, 1), Nick.of("alice"), "a", "host");
    private static final List<Entry> ROOM = LongStream.rangeClosed(1, 20)
            .mapToObj(seq -> entry(seq, said(SayKind.MESSAGE)))
            .toList();

    @Test
    void theLatestAreTheLastOnesInTheirOrder() {
        assertThat(seqs(HistoryQuery.latest(HistoryKinds.MESSAGES, 3))).containsExactly(18L, 19L, 20L);
    }

    @Test
    void boundsThatAreEventsAreOutside() {
        assertThat(seqs(between(at(4), at(8), false, 100))).containsExactly(5L, 6L, 7L);
        assertThat(seqs(between(at(4), at(5), false, 100))).isEmpty();
    }

    @Test
    void boundsThatAreTimesLeaveOutAllOfThatMillisecond() {
        assertThat(seqs(between(HistoryBound.START, time(1000), true, 2))).containsExactly(7L, 8L);
        assertThat(seqs(between(time(1000), HistoryBound.END, false, 2))).containsExactly(12L, 13L);
    }

    @Test
    void ofMoreThanTheLimitTheFirstOrTheLastAreTaken() {
        assertThat(seqs(between(at(4), at(12), false, 2))).containsExactly(5L, 6L);
        assertThat(seqs(between(at(4), at(12), true, 2))).containsExactly(10L, 11L);
    }

    @Test
    void reversedBoundsHoldNothing() {
        assertThat(seqs(between(at(12), at(4), true, 5))).isEmpty();
    }

    @Test
    void onlyWhatIsWantedCounts() {
        var mixed = List.of(
                entry(1, said(SayKind.MESSAGE)),
                entry(2, new RoomEvent.TopicChanged(ALICE, "tea")),
                entry(3, said(SayKind.TAGS_ONLY)),
                entry(4, new RoomEvent.Left(ALICE.id())),
                entry(5, said(SayKind.NOTICE)));

        assertThat(seqs(HistoryQuery.latest(HistoryKinds.MESSAGES, 2), mixed)).containsExactly(1L, 5L);
        assertThat(seqs(HistoryQuery.latest(HistoryKinds.SEEN, 9), mixed)).containsExactly(1L, 2L, 3L, 5L);
    }

    @Test
    void aPageHoldsAtLeastOne() {
        assertThatThrownBy(() -> HistoryQuery.latest(HistoryKinds.MESSAGES, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIdLeadsBackToItsPlace() {
        var id = MessageId.of(LOBBY, 1_700_000_000_123L, 42);

        assertThat(MessageId.parse(LOBBY, id)).contains(new ChatRoom.Progress(1_700_000_000_123L, 42));
        assertThat(MessageId.parse(RoomKey.of(RoomName.of("#other")), id)).isEmpty();
    }

    @Test
    void whatIsNoIdLeadsNowhere() {
        var id = MessageId.of(LOBBY, 7, 42);
        var hash = id.substring(0, id.indexOf('-'));

        for (var wrong : List.of(
                "",
                "-",
                "--",
                "x",
                hash,
                hash + "-7",
                hash + "-7-",
                hash + "--7",
                hash + "-7-0",
                hash + "-0-7",
                hash + "-7--7",
                hash + "-7-42-1",
                hash + "-7-zzzzzzzzzzzzzzzzzz",
                hash + "-7-é")) {
            assertThat(MessageId.parse(LOBBY, wrong)).as(wrong).isEmpty();
        }
    }

    private static HistoryQuery between(HistoryBound after, HistoryBound before, boolean newest, int limit) {
        return new HistoryQuery(after, before, HistoryKinds.MESSAGES, newest, limit);
    }

    private static HistoryBound at(long seq) {
        return new HistoryBound.At(seq);
    }

    private static HistoryBound time(long millis) {
        return new HistoryBound.Time(millis);
    }

    private static List<Long> seqs(HistoryQuery query) {
        return seqs(query, ROOM);
    }

    private static List<Long> seqs(HistoryQuery query, List<Entry> room) {
        return query.of(room).stream().map(Entry::seq).toList();
    }

    private static RoomEvent.Said said(SayKind kind) {
        return new RoomEvent.Said(ALICE, kind, "hello", null, Tags.NONE);
    }

    private static Entry entry(long seq, RoomEvent event) {
        var millis = seq < 9 ? 900 + seq : seq <= 11 ? 1000 : 1000 + seq;
        return new Entry(1, seq, millis, ALICE.id(), seq, null, event);
    }
}
