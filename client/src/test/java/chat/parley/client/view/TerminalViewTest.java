package chat.parley.client.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.client.model.Happening;
import chat.parley.client.model.Happening.Headcount;
import chat.parley.client.model.Happening.Joined;
import chat.parley.client.model.Happening.Kind;
import chat.parley.client.model.Happening.Problem;
import chat.parley.client.model.Happening.Said;
import chat.parley.client.model.Prompt;
import chat.parley.client.state.InputHistory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The view on a terminal that lives in this process; its screen is compared as a picture. */
@Timeout(30)
class TerminalViewTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final ScreenTerminal screen;
    private final LineDisciplineTerminal terminal;
    private final TerminalView view;
    private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();

    TerminalViewTest() throws IOException {
        ScreenTerminal.VirtualTerminal virtual = ScreenTerminal.withTerminal("test", "xterm-256color", 40, 8);
        screen = virtual.screen();
        terminal = virtual.terminal();
        view = new TerminalView(
                terminal, Theme.BASIC, Alerts.Settings.of(Map.of()), InputHistory.none(), ZoneOffset.UTC);
    }

    @BeforeEach
    void promptIsShown() {
        view.listen(inputs::add);
        view.prompt(new Prompt("alice", "#lobby", ""));
        awaitPicture("alice #lobby>");
    }

    @AfterEach
    void close() {
        view.close();
    }

    @Test
    void linesComeInAboveWhatIsBeingTyped() throws IOException {
        press("half a li");
        awaitPicture("alice #lobby> half a li");

        view.show(said("bob", "hello"));
        view.show(new Joined(NOON, new Headcount("#lobby", 3), "carol"));

        awaitPicture("""
                12:00 <bob> hello
                12:00 -> carol joined #lobby (3 people
                      here)
                alice #lobby> half a li""");
    }

    @Test
    void longLinesBreakBetweenWordsAndAreIndented() {
        view.show(said("bob", "the quick brown fox jumps over the lazy dog and 漢字漢 too"));

        awaitPicture("""
                12:00 <bob> the quick brown fox jumps
                      over the lazy dog and 漢字漢 too
                alice #lobby>""");
    }

    @Test
    void aWordThatIsLongerThanALineBeginsWhereItStands() {
        view.show(said("bob", "see http://example.org/a/very/long/path/that/goes/on"));

        awaitPicture("""
                12:00 <bob> see http://example.org/a/ve
                      ry/long/path/that/goes/on
                alice #lobby>""");
    }

    @Test
    void whatWasTypedIsTakenOffTheScreenUntilTheServerHasIt() throws Exception {
        press("hello\r");

        assertThat(inputs.poll(10, TimeUnit.SECONDS)).isEqualTo(new Input.Typed("hello"));
        awaitPicture("alice #lobby>");

        view.show(new Said(NOON, "#lobby", false, "alice", Kind.MESSAGE, "hello", true, false));
        awaitPicture("""
                12:00 [You] hello
                alice #lobby>""");
    }

    @Test
    void thePromptChangesWhileALineIsBeingTyped() throws IOException {
        press("still here");
        awaitPicture("alice #lobby> still here");

        view.prompt(new Prompt("alice_", "#lobby", "reconnecting"));

        awaitPicture("alice_ (reconnecting)> still here");
    }

    @Test
    void whatOthersTypeCannotSteerTheScreen() {
        view.show(said("bob", "\u001b[2J\u001b[H\rgone\u009b1A"));
        view.show(new Problem(NOON, "\u001b]0;title\u0007"));

        awaitPicture("""
                12:00 <bob> ␛[2J␛[H␍gone⟨U+009B⟩1A
                12:00 !! ␛]0;title␇
                alice #lobby>""");
    }

    @Test
    void interruptLeaves() throws Exception {
        press("\u0003");

        assertThat(inputs.poll(10, TimeUnit.SECONDS)).isEqualTo(new Input.Interrupted());
    }

    @Test
    void endOfInputLeaves() throws Exception {
        press("\u0004");

        assertThat(inputs.poll(10, TimeUnit.SECONDS)).isEqualTo(new Input.Interrupted());
    }

    @Test
    void closingTakesThePromptAway() {
        view.show(said("bob", "bye"));
        awaitPicture("""
                12:00 <bob> bye
                alice #lobby>""");

        view.close();

        awaitPicture("12:00 <bob> bye");
    }

    private static Happening said(String sender, String text) {
        return new Said(NOON, "#lobby", false, sender, Kind.MESSAGE, text, false, false);
    }

    private void press(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(UTF_8));
    }

    private void awaitPicture(String picture) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(picture()).isEqualTo(picture));
    }

    private String picture() {
        return screen.toString()
                .lines()
                .map(String::stripTrailing)
                .reduce("", (a, b) -> a + "\n" + b)
                .strip();
    }
}
