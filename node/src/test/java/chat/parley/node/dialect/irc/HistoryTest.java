package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.room.HistoryRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CHATHISTORY (IRCv3 chathistory, a draft; clauses by the names of its sections). */
class HistoryTest {
    private static final String[] ALL = {
        "draft/chathistory", "batch", "server-time", "message-tags", "labeled-response", "standard-replies"
    };

    private final PretendNode node = PretendNode.start("parley.history.page-lines = 50");
    private IrcClient alice;
    private IrcClient bob;

    /** One to nine, a second apart. */
    @BeforeEach
    void nineLinesAreSaid() {
        bob = node.join("bob");
        alice = node.join("alice", ALL);
        alice.send("JOIN #tea");
        bob.send("JOIN #tea");
        for (var word : List.of("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")) {
            node.passes(Duration.ofSeconds(1));
            bob.send("PRIVMSG #tea " + word);
        }
        bob.reads();
    }

    @Test
    void theLatestLinesComeInABatchAsTheyWereShown() {
        var live = alice.reads();

        var lines = alice.asks("CHATHISTORY LATEST #tea * 2");

        // Section CHATHISTORY Command: the batch has the canonical name; Returned message notes: msgid and time are the
        // original ones.
        assertThat(lines.get(0)).isEqualTo(":irc.example BATCH +1 chathistory #tea");
        assertThat(lines.subList(1, 3))
                .containsExactly(
                        "@batch=1;" + last(live, 2).substring(1),
                        "@batch=1;" + last(live, 1).substring(1));
        assertThat(lines.subList(3, lines.size())).containsExactly(":irc.example BATCH -1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LATEST #tea * 3             | seven eight nine",
                "LATEST #TEA {seven} 9       | eight nine",
                "LATEST #tea {six} 2         | eight nine",
                "latest #tea * 50            | one two three four five six seven eight nine",
                "BEFORE #tea {three} 50      | one two",
                "BEFORE #tea {five} 2        | three four",
                "BEFORE #tea {one} 5         | ",
                "AFTER #tea {seven} 5        | eight nine",
                "AFTER #tea {two} 2          | three four",
                "AFTER #tea {nine} 2         | ",
                "AROUND #tea {five} 3        | four five six",
                "AROUND #tea {five} 4        | three four five six",
                "AROUND #tea {five} 1        | five",
                "AROUND #tea {nine} 4        | seven eight nine",
                "AROUND #tea {one} 4         | one two three four",
                "BETWEEN #tea {two} {six} 50 | three four five",
                "BETWEEN #tea {two} {six} 2  | three four",
                "BETWEEN #tea {six} {two} 2  | four five",
                "BETWEEN #tea {two} {two} 2  | "
            })
    void subcommandsByIdAndByTimeGiveTheSame(String request, String expected) {
        var live = alice.reads();

        assertThat(texts(alice.asks("CHATHISTORY " + filled(request, live, "msgid"))))
                .isEqualTo(expected == null ? "" : expected);
        assertThat(texts(alice.asks("CHATHISTORY " + filled(request, live, "time"))))
                .isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void theTwoKindsOfBoundCanBeMixed() {
        var live = alice.reads();
        var request = "BETWEEN #tea " + bound(live, "six", "msgid") + " " + bound(live, "two", "time") + " 2";

        assertThat(texts(alice.asks("CHATHISTORY " + request))).isEqualTo("four five");
    }

    @Test
    void nothingToShowIsAnEmptyBatch() {
        alice.reads();

        assertThat(alice.asks("CHATHISTORY AFTER #tea timestamp=2030-01-01T00:00:00.000Z 5"))
                .containsExactly(":irc.example BATCH +1 chathistory #tea", ":irc.example BATCH -1");
    }

    @Test
    void aLabelIsOnTheBatch() {
        alice.reads();

        var lines = alice.asks("@label=xyz CHATHISTORY LATEST #tea * 1");

        assertThat(lines.get(0)).matches("@label=xyz :irc.example BATCH \\+\\S+ chathistory #tea");
        assertThat(lines).hasSize(3).filteredOn(line -> line.contains("label=")).hasSize(1);
    }

    @Test
    void whoKnowsNoBatchesGetsTheLinesAlone() {
        var carol = node.join("carol", "draft/chathistory");
        carol.send("JOIN #tea");

        assertThat(carol.asksAnew("CHATHISTORY LATEST #tea * 2"))
                .containsExactly(":bob!bob@192.0.2.1 PRIVMSG #tea :eight", ":bob!bob@192.0.2.1 PRIVMSG #tea :nine");
    }

    @Test
    void whatElseHappenedIsForThoseWhoAskedForIt() {
        bob.send("TOPIC #tea :green", "MODE #tea +v bob", "PART #tea :bye");
        var carol = node.join("carol", "draft/chathistory", "draft/event-playback");
        carol.send("JOIN #tea");

        assertThat(alice.asksAnew("CHATHISTORY LATEST #tea * 1")).anyMatch(line -> line.endsWith(":nine"));
        // Section CHATHISTORY Command: other lines are sent to those with draft/event-playback.
        assertThat(carol.asksAnew("CHATHISTORY LATEST #tea * 2"))
                .containsExactly(":bob!bob@192.0.2.1 PART #tea :bye", ":carol!carol@192.0.2.1 JOIN #tea");
    }

    @Test
    void targetsTellsRoomsByTheTimeOfTheirLatestLine() {
        bob.send("JOIN #milk", "JOIN #quiet");
        alice.send("JOIN #milk", "JOIN #quiet");
        node.passes(Duration.ofSeconds(1));
        bob.send("PRIVMSG #milk white");
        alice.reads();

        assertThat(alice.asks(
                        "CHATHISTORY TARGETS timestamp=2020-01-01T00:00:00.000Z timestamp=2030-01-01T00:00:00Z 9"))
                .containsExactly(
                        ":irc.example BATCH +1 draft/chathistory-targets",
                        "@batch=1 :irc.example CHATHISTORY TARGETS #tea 2026-01-31T13:00:08.007Z",
                        "@batch=1 :irc.example CHATHISTORY TARGETS #milk 2026-01-31T13:00:09.007Z",
                        ":irc.example BATCH -1");
        assertThat(alice.asks(
                        "CHATHISTORY TARGETS timestamp=2030-01-01T00:00:00Z timestamp=2020-01-01T00:00:00.000Z 1"))
                .hasSize(3)
                .anyMatch(line -> line.contains("#milk"));
        assertThat(alice.asks(
                        "CHATHISTORY TARGETS timestamp=2020-01-01T00:00:00Z timestamp=2020-01-02T00:00:00.000Z 1"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Section Errors and Warnings.
                "CHATHISTORY                                        | INVALID_PARAMS * :Unknown command",
                "CHATHISTORY DANCE #tea * 5                         | INVALID_PARAMS DANCE :Unknown command",
                "CHATHISTORY LATEST #tea *                          | INVALID_PARAMS LATEST :Insufficient parameters",
                "CHATHISTORY LATEST #tea * 5 6                      | INVALID_PARAMS LATEST :Too many parameters",
                "CHATHISTORY BETWEEN #tea timestamp=2026-01-01T00:00:00.000Z 5 | INVALID_PARAMS BETWEEN :Insufficient parameters",
                "CHATHISTORY LATEST #tea * 0                        | INVALID_PARAMS LATEST 0 :Invalid limit",
                "CHATHISTORY LATEST #tea * -1                       | INVALID_PARAMS LATEST -1 :Invalid limit",
                "CHATHISTORY LATEST #tea * 51                       | INVALID_PARAMS LATEST 51 :Invalid limit",
                "CHATHISTORY LATEST #tea * 1000000000               | INVALID_PARAMS LATEST 1000000000 :Invalid limit",
                "CHATHISTORY LATEST #tea * many                     | INVALID_PARAMS LATEST many :Invalid limit",
                "CHATHISTORY BEFORE #tea * 5                        | INVALID_MSGREFTYPE BEFORE #tea * :",
                "CHATHISTORY BEFORE #tea nine 5                     | INVALID_MSGREFTYPE BEFORE #tea nine :",
                "CHATHISTORY BEFORE #tea timestamp=yesterday 5      | INVALID_PARAMS BEFORE timestamp=yesterday :Invalid timestamp",
                "CHATHISTORY BEFORE #tea timestamp=2026-13-01T00:00:00.000Z 5 | INVALID_PARAMS BEFORE timestamp=2026-13-01T00:00:00.000Z :Invalid timestamp",
                "CHATHISTORY BEFORE #tea timestamp= 5               | INVALID_PARAMS BEFORE timestamp= :Invalid timestamp",
                "CHATHISTORY BEFORE #tea msgid=nonsense 5           | MESSAGE_ERROR BEFORE #tea msgid=nonsense :Messages could not be retrieved",
                "CHATHISTORY BEFORE #tea msgid= 5                   | MESSAGE_ERROR BEFORE #tea msgid= :Messages could not be retrieved",
                "CHATHISTORY LATEST #other * 5                      | INVALID_TARGET LATEST #other :Messages could not be retrieved",
                "CHATHISTORY LATEST bob * 5                         | INVALID_TARGET LATEST bob :Messages could not be retrieved: only rooms have a history, private",
                "CHATHISTORY LATEST * * 5                           | INVALID_TARGET LATEST * :Messages could not be retrieved",
                "CHATHISTORY TARGETS msgid=1 timestamp=2026-01-01T00:00:00.000Z 5 | INVALID_PARAMS TARGETS msgid=1 :Invalid timestamp"
            })
    void whatCannotBeAnsweredFailsAsSpecified(String request, String expected) {
        alice.reads();

        assertThat(alice.asks(request.strip()))
                .singleElement()
                .asString()
                .startsWith(":irc.example FAIL CHATHISTORY " + expected);
    }

    @Test
    void anIdOfThisRoomThatIsNoMessageFails() {
        var id = bound(alice.reads(), "nine", "msgid");
        var later = id.substring(0, id.lastIndexOf('-') + 1) + "zzz";

        assertThat(alice.asks("CHATHISTORY BEFORE #tea " + later + " 5"))
                .singleElement()
                .asString()
                .startsWith(":irc.example FAIL CHATHISTORY MESSAGE_ERROR BEFORE #tea " + later + " :");
    }

    @Test
    void withoutTheCapabilityThereIsNoSuchCommand() {
        // Section Implementation: the capability must be negotiated.
        assertThat(bob.asks("CHATHISTORY LATEST #tea * 5"))
                .singleElement()
                .asString()
                .startsWith(":irc.example 421 bob CHATHISTORY :");
    }

    @Test
    void isupportTellsTheLimitAndTheKindsOfReference() {
        assertThat(bob.asks("VERSION")).anyMatch(line -> line.contains(" CHATHISTORY=50 "));
        assertThat(bob.asks("VERSION")).anyMatch(line -> line.contains(" MSGREFTYPES=msgid,timestamp "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "message-tags"})
    void whoCannotAskIsShownNothingUnlessConfigured(String capability) {
        var carol = capability.isEmpty() ? node.join("carol") : node.join("carol", capability);

        assertThat(carol.asksAnew("JOIN #tea")).noneMatch(line -> line.contains("PRIVMSG"));
        assertThat(node.asked).noneMatch(HistoryRequest.class::isInstance);
    }

    @Test
    void whoCannotAskIsShownTheLastLinesWhereConfigured() {
        var recent = PretendNode.start("parley.history.on-join-lines = 2");
        var dora = recent.join("dora");
        dora.send("JOIN #tea", "PRIVMSG #tea one", "PRIVMSG #tea two", "PRIVMSG #tea three");
        var carol = recent.join("carol", "server-time");
        var eve = recent.join("eve", "draft/chathistory");

        assertThat(carol.asksAnew("JOIN #tea"))
                .endsWith(
                        "@time=2026-01-31T12:59:59.007Z :dora!dora@192.0.2.1 PRIVMSG #tea :two",
                        "@time=2026-01-31T12:59:59.007Z :dora!dora@192.0.2.1 PRIVMSG #tea :three");
        // Section Implementation: those who can ask get nothing unasked.
        assertThat(eve.asksAnew("JOIN #tea")).noneMatch(line -> line.contains("PRIVMSG"));
        assertThat(recent.asked)
                .filteredOn(HistoryRequest.class::isInstance)
                .isNotEmpty()
                .allMatch(request -> ((HistoryRequest) request).beforeJoining());
    }

    /** The last words of all messages. */
    private static String texts(List<String> lines) {
        var words = new ArrayList<String>();
        for (var line : lines) {
            if (line.contains(" PRIVMSG ")) {
                words.add(line.substring(line.lastIndexOf(':') + 1));
            }
        }
        return String.join(" ", words);
    }

    /** {@code {word}} becomes the bound that is the line with that word. */
    private static String filled(String request, List<String> live, String tag) {
        var filled = request.strip();
        for (int open = filled.indexOf('{'); open >= 0; open = filled.indexOf('{')) {
            int close = filled.indexOf('}');
            var word = filled.substring(open + 1, close);
            filled = filled.substring(0, open) + bound(live, word, tag) + filled.substring(close + 1);
        }
        return filled;
    }

    private static String bound(List<String> live, String word, String tag) {
        var line = live.stream()
                .filter(each -> each.endsWith(":" + word))
                .findFirst()
                .orElseThrow();
        int from = line.indexOf(tag + "=") + tag.length() + 1;
        var value = line.substring(from).split("[; ]", 2)[0];
        return (tag.equals("time") ? "timestamp=" : "msgid=") + value;
    }

    private static String last(List<String> lines, int back) {
        return lines.get(lines.size() - back);
    }
}
