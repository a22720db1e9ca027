package chat.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.client.ScriptedServer.Peer;
import chat.parley.client.connection.ServerAddress;
import chat.parley.client.model.ExitCode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real program in a process of its own, without a terminal. */
@Timeout(60)
class PipeTest {
    private final ScriptedServer server;
    private final List<Process> processes = new ArrayList<>();

    PipeTest() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        processes.forEach(Process::destroyForcibly);
        server.close();
    }

    @Test
    void linesAreSaidAndTheEndWaitsForTheServer() throws Exception {
        Process chat = chat("one\ntwo\n", server.address().toString(), "--nick", "bob");
        Peer peer = server.welcome("bob").admit("bob", "#lobby", "bob alice");

        assertThat(peer.echo("bob")).isEqualTo("PRIVMSG #lobby one");
        peer.send("@time=2026-01-01T12:00:00.000Z :alice!a@h PRIVMSG #lobby :\u001b[31mhi\u0007 bob");
        assertThat(peer.echo("bob")).isEqualTo("PRIVMSG #lobby two");
        peer.expect("QUIT");
        peer.close();

        assertThat(output(chat))
                .extracting(line -> line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d ", ""))
                .containsExactly(
                        "-- you are in #lobby (2 people here): alice, bob",
                        "#lobby [You] one",
                        "#lobby <alice> ␛[31mhi␇ bob",
                        "#lobby [You] two");
        assertThat(chat.waitFor()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aLineThatTheServerRefusesIsAFailure() throws Exception {
        Process chat = chat("one\n", server.address().toString(), "--nick", "bob");
        Peer peer = server.welcome("bob").admit("bob", "#lobby", "bob");

        peer.expectIn("PRIVMSG");
        peer.send("@label=1 :srv 404 bob #lobby :Cannot send to channel").expect("QUIT");
        peer.close();

        assertThat(errors(chat)).last().asString().endsWith("not sent to #lobby: \"one\": Cannot send to channel");
        assertThat(chat.waitFor()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void aPipeGoesOnAtAnotherServerAndTellsWhatIsNotConfirmed() throws Exception {
        try (ScriptedServer second = ScriptedServer.start()) {
            Process chat =
                    chat(null, server.address().toString(), second.address().toString(), "-n", "bob");
            OutputStream pipe = chat.getOutputStream();
            Peer first = server.welcome("bob").admit("bob", "#lobby", "bob");
            pipe.write("one\n".getBytes(UTF_8));
            pipe.flush();
            first.expectIn("PRIVMSG #lobby one");
            server.close();

            Peer other = second.welcome("bob").admit("bob", "#lobby", "bob");
            pipe.write("two\n".getBytes(UTF_8));
            pipe.close();

            assertThat(other.echo("bob")).isEqualTo("PRIVMSG #lobby two");
            other.expect("QUIT");
            other.close();
            assertThat(errors(chat))
                    .anyMatch(line -> line.endsWith("!! not confirmed: \"one\""))
                    .anyMatch(line -> line.endsWith("now on " + second.address()));
            assertThat(chat.waitFor()).isEqualTo(ExitCode.FAILED);
        }
    }

    @Test
    void whoIsToldToEndSaysGoodbye() throws Exception {
        Process chat = chat(null, server.address().toString(), "--nick", "bob");
        Peer peer = server.welcome("bob").admit("bob", "#lobby", "bob");

        chat.destroy();
        peer.expect("QUIT");
        peer.close();

        assertThat(chat.waitFor()).isEqualTo(128 + 15);
    }

    @Test
    void noServerIsOneLine() throws Exception {
        ServerAddress nowhere = ScriptedServer.nowhere();

        Process chat = chat("", nowhere.toString());

        assertThat(errors(chat))
                .singleElement()
                .asString()
                .contains("no server could be reached: " + nowhere + " (Connection refused)");
        assertThat(chat.waitFor()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void aTakenNickIsOneLine() throws Exception {
        Process chat = chat("", server.address().toString(), "--nick", "bob");
        server.accept().send(":srv 433 * bob :Nickname is already in use");

        assertThat(errors(chat)).singleElement().asString().contains("the nick bob is taken");
        assertThat(chat.waitFor()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void aWrongCallIsOneLine() throws Exception {
        Process chat = chat("", "host:99999");

        assertThat(errors(chat)).singleElement().asString().contains("give one from 1 to 65535");
        assertThat(chat.waitFor()).isEqualTo(ExitCode.WRONG_CALL);
    }

    @Test
    void helpLeadsWithExamples() throws Exception {
        Process chat = chat("", "--help");

        assertThat(output(chat)).startsWith("Examples:");
        assertThat(chat.waitFor()).isEqualTo(ExitCode.DONE);
    }

    /** With the input that is given, or with a pipe that stays open for null. */
    private Process chat(@Nullable String input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "chat.parley.client.Main",
                "chat"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(new File("."));
        builder.environment().put("TERM", "xterm");
        Process process = builder.start();
        processes.add(process);
        if (input != null) {
            try (OutputStream pipe = process.getOutputStream()) {
                pipe.write(input.getBytes(UTF_8));
            }
        }
        return process;
    }

    private static List<String> output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))
                .lines()
                .toList();
    }

    private static List<String> errors(Process process) {
        return new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))
                .lines()
                .toList();
    }
}
