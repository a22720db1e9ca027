package chat.parley.client.screen;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.client.Scenario;
import chat.parley.client.state.InputHistory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client's real output for keys that are really pressed, on a terminal that lives in this process. */
@Timeout(60)
class FullScreenTest {
    private final Monitor alice;

    FullScreenTest() throws IOException {
        Scenario scenario = Scenario.startingFull("#lobby", "#dev")
                .connect(Scenario.ALL)
                .enter("#lobby", "#dev")
                .hear(
                        ":srv 353 alice = #lobby :@bob carol alice",
                        ":srv 366 alice #lobby :End",
                        "@time=2026-01-01T12:01:00.000Z :carol!c@h PRIVMSG #lobby :hello",
                        "@time=2026-01-01T12:02:00.000Z :bob!b@h PRIVMSG #lobby :hello, alice");
        alice = new Monitor(scenario, 80, 16);
        alice.scenario().clear();
    }

    @AfterEach
    void close() {
        alice.close();
    }

    @Test
    void whatTheTerminalShowsIsThePicture() {
        Pictures.assertLooksLike("terminal-80x16", alice.picture());
    }

    @Test
    void aLineIsTypedEditedAndSaid() throws IOException {
        alice.press("helo\u0002l").awaitPicture("alice › hello");
        alice.press("\r").awaitPicture("⋯     alice  hello");
        assertThat(alice.scenario().sent()).containsExactly("@label=1 PRIVMSG #lobby hello");

        alice.hear("@label=1;time=2026-01-01T12:03:00.000Z :alice!parley@host PRIVMSG #lobby :hello");
        alice.awaitPicture("12:03     alice  hello");
        assertThat(alice.picture()).doesNotContain("⋯");
        alice.press("\u0010").awaitPicture("alice › hello");
    }

    @Test
    void whatWasTypedInAnEarlierRunIsThere(@TempDir Path folder) throws IOException {
        InputHistory earlier = new InputHistory(folder.resolve("typed"), 10);
        earlier.add("first");
        earlier.add("said before");
        try (Monitor again = new Monitor(
                Scenario.online("#lobby"), 80, 16, Look.DEFAULT, new InputHistory(folder.resolve("typed"), 10))) {
            again.press("\u0010").awaitPicture("alice › said before");
            again.press("\u0010").awaitPicture("alice › first");
            again.press("\u0012bef").awaitPicture("said before");
            again.press("\u0007\u0015said now\r").awaitPicture("⋯     alice  said now");
        }
        assertThat(earlier.entries()).endsWith("said before", "said now");
    }

    @Test
    void namesAreCompletedTheLastSpeakerFirst() throws IOException {
        alice.press("\t").awaitPicture("alice › bob:");
        alice.press("\t").awaitPicture("alice › carol:");
        alice.press("\u001b[Z").awaitPicture("alice › bob:");
        alice.press("don't tell ca\t").awaitPicture("alice › bob: don't tell carol");
    }

    @Test
    void commandsRoomsAndEmojiAreCompleted() throws IOException {
        alice.press("/swi\t").awaitPicture("alice / /switch");
        alice.press("de\t").awaitPicture("alice / /switch #dev");
        alice.press("\r").awaitPicture("▸ #dev");
        alice.press(":tad\t").awaitPicture("alice › 🎉");
    }

    @Test
    void aPasteOfManyLinesAsksFirst() throws IOException {
        alice.press("\u001b[200~one\ntwo\nthree\nfour\u001b[201~\r");
        alice.awaitPicture("Say 4 lines? Enter says them, Ctrl-U takes them away.");
        assertThat(alice.scenario().sent()).isEmpty();

        alice.press("\r").awaitPicture("⋯            four");
        assertThat(alice.scenario().sent()).hasSize(4);
    }

    @Test
    void altEnterBeginsAnotherLine() throws IOException {
        alice.press("one\u001b\rtwo").awaitPicture("alice › one\n        two");
    }

    @Test
    void keysGoToWhatIsNew() throws IOException {
        alice.hear("@time=2026-01-01T12:04:00.000Z :bob!b@h PRIVMSG #dev :look here, alice");
        alice.awaitPicture("#dev        1");
        alice.press("\u001ba").awaitPicture("▸ #dev");
        alice.awaitPicture("look here, alice");
        alice.press("\u001b2").awaitPicture("▸ #lobby");
    }

    @Test
    void listsAreHiddenAndShownAgain() throws IOException {
        alice.press("\u001b[19~").press("\u001b[18~");
        alice.awaitPicture("\n 12:01        carol  hello\n");
        alice.press("\u001b[19~").awaitPicture("3 people");
    }

    @Test
    void theScreenIsDrawnAnewWhenTheTerminalIsResized() throws IOException {
        alice.resize(40, 10);
        alice.awaitPicture("12:01 carol: hello");
        Pictures.assertLooksLike("terminal-40x10", alice.picture());
    }

    @Test
    void whatComesWhileOneLooksElsewhereIsBelowALine() throws IOException {
        alice.press("\u001b[O").awaitPicture("alice ›");
        alice.hear("@time=2026-01-01T12:04:00.000Z :bob!b@h PRIVMSG #lobby :are you there?");
        alice.awaitPicture("─ new ─");
        alice.press("\u001b[I").awaitPicture("are you there?");
    }
}
