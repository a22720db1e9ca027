package chat.parley.system;

import static chat.parley.harness.LineMatch.command;
import static chat.parley.harness.LineMatch.message;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.Fresh;
import chat.parley.harness.IrcProbe;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.SharedCluster;
import chat.parley.wire.Line;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ann talks on one node; eve, who was away, reads it on another (IRCv3 chathistory, a draft). */
@ExtendWith(SharedCluster.class)
class HistoryTest {
    private static final String CAPABILITIES =
            "draft/chathistory batch server-time message-tags echo-message standard-replies";

    private final ParleyCluster cluster;
    private final String room = Fresh.room("past");
    private final IrcProbe ann;
    private final List<Line> said = new ArrayList<>();

    HistoryTest(ParleyCluster cluster) {
        this.cluster = cluster;
        this.ann = cluster.node(0).connect(Fresh.nick("ann"));
    }

    @AfterEach
    void leave() {
        ann.close();
    }

    @Test
    void whoWasAwayReadsPageByPageWhatWasSaidWithItsIdsAndTimes() {
        annSays(25);
        try (var eve = away()) {
            var read = new ArrayList<Line>();
            for (var page = history(eve, "LATEST", "*");
                    !page.isEmpty();
                    page = history(eve, "BEFORE", id(read.get(0)))) {
                read.addAll(0, page);
            }

            assertThat(read).extracting(HistoryTest::whole).containsExactlyElementsOf(wholeOf(said));
            assertThat(history(eve, "AFTER", id(said.get(22))))
                    .extracting(HistoryTest::whole)
                    .containsExactlyElementsOf(wholeOf(said.subList(23, 25)));
        }
    }

    @Test
    void theAnswerHasItsPlaceAmongTheOthersAnswers() {
        annSays(3);
        try (var eve = away()) {
            eve.send("PING first\r\nCHATHISTORY LATEST " + room + " * 9\r\nPING second");

            var lines = eve.until(
                    command("PONG").and("second", line -> line.params().contains("second")));
            assertThat(lines.stream().map(Line::command))
                    .containsSubsequence("PONG", "BATCH", "PRIVMSG", "PRIVMSG", "PRIVMSG", "BATCH", "PONG");
        }
    }

    @Test
    void whatWasTakenBackIsNotRead() {
        annSays(3);
        try (var eve = away()) {
            // On another node: it is taken back there when she is shown so.
            eve.send("CAP REQ draft/message-redaction");
            eve.sync();
            ann.send("CAP REQ draft/message-redaction");
            ann.send("REDACT " + room + " " + said.get(1).tags().get("msgid") + " :oops");
            ann.expect(command("REDACT"));
            eve.expect(command("REDACT"));

            assertThat(history(eve, "LATEST", "*"))
                    .extracting(HistoryTest::whole)
                    .containsExactlyElementsOf(wholeOf(List.of(said.get(0), said.get(2))));
        }
    }

    @Test
    void aRoomThatOneIsNotInCannotBeRead() {
        annSays(1);
        try (var eve =
                IrcProbe.open(cluster.node(1).address(), Fresh.nick("eve")).register(CAPABILITIES)) {
            eve.send("CHATHISTORY LATEST " + room + " * 9");

            assertThat(eve.expect(command("FAIL")).params())
                    .startsWith("CHATHISTORY", "INVALID_TARGET", "LATEST", room);
        }
    }

    private void annSays(int lines) {
        ann.join(room);
        for (int i = 1; i <= lines; i++) {
            ann.say(room, "line " + i);
            said.add(ann.expect(message(ann.nick(), room, "line " + i)));
        }
    }

    private IrcProbe away() {
        return IrcProbe.open(cluster.node(1).address(), Fresh.nick("eve"))
                .register(CAPABILITIES)
                .join(room);
    }

    private List<Line> history(IrcProbe reader, String subcommand, String bound) {
        reader.send("CHATHISTORY " + subcommand + " " + room + " " + bound + " 7");
        return reader
                .until(command("BATCH")
                        .and("that ends", line -> line.params().get(0).startsWith("-")))
                .stream()
                .filter(line -> line.tags().get("batch") != null)
                .toList();
    }

    private static String id(Line line) {
        return "msgid=" + line.tags().get("msgid");
    }

    private static List<String> wholeOf(List<Line> lines) {
        return lines.stream().map(HistoryTest::whole).toList();
    }

    /** All that there is to a line but for the batch. */
    private static String whole(Line line) {
        return line.tags().get("msgid") + " " + line.tags().get("time") + " " + line.source() + " " + line.params();
    }
}
