package chat.parley.client;

import static chat.parley.client.Scenario.NODE_1;
import static chat.parley.client.Scenario.NODE_2;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.client.connection.ConnectionEvent.Failure;
import chat.parley.client.connection.ConnectionEvent.Refused;
import chat.parley.client.connection.ConnectionEvent.Registered;
import chat.parley.client.connection.ConnectionEvent.StillTrying;
import chat.parley.client.connection.ConnectionEvent.Unreachable;
import chat.parley.client.connection.Plan;
import chat.parley.client.model.Effect;
import chat.parley.client.model.ExitCode;
import chat.parley.client.model.Prompt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    @Test
    void whoIsThereIsToldOnArrival() {
        Scenario alice = Scenario.starting("#lobby").connect(Scenario.ALL).clear();

        alice.hear(
                ":alice!parley@host JOIN #lobby",
                ":srv 332 alice #lobby :tea at five",
                ":srv 353 alice = #lobby :alice @bob",
                ":srv 353 alice = #lobby :@+carol",
                ":srv 366 alice #lobby :End");

        assertThat(alice.shown())
                .containsExactly("-- you are in #lobby (3 people here): alice, @bob, @carol; topic: tea at five");
    }

    @Test
    void comingsAndGoingsAreCounted() {
        Scenario alice = Scenario.online("#lobby", "#dev");

        alice.hear(
                ":bob!b@h JOIN #lobby",
                ":bob!b@h JOIN #dev * :Bob",
                ":bob!b@h NICK robert",
                ":carol!c@h JOIN #lobby",
                ":carol!c@h PART #lobby :bye",
                ":robert!b@h QUIT :Connection reset");

        assertThat(alice.shown())
                .containsExactly(
                        "-> bob joined #lobby (2 people here)",
                        "-> bob joined #dev (2 people here)",
                        "-- bob is now robert",
                        "-> carol joined #lobby (3 people here)",
                        "<- carol left #lobby (2 people here): bye",
                        "<- robert left #lobby (1 person here), #dev (1 person here): Connection reset");
    }

    @Test
    void aPersonWhoIsPutOutIsGone() {
        Scenario alice = Scenario.online("#lobby").hear(":bob!b@h JOIN #lobby").clear();

        alice.hear(":op!o@h KICK #lobby bob :enough", ":op!o@h KICK #lobby alice :you too")
                .type("hello?");

        assertThat(alice.shown())
                .containsExactly(
                        "<- bob was put out by op of #lobby (1 person here): enough",
                        "<- you were put out by op of #lobby: you too",
                        "!! not sent: \"hello?\": you are in no room; /join one first");
    }

    @Test
    void standingIsKeptInTheListOfNames() {
        Scenario alice = Scenario.online("#lobby").hear(":bob!b@h JOIN #lobby");

        alice.hear(":srv MODE #lobby +bov *!*@bad bob alice", ":srv MODE #lobby -v alice")
                .clear();
        alice.hear(":bob!b@h NICK rob").type("/names");
        alice.hear(":srv 366 alice #lobby :End");

        assertThat(alice.sent()).containsExactly("NAMES #lobby");
        assertThat(alice.shown()).contains("-- you are in #lobby (2 people here): alice, @rob");
    }

    @Test
    void ownLinesAreShownOnceTheServerHasThem() {
        Scenario alice = Scenario.online("#lobby").type("hello");

        assertThat(alice.sent()).containsExactly("@label=1 PRIVMSG #lobby hello");
        assertThat(alice.shown()).isEmpty();

        alice.hear("@label=1;time=2026-01-01T12:34:56.000Z :alice!parley@host PRIVMSG #lobby :hello");

        assertThat(alice.screenLines()).containsExactly("12:34:56 #lobby [You] hello");
    }

    @Test
    void aServerWithoutEchoIsAskedWhetherItHasThem() {
        Scenario alice = Scenario.onlineWithoutEcho("#lobby").type("hello", "/me waves");

        assertThat(alice.sent())
                .containsExactly(
                        "PRIVMSG #lobby hello",
                        "PING parley-sent-1",
                        "PRIVMSG #lobby :␁ACTION waves␁",
                        "PING parley-sent-2");
        assertThat(alice.shown()).isEmpty();

        alice.hear(":srv PONG srv parley-sent-1");
        assertThat(alice.shown()).containsExactly("#lobby [You] hello");

        alice.hear(":srv PONG srv parley-sent-2");
        assertThat(alice.shown()).containsExactly("#lobby [You] hello", "#lobby * alice waves");
    }

    @Test
    void aRefusedLineIsToldWithItsReason() {
        Scenario alice = Scenario.online("#lobby").type("/msg nobody hi", "two", "three");

        alice.hear(
                "@label=1 :srv 401 alice nobody :No such nick",
                "@label=2 :srv 404 alice #lobby :Cannot send to channel",
                "@label=3 FAIL PRIVMSG TOO_FAST :Slow down");

        assertThat(alice.shown())
                .containsExactly(
                        "!! not sent to nobody: \"hi\": No such nick",
                        "!! not sent to #lobby: \"two\": Cannot send to channel",
                        "!! not sent to #lobby: \"three\": Slow down");
    }

    @Test
    void aLabelledBatchAnswersTheMessageItIsFor() {
        Scenario alice = Scenario.online("#lobby").type("/msg bob hi");

        alice.hear(
                "@label=1 BATCH +x labeled-response",
                "@batch=x :srv 301 alice bob :at lunch",
                "@batch=x :alice!parley@host PRIVMSG bob :hi",
                "BATCH -x");
        alice.lose("reset");

        assertThat(alice.shown()).containsExactly("-- bob is away: at lunch", "(to bob) [You] hi");
    }

    @Test
    void whatWasNotConfirmedIsToldInOneLineAndNotSentAgain() {
        Scenario alice = Scenario.online("#lobby").type("one", "two", "three", "four", "five");
        alice.hear("@label=1 :alice!parley@host PRIVMSG #lobby :one").clear();

        alice.lose("Connection reset")
                .event(new Registered(NODE_2, "alice", Scenario.ALL))
                .enter("#lobby");

        assertThat(alice.shown())
                .containsExactly(
                        "!! not confirmed: \"two\", \"three\", \"four\" and 1 more",
                        "-- the connection was lost (Connection reset); now on node-2:6667");
        assertThat(alice.sent()).containsExactly("JOIN #lobby");
    }

    @Test
    void theNextServerIsLookedForAmongTheOthersFirst() {
        Scenario alice = Scenario.online("#lobby").lose("Connection reset");

        assertThat(alice.effects())
                .containsExactly(new Effect.Connect(new Plan(List.of(NODE_2, NODE_1), "alice", true, 0, false)));
        assertThat(alice.prompt()).isEqualTo(new Prompt("alice", "#lobby", "reconnecting"));
    }

    @Test
    void aLongSearchIsToldOnce() {
        Scenario alice = Scenario.online("#lobby").lose("Connection reset");

        alice.event(new StillTrying("node-2:6667: Connection refused"))
                .type("anybody?")
                .event(new Registered(NODE_2, "alice", Scenario.ALL));

        assertThat(alice.shown())
                .containsExactly(
                        "-- the connection was lost (Connection reset); no server answers yet: node-2:6667: Connection"
                                + " refused",
                        "!! not sent: \"anybody?\": there is no connection to a server",
                        "-- now on node-2:6667");
    }

    @Test
    void aNickThatIsStillHeldIsTold() {
        Scenario alice = Scenario.online("#lobby").lose("Connection reset");

        alice.event(new Registered(NODE_2, "alice_", Scenario.ALL));

        assertThat(alice.shown()).contains("!! alice is still held; you are alice_ now. /nick alice takes it back");
    }

    @Test
    void aServerThatDropsOneAgainAndAgainIsLeft() {
        Scenario alice = Scenario.online("#lobby");
        for (int i = 0; i < 10; i++) {
            alice.lose("go away").event(new Registered(NODE_1, "alice", Scenario.ALL));
        }

        alice.clear().lose("go away");

        assertThat(alice.shown()).containsExactly("!! node-1:6667 lets us in and drops us again: go away");
        assertThat(alice.effects()).containsExactly(new Effect.Leave(ExitCode.FAILED));
    }

    @Test
    void aMentionRings() {
        Scenario alice = Scenario.online("#lobby");

        alice.hear(":bob!b@h PRIVMSG #lobby :malice is no alicent");
        assertThat(alice.effects()).isEmpty();

        alice.hear(":bob!b@h PRIVMSG #lobby :hey, Alice: tea?", ":bob!b@h PRIVMSG alice :psst");
        assertThat(alice.effects())
                .extracting(effect -> ((Effect.Notify) effect).said().text())
                .containsExactly("hey, Alice: tea?", "psst");
    }

    @Test
    void nothingThatOthersTypeSteersTheTerminal() {
        Scenario alice = Scenario.online("#lobby");

        alice.hear(
                ":bob!b@h PRIVMSG #lobby :\u001b[2J\u001b]0;owned\u0007 \u0003,4red\u0003 \u0002bold\u0002 \u202egnp",
                ":b\u001bb!b@h JOIN #lobby",
                ":x!x@h JOIN #lobby",
                ":x!x@h QUIT :\u009b31m",
                ":bob!b@h TOPIC #lobby :\u001b[H",
                ":srv NOTICE alice :\u001bc",
                ":srv 322 alice #\u001bx 3 :\u0007",
                ":srv 323 alice :End",
                ":srv 482 alice #lobby :\u001b[31mno");

        assertThat(String.join("\n", alice.screenLines())).doesNotContainPattern("[\\p{Cntrl}&&[^\n]]|\u202e");
        assertThat(alice.shown()).first().isEqualTo("#lobby <bob> ␛[2J␛]0;owned␇ ,4red bold ⟨U+202E⟩gnp");
    }

    @Test
    void aLongTextBecomesSeveralMessages() {
        String text = "word ".repeat(200).strip();
        Scenario alice = Scenario.online("#lobby").type(text);

        assertThat(alice.sent()).hasSize(3).allSatisfy(line -> {
            String asOthersSeeIt = ":alice!parley@host " + line.substring(line.indexOf(' ') + 1) + "\r\n";
            assertThat(asOthersSeeIt.length()).isLessThanOrEqualTo(512);
        });
    }

    @Test
    void aPasteBecomesOneMessageForEachLine() {
        Scenario alice = Scenario.online("#lobby").type("one\ntwo");

        assertThat(alice.sent()).containsExactly("@label=1 PRIVMSG #lobby one", "@label=2 PRIVMSG #lobby two");
    }

    @Test
    void aRoomThatDoesNotLetOneInIsTold() {
        Scenario alice = Scenario.starting("#secret").connect(Scenario.ALL).clear();

        alice.hear(":srv 474 alice #secret :Cannot join channel (+b)").type("hi");

        assertThat(alice.shown())
                .containsExactly(
                        "!! you cannot go into #secret: Cannot join channel (+b)",
                        "!! not sent: \"hi\": you are in no room; /join one first");
    }

    @Test
    void aStandardReplyKeepsOneOutAsWell() {
        Scenario pipe = Scenario.piped("#lobby", "#secret")
                .connect(Scenario.ALL)
                .enter("#lobby")
                .clear();

        pipe.hear("FAIL JOIN NEED_ACCOUNT #secret :Log in first").type("hi");

        assertThat(pipe.shown()).containsExactly("!! JOIN: Log in first");
        assertThat(pipe.sent()).containsExactly("@label=1 PRIVMSG #lobby hi");
    }

    @Test
    void aLineThatIsTypedBeforeTheRoomIsEnteredWaitsForIt() {
        Scenario alice = Scenario.starting("#lobby").connect(Scenario.ALL).type("early");
        assertThat(alice.sent()).containsExactly("JOIN #lobby");

        alice.enter("#lobby");

        assertThat(alice.sent()).containsExactly("JOIN #lobby", "@label=1 PRIVMSG #lobby early");
    }

    @Test
    void aPipeEndsWhenItsLastLineIsAcknowledged() {
        Scenario pipe = Scenario.piped("#lobby").type("one", "two").endInput();
        assertThat(pipe.sent()).isEmpty();

        pipe.connect(Scenario.ALL).enter("#lobby").hear("@label=1 :alice!parley@host PRIVMSG #lobby :one");
        assertThat(pipe.sent()).doesNotContain("QUIT");

        pipe.hear("@label=2 :alice!parley@host PRIVMSG #lobby :two");
        assertThat(pipe.sent()).last().isEqualTo("QUIT");

        pipe.lose("Closing link");
        assertThat(pipe.effects()).last().isEqualTo(new Effect.Finish(ExitCode.DONE));
    }

    @Test
    void aPipeThatGetsNoAnswerFails() {
        Scenario pipe =
                Scenario.piped("#lobby").connect(Scenario.ALL).enter("#lobby").clear();

        pipe.type("one").endInput().pass(Duration.ofSeconds(31));

        assertThat(pipe.shown())
                .containsExactly("!! not confirmed: \"one\"", "!! the server has not answered for 30 s");
        assertThat(pipe.effects()).last().isEqualTo(new Effect.Leave(ExitCode.FAILED));
    }

    @Test
    void aServerThatSaysNoGoodbyeIsNotWaitedForLong() {
        Scenario alice = Scenario.online("#lobby").type("q");
        assertThat(alice.sent()).containsExactly("QUIT");

        alice.pass(Duration.ofSeconds(3));

        assertThat(alice.effects()).last().isEqualTo(new Effect.Finish(ExitCode.DONE));
    }

    @Test
    void whoisTellsForHowLong() {
        Scenario alice = Scenario.online("#lobby").clear();

        alice.hear(
                ":srv 317 alice bob 65 " + Instant.parse("2026-01-01T09:55:00Z").getEpochSecond() + " :idle, signon");

        assertThat(alice.shown()).containsExactly("-- bob has been idle for 1 min, here for 2 h 5 min");
    }

    @Test
    void noServerAtAllIsOneLineWithAllAddresses() {
        Scenario alice = Scenario.starting("#lobby");

        alice.event(new Unreachable(
                List.of(new Failure(NODE_1, "Connection refused"), new Failure(NODE_2, "no answer within 5.0 s"))));

        assertThat(alice.shown())
                .containsExactly(
                        "!! no server could be reached: node-1:6667 (Connection refused), node-2:6667 (no answer"
                                + " within 5.0 s)");
        assertThat(alice.effects()).last().isEqualTo(new Effect.Leave(ExitCode.UNREACHABLE));
    }

    @Test
    void aServerThatRefusesIsQuoted() {
        Scenario alice = Scenario.starting("#lobby").event(new Refused(NODE_1, "Server is full"));

        assertThat(alice.shown()).containsExactly("!! node-1:6667 refused: Server is full");
        assertThat(alice.effects()).last().isEqualTo(new Effect.Leave(ExitCode.REFUSED));
    }

    @Test
    void theNamesOfOldServersFoldBrackets() {
        Scenario alice = Scenario.starting("#a[1]").event(new Registered(NODE_1, "alice", Set.of()));

        alice.hear(":srv 005 alice CASEMAPPING=rfc1459 :are supported", ":alice!a@h JOIN #A{1}");
        alice.clear().hear(":bob!b@h JOIN #a[1]");

        assertThat(alice.shown()).containsExactly("-> bob joined #a[1] (2 people here)");
    }
}
