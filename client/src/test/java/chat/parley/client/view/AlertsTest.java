package chat.parley.client.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.client.Scenario;
import chat.parley.client.config.Choices;
import chat.parley.client.config.ConfigFile;
import chat.parley.client.model.Effect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a line of the server to the bytes that a terminal gets, and to a program of the person's own. */
class AlertsTest {
    private static final String MENTION =
            "@time=2026-01-01T12:04:00.000Z;msgid=m1 :bob!b@h PRIVMSG #lobby :tea; or not, alice?";
    private static final Map<String, String> TMUX =
            Map.of("TMUX", "/tmp/tmux-1000/default,1,0", "TERM", "tmux-256color");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Terminal terminal = new LineDisciplineTerminal("test", "xterm-256color", bytes, UTF_8);

    @TempDir
    private Path folder;

    AlertsTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        terminal.close();
    }

    @Test
    void aMentionRingsTheBell() throws Exception {
        assertThat(told("", Map.of(), MENTION)).isEqualTo("♪");
        assertThat(told("[notify]\nbell = no", Map.of(), MENTION)).isEmpty();
    }

    @Test
    void theTerminalTellsTheDesktopAsItKnowsHow() throws Exception {
        assertThat(told("", Map.of("TERM_PROGRAM", "iTerm.app"), MENTION))
                .isEqualTo("♪⎋]9;bob in #lobby: tea; or not, alice?♪");
        assertThat(told("", Map.of("KITTY_WINDOW_ID", "1"), MENTION))
                .isEqualTo("♪⎋]99;i=parley:d=0;bob in #lobby⎋\\⎋]99;i=parley:p=body;tea; or not, alice?⎋\\");
        assertThat(told("", Map.of("TERM", "foot"), MENTION))
                .isEqualTo("♪⎋]777;notify;bob in #lobby;tea; or not, alice?⎋\\");
        assertThat(told("[notify]\ndesktop = none", Map.of("TERM", "foot"), MENTION))
                .isEqualTo("♪");
        assertThat(told("[notify]\ndesktop = osc9\nbell = no", Map.of(), MENTION))
                .isEqualTo("⎋]9;bob in #lobby: tea; or not, alice?♪");
    }

    /** In tmux the terminal around it is told, in tmux's own wrapping: each ESC twice. */
    @Test
    void tmuxPassesItOn() throws Exception {
        assertThat(told("[notify]\ndesktop = osc777", TMUX, MENTION))
                .isEqualTo("♪⎋Ptmux;⎋⎋]777;notify;bob in #lobby;tea; or not, alice?⎋⎋\\⎋\\");
        assertThat(Alerts.Notification.of(Map.of("TERM_PROGRAM", "tmux", "WEZTERM_PANE", "0")))
                .as("what a terminal leaves in the environment of tmux")
                .isEqualTo(Alerts.Notification.OSC_9);
        assertThat(told("", TMUX, MENTION)).as("a terminal that nobody knows").isEqualTo("♪");
    }

    @Test
    void whatOthersWriteCannotSteerTheTerminal() throws Exception {
        assertThat(told("", Map.of("TERM", "foot"), ":bob!b@h PRIVMSG alice :\u001b]52;c;eA==\u0007\u009c\u0085 hi"))
                .isEqualTo("♪⎋]777;notify;bob;␛]52;c;eA==␇⟨U+009C⟩⟨U+0085⟩ hi⎋\\");
    }

    @Test
    void aPrivateMessageAndOnesOwnWordsRing() throws Exception {
        String words = "[notify]\nhighlight = Deploy";

        assertThat(told(words, Map.of(), ":bob!b@h PRIVMSG alice :psst")).isEqualTo("♪");
        assertThat(told(words, Map.of(), ":bob!b@h PRIVMSG #lobby :deploy!")).isEqualTo("♪");
        assertThat(told(words, Map.of(), ":bob!b@h PRIVMSG #lobby :deployment of malice"))
                .isEmpty();
        assertThat(told(words, Map.of(), ":alice!a@h PRIVMSG #lobby :deploy, says alice"))
                .isEmpty();
    }

    @Test
    void aMutedRoomDoesNotRing() throws Exception {
        assertThat(told("[notify]\nmute = #Lobby", Map.of(), MENTION)).isEmpty();

        Scenario alice = Scenario.online("#lobby").type("/mute").hear(MENTION);
        assertThat(alice.effects()).noneMatch(Effect.Notify.class::isInstance);
        alice.type("/mute #lobby").hear(MENTION.replace("m1", "m2"));
        assertThat(alice.effects()).anyMatch(Effect.Notify.class::isInstance);
    }

    @Test
    void aProgramFindsTheMessageInItsEnvironment() throws Exception {
        Path output = folder.resolve("output");
        String command = "env | grep ^PARLEY_ | sort >%1$s.new && mv %1$s.new %1$s".formatted(output);

        told("[notify]\ncommand = " + command, Map.of(), MENTION);

        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(output));
        assertThat(output).hasContent("""
                PARLEY_KIND=message
                PARLEY_MSGID=m1
                PARLEY_PLACE=#lobby
                PARLEY_SENDER=bob
                PARLEY_TEXT=tea; or not, alice?
                PARLEY_TIME=2026-01-01T12:04:00Z
                """);
    }

    /** What the terminal gets for these lines, ESC as ⎋ and BEL as ♪. */
    private String told(String config, Map<String, String> environment, String... lines) throws Exception {
        Path file = Files.writeString(folder.resolve("client.conf"), config);
        Choices choices = new Choices(ConfigFile.read(file, true), environment);
        Scenario alice = Scenario.startingWith(choices.preferences(true), "#lobby")
                .connect(Scenario.ALL)
                .enter("#lobby")
                .clear()
                .hear(lines);
        Alerts alerts = new Alerts(terminal, choices.alerts());
        bytes.reset();
        alice.effects().stream()
                .filter(Effect.Notify.class::isInstance)
                .forEach(effect -> alerts.alert(((Effect.Notify) effect).said()));
        return bytes.toString(UTF_8).replace('\u001b', '⎋').replace('\u0007', '♪');
    }
}
