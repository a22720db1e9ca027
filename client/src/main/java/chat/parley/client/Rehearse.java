package chat.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import chat.parley.client.model.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Runs the client for a moment against a server of its own, so that the launcher can keep what the JVM has loaded for it
 * (application class data sharing). On a terminal that is a whole session on the screen; the server presses the keys, by
 * writing them to a file that the terminal reads.
 */
@Command(name = "rehearse", hidden = true)
final class Rehearse implements Callable<Integer> {
    private static final String ROOM = "#rehearsal";
    private static final int LIMIT_SECONDS = 60;

    /** A message, completion, a page up, an answer of the program, and out. */
    private static final String KEYS = "two\r/he\t\u0015\u001b[5~\u001b[6~/help\rq\r";

    private static final String CAPABILITIES = "message-tags server-time batch labeled-response echo-message"
            + " draft/chathistory draft/read-marker soju.im/search multi-prefix away-notify cap-notify standard-replies";

    @Parameters(index = "0", paramLabel = "DIR", description = "a folder that is not needed afterwards")
    private @Nullable Path data;

    @Parameters(index = "1", arity = "0..1", paramLabel = "KEYS", description = "what the terminal reads from")
    private @Nullable Path keyboard;

    // Mutable state of the server's thread
    private String nick = "";

    @Override
    public Integer call() throws Exception {
        limitTime();
        SSLContext.getDefault();
        try (ServerSocket listener = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> serve(listener), "rehearsal-server");
            server.setDaemon(true);
            server.start();
            String address = "127.0.0.1:" + listener.getLocalPort();
            String config = noConfig();
            int said = Main.commandLine().execute("say", "--server", address, "--config", config, ROOM, "one");
            int chatted = Main.commandLine().execute("chat", address, "--config", config, "--room", ROOM);
            return Math.max(said, chatted);
        }
    }

    /** What a person has set is no part of a rehearsal. */
    private String noConfig() throws IOException {
        return Files.writeString(requireNonNull(data).resolve("client.conf"), "")
                .toString();
    }

    /** Whoever starts the client for the first time does not wait for ever. */
    private static void limitTime() {
        Thread limit = new Thread(
                () -> {
                    try {
                        TimeUnit.SECONDS.sleep(LIMIT_SECONDS);
                        Runtime.getRuntime().halt(ExitCode.FAILED);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "rehearsal-limit");
        limit.setDaemon(true);
        limit.start();
    }

    private void serve(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                serve(client);
            } catch (IOException over) {
                // The rehearsal is over, or this part of it.
            }
        }
    }

    private void serve(Socket client) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            List<String> words = List.of(line.split(" ", -1));
            boolean isTagged = words.get(0).startsWith("@");
            String answer = answer(isTagged ? words.subList(1, words.size()) : words, isTagged ? words.get(0) : "");
            client.getOutputStream().write((answer + "\r\n").getBytes(UTF_8));
            if (words.get(0).equals("QUIT")) {
                return;
            }
            if (line.equals("PING parley-latency") && keyboard != null) {
                Files.writeString(keyboard, KEYS);
            }
        }
    }

    /** As little of a server as makes a client go through its paces. */
    private String answer(List<String> words, String tags) {
        String first = words.size() > 1 ? words.get(1) : "";
        switch (words.get(0)) {
            case "NICK" -> nick = first;
            case "CAP" -> {
                return switch (first) {
                    case "LS" -> "CAP * LS :" + CAPABILITIES;
                    case "REQ" -> "CAP * ACK :" + CAPABILITIES;
                    default -> "001 %1$s :\r\n005 %1$s CHANTYPES=# PREFIX=(ov)@+ :\r\n422 %1$s :".formatted(nick);
                };
            }
            case "JOIN" -> {
                return ":%1$s!u@h JOIN %2$s\r\n332 %1$s %2$s :a topic\r\n353 %1$s = %2$s :@ann +bob %1$s\r\n366 %1$s %2$s :"
                        .formatted(nick, first);
            }
            case "CHATHISTORY" -> {
                return history(words.get(2));
            }
            case "PRIVMSG" -> {
                return tags + " :" + nick + "!u@h " + String.join(" ", words);
            }
            case "PING" -> {
                return "PONG x " + first;
            }
            default -> {}
        }
        return "";
    }

    private String history(String room) {
        StringBuilder batch = new StringBuilder("BATCH +1 chathistory " + room);
        for (int i = 0; i < 50; i++) {
            batch.append("\r\n@batch=1;msgid=%1$d;time=2026-01-0%2$d:00:00.%1$03dZ :ann!u@h PRIVMSG %3$s :"
                            .formatted(i, 1 + i / 25, room)
                            .replace(":00:00", "T10:00:00"))
                    .append("\u0002bold\u0002 and " + nick + ", see https://parley.example/ ✓ 漢字 ")
                    .append("more words ".repeat(i % 9));
        }
        return batch.append("\r\nBATCH -1").toString();
    }
}
