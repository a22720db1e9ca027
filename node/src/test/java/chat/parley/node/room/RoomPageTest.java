package chat.parley.node.room;

import static chat.parley.node.room.RoomScenario.newRoom;
import static chat.parley.node.room.RoomScenario.person;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.PersonId;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A room's state goes between nodes in pages, and arrives whole or not at all. */
class RoomPageTest {
    private static final RoomKey LOBBY = RoomKey.of(RoomName.of("#lobby"));
    private static final ChatRoom.Progress HERE = new ChatRoom.Progress(1, 900);
    private static final ChatRoom.Progress LATER = new ChatRoom.Progress(1, 950);

    private final RoomScenario room = newRoom("#lobby");
    private final RoomPage.Collector collector = new RoomPage.Collector();

    @Test
    void aSmallRoomIsOnePage() {
        room.join(person("alice"));

        var pages = RoomPage.of(room.state(), requestsOf(1), List.of(said(900, "hello")));

        assertThat(pages).hasSize(1);
        assertThat(collector.add(HERE, pages.get(0))).isTrue();
        assertThat(collector.state(LOBBY).settings()).isEqualTo(room.state().settings());
        assertThat(collector.state(LOBBY).allMembers())
                .containsExactlyElementsOf(room.state().allMembers());
        assertThat(collector.requests()).containsExactly(new RequestMark(new PersonId(1, 0), 7));
        assertThat(collector.tail()).containsExactly(said(900, "hello"));
    }

    @Test
    void aLargeRoomIsPutTogetherFromManyPagesInTheOrderOfJoining() {
        var pages = largeRoom();

        var complete = pages.stream().map(page -> collector.add(HERE, page)).toList();

        assertThat(pages).hasSizeGreaterThan(5);
        assertThat(complete).endsWith(true).containsOnlyOnce(true);
        assertThat(collector.state(LOBBY).allMembers())
                .containsExactlyElementsOf(room.state().allMembers());
        assertThat(collector.requests()).hasSize(1000);
    }

    @Test
    void aPageOutOfTurnIsDroppedUntilTheFirstComesAgain() {
        var pages = largeRoom();

        collector.add(HERE, pages.get(0));
        assertThat(pages.subList(2, pages.size())).noneMatch(page -> collector.add(HERE, page));

        assertThat(pages.stream().map(page -> collector.add(HERE, page))).endsWith(true);
        assertThat(collector.state(LOBBY).digest()).isEqualTo(room.state().digest());
    }

    @Test
    void pagesOfTwoStatesAreNeverMixed() {
        var pages = largeRoom();

        collector.add(HERE, pages.get(0));

        assertThat(pages.subList(1, pages.size())).noneMatch(page -> collector.add(LATER, page));
    }

    @Test
    void longMessagesMakeMorePagesNotLargerOnes() {
        var longest =
                LongStream.rangeClosed(1, 512).mapToObj(RoomPageTest::longest).toList();

        var pages = RoomPage.of(room.state(), requestsOf(0), longest);

        assertThat(pages)
                .extracting(page -> page.tail().stream().mapToInt(Weight::of).sum())
                .allMatch(bytes -> bytes <= Weight.MAX_MESSAGE_BYTES);
        assertThat(pages.stream().flatMap(page -> page.tail().stream())).containsExactlyElementsOf(longest);
    }

    @Test
    void theNewestEventsFollowTheStateOnPagesOfTheirOwn() {
        var longest =
                LongStream.rangeClosed(1, 512).mapToObj(RoomPageTest::longest).toList();
        var state = largeRoom();

        var pages = RoomPage.withTail(state, longest);

        assertThat(pages).hasSizeGreaterThan(state.size() + 2);
        assertThat(pages.stream().map(page -> collector.add(HERE, page)).toList())
                .endsWith(true)
                .containsOnlyOnce(true);
        assertThat(collector.tail()).isEqualTo(longest);
        assertThat(collector.state(LOBBY).digest()).isEqualTo(room.state().digest());
    }

    private List<RoomPage> largeRoom() {
        IntStream.range(0, 1000).forEach(i -> room.join(person("p" + i, new PersonId(1, i))));
        return RoomPage.of(room.state(), requestsOf(1000), List.of());
    }

    private static RequestTable requestsOf(int people) {
        var requests = new RequestTable(30_000);
        IntStream.range(0, people).forEach(i -> requests.happened(new PersonId(1, i), 7, 900, 0));
        return requests;
    }

    private static Entry longest(long seq) {
        return said(seq, "x".repeat(400), Tags.NONE.with("+note", "y".repeat(4000)));
    }

    private static Entry said(long seq, String text) {
        return said(seq, text, Tags.NONE);
    }

    private static Entry said(long seq, String text, Tags tags) {
        var alice = person("alice");
        return new Entry(
                1,
                seq,
                0,
                alice.id(),
                seq,
                null,
                new RoomEvent.Said(alice.identity(), SayKind.MESSAGE, text, null, tags));
    }
}
