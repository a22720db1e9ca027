package chat.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.client.ScriptedServer.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real program on a real terminal, where tmux is installed; its screen is compared as a picture. */
@Timeout(60)
class TmuxTest {
    /** A tmux of its own for each test: one that is just ending would take the next one with it. */
    private final Path socket;

    private final ScriptedServer server;

    TmuxTest(@TempDir Path folder) throws IOException {
        socket = folder.resolve("tmux");
        server = ScriptedServer.start();
    }

    @BeforeEach
    void tmuxIsThere() {
        boolean installed = Path.of("/usr/bin/tmux").toFile().canExecute();
        assumeTrue(installed, "tmux is not installed");
    }

    @AfterEach
    void stop() throws Exception {
        tmux("kill-server");
        server.close();
    }

    @Test
    void aConversationGoesOnAtAnotherServer() throws Exception {
        try (ScriptedServer second = ScriptedServer.start()) {
            start(server.address() + " " + second.address() + " --plain --nick alice");
            Peer peer = server.welcome("alice").admit("alice", "#lobby", "@bob alice");
            awaitPicture("""
                    -- connected to %s as alice
                    -- you are in #lobby (2 people here): alice, @bob
                    alice #lobby>""".formatted(server.address()));

            type("hello", "Enter");
            peer.echo("alice");
            type("half a l");
            awaitLine("alice #lobby> half a l");
            peer.send(":bob!b@h PRIVMSG #lobby :tea, Alice?", ":bob!b@h QUIT :Connection reset");
            awaitPicture("""
                    -- connected to %s as alice
                    -- you are in #lobby (2 people here): alice, @bob
                    [You] hello
                    <bob> tea, Alice?
                    <- bob left #lobby (1 person here): Connection reset
                    alice #lobby> half a l""".formatted(server.address()));

            server.close();
            second.welcome("alice").admit("alice", "#lobby", "alice");
            awaitLine("now on " + second.address());
            type("ine");
            awaitLine("alice #lobby> half a line");
        }
    }

    @Test
    void controlCLeavesTheTerminalAsItWas() throws Exception {
        start(server.address() + " --plain --nick alice");
        Peer peer = server.welcome("alice").admit("alice", "#lobby", "alice");
        awaitLine("you are in #lobby");

        type("never said", "C-c");
        peer.expect("QUIT");
        peer.send("ERROR :Closing link").close();

        awaitPicture("""
                -- connected to %s as alice
                -- you are in #lobby (1 person here): alice
                ended with 0""".formatted(server.address()));
    }

    @Test
    void theFullScreenLeavesTheTerminalAsItWas() throws Exception {
        start(server.address() + " --nick alice");
        Peer peer = server.welcome("alice").admit("alice", "#lobby", "@bob alice");
        peer.send("@time=2026-01-01T12:00:00.000Z :bob!b@h PRIVMSG #lobby :hello \u001b[2Jalice");
        awaitLine("hello ␛[2Jalice");
        assertThat(picture()).contains("▸ #lobby").endsWith("alice ›");

        // Seen by whoever sits there; no reason to fail.
        peer.send(":srv 482 alice #lobby :You are no operator");
        awaitLine("You are no operator");
        type("/quit", "Enter");
        peer.expect("QUIT");
        peer.send("ERROR :Closing link").close();

        awaitPicture("ended with 0");
    }

    @Test
    void whoIsToldToEndSaysGoodbyeAndLeavesTheTerminalAsItWas() throws Exception {
        start(server.address() + " --nick alice; echo ended with $?; stty -a | grep -o '[ -]icanon'; read wait #");
        Peer peer = awaitFullScreen("@bob alice");

        long shell = Long.parseLong(tmux("list-panes", "-F", "#{pane_pid}").strip());
        ProcessHandle client =
                ProcessHandle.of(shell).orElseThrow().descendants().findFirst().orElseThrow();
        assertThat(client.destroy()).isTrue();
        peer.expect("QUIT");
        peer.send("ERROR :Closing link").close();

        awaitPicture("ended with 143\n icanon");
    }

    @Test
    void whoseTerminalIsClosedSaysGoodbye() throws Exception {
        start(server.address() + " --nick alice");
        Peer peer = awaitFullScreen("@bob alice");

        tmux("kill-session");

        peer.expect("QUIT");
    }

    @Test
    void aMessageIsWrittenInAnEditorOfOnesOwn() throws Exception {
        start("EDITOR=\"sh -c 'echo from the editor >> \\$1' sh\"", server.address() + " --nick alice");
        Peer peer = awaitFullScreen("alice");

        type("C-x", "C-e");
        awaitLine("alice › from the editor");
        type("Enter");

        assertThat(peer.echo("alice")).endsWith("PRIVMSG #lobby :from the editor");
        awaitLine("alice  from the editor");
    }

    /** Lets alice in, to a room with these people. */
    private Peer awaitFullScreen(String members) throws Exception {
        Peer peer = server.welcome("alice").admit("alice", "#lobby", members);
        awaitLine("alice ›");
        return peer;
    }

    private void start(String arguments) throws Exception {
        start("", arguments);
    }

    private void start(String environment, String arguments) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        String complaint = tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                "72",
                "-y",
                "12",
                environment + " " + java + " -XX:TieredStopAtLevel=1 -cp '" + classPath
                        + "' chat.parley.client.Main chat " + arguments + "; echo ended with $?; read wait");
        assertThat(complaint).as("what tmux says").isEmpty();
    }

    private void type(String... keys) throws Exception {
        List<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        tmux(command.toArray(String[]::new));
    }

    private void awaitPicture(String picture) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(picture()).isEqualTo(picture));
    }

    private void awaitLine(String text) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(picture()).contains(text));
    }

    /** The screen without the times. */
    private String picture() throws Exception {
        return tmux("capture-pane", "-p")
                .lines()
                .map(line -> line.replaceFirst("^\\d\\d:\\d\\d ", "").stripTrailing())
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private String tmux(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }
}
