package chat.parley.client.script;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.client.model.ExitCode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SayErrandTest {
    private final AtomicInteger linesDone = new AtomicInteger();
    private final SayErrand errand = new SayErrand("#ops", linesDone::incrementAndGet);
    private final PlayedServer server = new PlayedServer(errand);

    @Test
    void itIsOverWhenTheServerHasEchoedEveryLine() {
        errand.say("one");
        errand.say("two");
        errand.endInput();
        server.letIn(PlayedServer.ALL);
        assertThat(server.heard()).containsExactly("@label=say1 PRIVMSG #ops one", "@label=say2 PRIVMSG #ops two");

        server.say("@label=say1 :alice!u@h PRIVMSG #ops :one");
        assertThat(server.exitCode()).isNull();
        server.say("@label=say2 :alice!u@h PRIVMSG #ops :two");

        assertThat(server.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(linesDone).hasValue(2);
    }

    @Test
    void withoutAnEchoTheAnswerToAPingTells() {
        errand.say("one");
        errand.endInput();
        server.letIn(Set.of());
        assertThat(server.heard()).containsExactly("PRIVMSG #ops one", "PING parley-said-1");

        server.say(":srv PONG srv parley-said-1");

        assertThat(server.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void noMoreThanAFewAreUnderWay() {
        for (int i = 1; i <= 10; i++) {
            errand.say("line " + i);
        }
        server.letIn(PlayedServer.ALL);
        assertThat(server.heard()).hasSize(SayErrand.WINDOW);

        server.say("@label=say1 :alice!u@h PRIVMSG #ops :line 1");

        assertThat(server.heard()).containsExactly("@label=say5 PRIVMSG #ops :line 5");
    }

    @Test
    void aRefusalIsToldAndTheNextLineIsSaid() {
        server.letIn(PlayedServer.ALL);
        errand.say("one");
        errand.say("two");
        errand.endInput();

        server.say("@label=say1 :srv 404 alice #ops :Cannot send to channel");
        server.say("@label=say2 :alice!u@h PRIVMSG #ops :two");

        assertThat(server.words()).containsExactly("refused: \"one\": Cannot send to channel");
        assertThat(server.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(linesDone).hasValue(2);
    }

    @Test
    void aLongLineIsCutAndIsOneLineStill() {
        server.letIn(PlayedServer.ALL);
        errand.say("word ".repeat(200));

        assertThat(server.heard())
                .hasSizeBetween(3, SayErrand.WINDOW)
                .allSatisfy(line -> assertThat(line.length()).isLessThan(512));
        server.say("@label=say1 :alice!u@h PRIVMSG #ops :word");

        assertThat(linesDone).hasValue(0);
    }

    @Test
    void whatNoMessageCanHoldIsLeftOut() {
        server.letIn(PlayedServer.ALL);
        errand.say("");
        errand.say("  ");
        errand.say("a\rb\0c\ud800\r");

        assertThat(server.heard()).containsExactly("@label=say1 PRIVMSG #ops abc?");
        assertThat(linesDone).hasValue(2);
    }

    @Test
    void afterALossTheHistoryTellsWhatWasTakenAndTheRestIsSaidAgain() {
        server.letIn(PlayedServer.ALL);
        for (String line : new String[] {"one", "two", "three"}) {
            errand.say(line);
        }
        errand.endInput();
        server.say("@label=say1;msgid=m1;time=2026-01-01T12:00:01.000Z :alice!u@h PRIVMSG #ops :one");

        server.lose("connection reset").heard();
        server.letIn(PlayedServer.ALL);
        assertThat(server.heard()).containsExactly("CHATHISTORY AFTER #ops timestamp=2026-01-01T12:00:01.000Z 3");
        server.say(
                ":srv BATCH +h chathistory #ops",
                "@batch=h;msgid=m1;time=2026-01-01T12:00:01.000Z :alice!u@h PRIVMSG #ops :one",
                "@batch=h;msgid=m2;time=2026-01-01T12:00:02.000Z :alice!u@h PRIVMSG #ops :two",
                "@batch=h;msgid=m9;time=2026-01-01T12:00:02.000Z :bob!u@h PRIVMSG #ops :three",
                ":srv BATCH -h");
        assertThat(server.heard()).containsExactly("CHATHISTORY AFTER #ops msgid=m9 3");
        server.say(":srv BATCH +i chathistory #ops", ":srv BATCH -i");

        assertThat(server.heard()).containsExactly("@label=say3 PRIVMSG #ops three");
        server.say("@label=say3 :alice!u@h PRIVMSG #ops :three");
        assertThat(server.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(server.words()).isEmpty();
    }

    /** The same line of an earlier run is no proof. */
    @Test
    void theHistoryIsReadFromWhereOneCameInOnly() {
        server.letIn(PlayedServer.ALL);
        errand.say("backup done");
        server.lose("connection reset").heard();

        server.letIn(PlayedServer.ALL);

        assertThat(server.heard()).containsExactly("CHATHISTORY AFTER #ops timestamp=2026-01-01T12:00:00.000Z 3");
    }

    @Test
    void withoutAHistoryNobodyKnowsAndItIsToldSo() {
        Set<String> noHistory = Set.of("echo-message", "labeled-response", "batch");
        server.letIn(noHistory);
        errand.say("one");
        errand.endInput();

        server.lose("connection reset").letIn(noHistory);

        assertThat(server.words()).containsExactly("not confirmed: \"one\"");
        assertThat(server.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aServerThatCutsOneOffForFloodingIsTalkedToSlowly() {
        server.letIn(PlayedServer.ALL).lose("Closing link: Excess Flood").letIn(PlayedServer.ALL);
        errand.say("one");
        errand.say("two");
        assertThat(server.heard()).containsExactly("@label=say1 PRIVMSG #ops one");

        server.pass(Duration.ofSeconds(1));
        assertThat(server.heard()).isEmpty();
        server.pass(Duration.ofSeconds(1));

        assertThat(server.heard()).containsExactly("@label=say2 PRIVMSG #ops two");
    }

    @Test
    void whatIsLeftWhenNoServerIsFoundIsToldByNumber() {
        server.letIn(PlayedServer.ALL);
        for (int i = 1; i <= 6; i++) {
            errand.say("line " + i);
        }
        server.lose("connection reset");

        errand.giveUp();

        assertThat(server.words())
                .contains("not confirmed: \"line 1\"", "not confirmed: \"line 4\"", "not said: 2 lines");
    }
}
