package chat.parley.client;

import static chat.parley.client.Scenario.NODE_2;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chat.parley.client.connection.ConnectionEvent.Registered;
import chat.parley.client.model.Conversation;
import chat.parley.client.model.Effect;
import chat.parley.client.model.Entry;
import chat.parley.client.model.Happening.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the server keeps, and how far it was read (IRCv3 chathistory and read-marker, soju.im/search). */
class HistoryTest {
    private static final Set<String> ALL = Set.of(
            "echo-message",
            "labeled-response",
            "batch",
            "server-time",
            "message-tags",
            "draft/chathistory",
            "draft/read-marker",
            "soju.im/search");

    private final Scenario alice = Scenario.startingFull("#lobby").connect(ALL);

    @Test
    void whatWasSaidBeforeIsFetchedOnArrival() {
        alice.enter("#lobby");
        assertThat(alice.sent()).contains("CHATHISTORY LATEST #lobby * 100");

        alice.hear(batch(1, 3));

        assertThat(texts()).containsExactly("line 1", "line 2", "line 3");
        assertThat(lobby().unread()).isZero();
    }

    @Test
    void scrollingBackGoesOnUntilThereIsNothingOlder() {
        alice.enter("#lobby").hear(batch(5, 6)).clear();

        alice.go(places -> places.older()).go(places -> places.older());
        assertThat(alice.sent()).containsExactly("CHATHISTORY BEFORE #lobby msgid=m5 100");

        alice.hear(batch(3, 5)).clear();
        assertThat(texts()).containsExactly("line 3", "line 4", "line 5", "line 6");

        alice.go(places -> places.older()).hear(batch(1, 0)).clear();
        assertThat(lobby().isComplete()).isTrue();
        assertThat(alice.go(places -> places.older()).sent()).isEmpty();
    }

    @Test
    void aGapIsFilledWithoutDoubling() {
        alice.enter("#lobby").hear(batch(1, 2)).hear(live(3)).clear();

        again();
        assertThat(alice.sent()).contains("CHATHISTORY LATEST #lobby msgid=m3 100");
        alice.hear(live(6)).hear(batch(3, 6)).hear(live(7));

        assertThat(texts()).containsExactly("line 1", "line 2", "line 3", "line 4", "line 5", "line 6", "line 7");
    }

    @Test
    void aGapThatIsLongerThanAPageLeavesNoHole() {
        alice.enter("#lobby").hear(batch(1, 2)).clear();

        again();
        alice.hear(batch(901, 1000));
        assertThat(texts()).hasSize(100).first().isEqualTo("line 901");

        alice.clear().go(places -> places.older());
        assertThat(alice.sent()).containsExactly("CHATHISTORY BEFORE #lobby msgid=m901 100");
    }

    @Test
    void aLineThatWasNotConfirmedIsFoundInTheHistory() {
        alice.enter("#lobby").hear(batch(1, 1)).type("did it get there?", "did this?");

        again();
        alice.hear(
                "BATCH +h chathistory #lobby",
                "@batch=h;time=2026-01-01T12:30:00.000Z;msgid=own :alice!parley@host PRIVMSG #lobby :did it get there?",
                "BATCH -h");

        assertThat(lobby().entries().stream()
                        .filter(entry -> entry.happening() instanceof Said)
                        .map(entry -> entry.mark() + " " + ((Said) entry.happening()).text()))
                .containsExactly("NONE line 1", "UNCONFIRMED did this?", "NONE did it get there?");
    }

    @Test
    void linesOfAGapAreShownByAViewOfLinesToo() {
        Scenario plain =
                Scenario.starting("#lobby").connect(ALL).enter("#lobby").hear(live(1));
        assertThat(String.join("\n", plain.sent())).doesNotContain("CHATHISTORY");

        plain.lose("reset")
                .event(new Registered(NODE_2, "alice", ALL))
                .enter("#lobby")
                .clear();
        plain.hear(batch(1, 3));

        assertThat(plain.shown()).containsExactly("#lobby <bob> line 2", "#lobby <bob> line 3");
    }

    /** IRCv3 chathistory, TARGETS. */
    @Test
    void whoWroteWhileOneWasAwayIsInTheList() {
        alice.enter("#lobby")
                .hear("@time=2026-01-01T12:00:01.000Z;msgid=p1 :bob!b@h PRIVMSG alice :psst")
                .lose("reset")
                .clear()
                .event(new Registered(NODE_2, "alice", ALL));
        assertThat(alice.sent())
                .contains(
                        "CHATHISTORY TARGETS timestamp=2026-01-01T12:00:10.000Z timestamp=2026-01-01T11:59:51.000Z 100");

        alice.enter("#lobby")
                .clear()
                .hear(
                        "BATCH +t draft/chathistory-targets",
                        "@batch=t CHATHISTORY TARGETS #lobby 2026-01-01T12:00:05.000Z",
                        "@batch=t CHATHISTORY TARGETS bob 2026-01-01T12:00:06.000Z",
                        "@batch=t CHATHISTORY TARGETS carol 2026-01-01T12:00:07.000Z",
                        "BATCH -t");
        assertThat(alice.sent())
                .containsExactly(
                        "CHATHISTORY LATEST bob msgid=p1 100",
                        "CHATHISTORY LATEST carol timestamp=2026-01-01T11:59:51.000Z 100");

        alice.clear()
                .hear(privately("bob", "p1", "psst", "p2", "are you there?"))
                .hear(privately("carol", "c1", "hello"));
        assertThat(List.of(conversation("bob"), conversation("carol")))
                .extracting(Conversation::unread, Conversation::mentions)
                .containsExactly(tuple(2, 2), tuple(1, 1));
        assertThat(textsOf("bob")).containsExactly("psst", "are you there?");
        assertThat(alice.effects())
                .extracting(effect -> ((Effect.Notify) effect).said().text())
                .containsExactly("are you there?", "hello");
    }

    private static String[] privately(String nick, String... idsAndTexts) {
        List<String> lines = new ArrayList<>(List.of("BATCH +p chathistory " + nick));
        for (int i = 0; i < idsAndTexts.length; i += 2) {
            lines.add("@batch=p;time=2026-01-01T12:00:0%d.000Z;msgid=%s :%s!u@h PRIVMSG alice :%s"
                    .formatted(i / 2 + 1, idsAndTexts[i], nick, idsAndTexts[i + 1]));
        }
        lines.add("BATCH -p");
        return lines.toArray(String[]::new);
    }

    @Test
    void aServerWithoutHistoryIsNotAskedWhoWrote() {
        Scenario plain = Scenario.online("#lobby").lose("reset").clear();

        plain.event(new Registered(NODE_2, "alice", Scenario.ALL));

        assertThat(plain.sent()).containsExactly("JOIN #lobby");
    }

    @Test
    void aServerThatRefusesIsNotAskedAgain() {
        alice.enter("#lobby")
                .hear("FAIL CHATHISTORY INVALID_TARGET LATEST #lobby :No history here")
                .clear();

        assertThat(alice.go(places -> places.older()).sent()).isEmpty();
        assertThat(alice.shown()).isEmpty();
    }

    @Test
    void whatWasReadOnAnotherDeviceIsNotNew() {
        alice.enter("#lobby", "#dev").hear("MARKREAD #dev timestamp=2026-01-01T12:00:03.000Z");
        alice.hear(batchOf("#dev", 1, 5));
        assertThat(conversation("#dev").unread()).isEqualTo(2);

        alice.hear("MARKREAD #dev timestamp=2026-01-01T12:00:05.000Z");
        assertThat(conversation("#dev").unread()).isZero();
    }

    @Test
    void whatOneSaidOneselfIsNotNew() {
        alice.enter("#lobby").hear(live(1)).type("hello");
        alice.hear("@label=1;time=2026-01-01T12:00:02.000Z;msgid=m2 :alice!a@h PRIVMSG #lobby :hello");

        again();
        alice.hear(batch(3, 4));

        assertThat(texts()).containsExactly("line 1", "hello", "line 3", "line 4");
        assertThat(lobby().unreadLine()).isEqualTo("2026-01-01T12:00:02Z");
    }

    @Test
    void whatIsReadHereIsToldToTheServerOnce() {
        alice.enter("#lobby").hear(batch(1, 2)).hear(live(3)).clear();

        alice.pass(Duration.ofSeconds(1)).pass(Duration.ofSeconds(1));

        assertThat(alice.sent())
                .filteredOn(line -> line.startsWith("MARKREAD"))
                .containsExactly("MARKREAD #lobby timestamp=2026-01-01T12:00:03.000Z");
    }

    @Test
    void whoLeavesTellsFirstHowFarTheyHaveRead() {
        alice.enter("#lobby").hear(live(3)).clear();

        alice.type("/quit");

        assertThat(alice.sent()).containsExactly("MARKREAD #lobby timestamp=2026-01-01T12:00:03.000Z", "QUIT");
    }

    @Test
    void aSearchOpensWhatItFound() {
        alice.enter("#lobby").clear().type("/search tea cup");
        assertThat(alice.sent()).containsExactly("SEARCH text=tea\\scup;limit=100;in=#lobby");

        alice.hear(
                "BATCH +s soju.im/search",
                "@batch=s;time=2025-06-01T12:00:00.000Z;msgid=s1 :bob!b@h PRIVMSG #lobby :my tea cup",
                "BATCH -s");

        assertThat(alice.model().overview().current().name()).isEqualTo("found: tea cup");
        assertThat(texts()).isEmpty();
    }

    @Test
    void aServerThatCannotSearchIsNotAsked() {
        Scenario plain = Scenario.online("#lobby").type("/search tea");

        assertThat(plain.sent()).isEmpty();
        assertThat(plain.shown()).containsExactly("!! this server cannot search");
    }

    private void again() {
        alice.lose("reset").event(new Registered(NODE_2, "alice", ALL)).enter("#lobby");
    }

    private static String live(int number) {
        return "@time=2026-01-01T%s.000Z;msgid=m%d :bob!b@h PRIVMSG #lobby :line %d"
                .formatted(time(number), number, number);
    }

    private static String[] batch(int from, int to) {
        return batchOf("#lobby", from, to);
    }

    private static String[] batchOf(String room, int from, int to) {
        List<String> lines = new ArrayList<>(List.of("BATCH +h chathistory " + room));
        IntStream.rangeClosed(from, to)
                .mapToObj(number -> "@batch=h;" + live(number).substring(1).replace("#lobby", room))
                .forEach(lines::add);
        lines.add("BATCH -h");
        return lines.toArray(String[]::new);
    }

    private static String time(int number) {
        return "12:%02d:%02d".formatted(number / 60, number % 60);
    }

    private List<String> texts() {
        return textsOf("#lobby");
    }

    private List<String> textsOf(String name) {
        return conversation(name).entries().stream()
                .map(Entry::happening)
                .filter(Said.class::isInstance)
                .map(said -> ((Said) said).text())
                .toList();
    }

    private Conversation lobby() {
        return conversation("#lobby");
    }

    private Conversation conversation(String name) {
        return alice.model().overview().conversations().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is none of "
                        + alice.model().overview().conversations().stream()
                                .map(Conversation::name)
                                .collect(joining(", "))));
    }
}
