package chat.parley.client;

import static java.util.Objects.requireNonNull;

import chat.parley.client.connection.Access;
import chat.parley.client.connection.Dialer;
import chat.parley.client.connection.ServerAddress;
import chat.parley.client.connection.Timing;
import chat.parley.client.model.ChatModel;
import chat.parley.client.model.Preferences;
import chat.parley.client.screen.FullScreen;
import chat.parley.client.screen.Look;
import chat.parley.client.view.Alerts;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Runs the client for a moment against a server of its own, so that the launcher can keep what the JVM has loaded for it
 * (application class data sharing).
 */
@Command(name = "rehearse", hidden = true)
final class Rehearse implements Callable<Integer> {
    private static final String ROOM = "#rehearsal";

    @Parameters(paramLabel = "DIR", description = "a folder that is not needed afterwards")
    private @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        SSLContext.getDefault();
        try (ServerSocket listener = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> serve(listener), "rehearsal-server");
            server.setDaemon(true);
            server.start();
            String address = "127.0.0.1:" + listener.getLocalPort();
            int said = Main.commandLine().execute("say", "--server", address, "--config", noConfig(), ROOM, "one");
            return Math.max(said, chat(ServerAddress.parse(address)));
        }
    }

    /** What a person has set is no part of a rehearsal. */
    private String noConfig() throws IOException {
        return Files.createFile(requireNonNull(data).resolve("client.conf")).toString();
    }

    private static int chat(ServerAddress address) throws IOException {
        byte[] keys = "two\rq\r".getBytes(StandardCharsets.UTF_8);
        ExternalTerminal terminal = new ExternalTerminal(
                "rehearsal",
                "xterm-256color",
                new ByteArrayInputStream(keys),
                OutputStream.nullOutputStream(),
                StandardCharsets.UTF_8);
        terminal.setSize(Size.of(80, 24));
        ChatModel model =
                new ChatModel(List.of(address), "rehearsal", List.of(ROOM), Preferences.FULL, InstantSource.system());
        FullScreen screen =
                new FullScreen(terminal, Look.DEFAULT, Alerts.Settings.of(Map.of()), ZoneId.systemDefault());
        return new Loop(model, screen, new Dialer(Timing.UNATTENDED, Access.OPEN)).run();
    }

    private static void serve(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                answer(client);
            } catch (IOException over) {
                // The rehearsal is over, or this part of it.
            }
        }
    }

    /** As little of a server as makes a client go through its paces. */
    private static void answer(Socket client) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        String nick = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", -1);
            nick = words[0].equals("NICK") ? words[1] : nick;
            String answer = switch (words[0]) {
                case "CAP" -> words[1].equals("END") ? welcome(nick) : "CAP * LS :";
                case "JOIN" ->
                    ":%1$s!u@h JOIN %2$s\r\n353 %1$s = %2$s :%1$s\r\n366 %1$s %2$s :".formatted(nick, words[1]);
                case "PING" -> "PONG x " + words[1];
                default -> "";
            };
            client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
            if (words[0].equals("QUIT")) {
                return;
            }
        }
    }

    private static String welcome(String nick) {
        return "001 %1$s :\r\n005 %1$s CHANTYPES=# :\r\n422 %1$s :".formatted(nick);
    }
}
