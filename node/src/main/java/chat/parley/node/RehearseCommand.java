package chat.parley.node;

import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.ConfigReader;
import chat.parley.node.config.ConfigSource;
import chat.parley.node.config.HostPort;
import chat.parley.node.ops.ExitStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Runs a cluster of two nodes for a moment, in this process, and talks to both, so that the launcher can keep what the JVM has loaded for them
 * (application class data sharing): that which two nodes say to each other is a fifth of it.
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String GREETING = """
        CAP LS 302
        CAP REQ :batch draft/chathistory echo-message labeled-response message-tags server-time
        NICK %1$s
        USER %1$s 0 * :Rehearsal
        CAP END
        JOIN #rehearsal
        PRIVMSG #rehearsal :one, two
        """;
    private static final String CONVERSATION = """
        @label=three PRIVMSG #rehearsal :three
        TOPIC #rehearsal :four
        MODE #rehearsal +b nobody
        WHO #rehearsal
        WHOIS guest
        PRIVMSG guest :five
        CHATHISTORY LATEST #rehearsal * 10
        NICK another
        LIST
        QUIT
        """;

    @Parameters(paramLabel = "DIR", description = "a folder that is not needed afterwards")
    private @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        var ports = freePorts();
        var guestsListener = new CompletableFuture<String>();
        var second = new Thread(() -> runBeside(ports, guestsListener), "parley-second");
        second.setDaemon(true);
        second.start();
        return node(ports.get(0), ports).rehearse(listener -> talk(listener, guestsListener));
    }

    private static List<Integer> freePorts() throws IOException {
        try (var one = new ServerSocket(0);
                var other = new ServerSocket(0)) {
            return List.of(one.getLocalPort(), other.getLocalPort());
        }
    }

    private NodeProcess node(int port, List<Integer> ports) throws ConfigFaults {
        var source = ConfigSource.load(
                Map.of(
                        "parley.data", String.valueOf(data),
                        "parley.cluster.port", port,
                        "parley.cluster.join",
                                ports.stream().map(seed -> "127.0.0.1:" + seed).toList(),
                        "parley.listen", List.of("irc=127.0.0.1:0")),
                null);
        return new NodeProcess(source, ConfigReader.read(source));
    }

    /** Ends with the process. */
    private void runBeside(List<Integer> ports, CompletableFuture<String> listener) {
        try {
            node(ports.get(1), ports).run(listener::complete);
        } catch (ExitStatus.Failure | ConfigFaults e) {
            listener.completeExceptionally(e);
        }
    }

    /** Until the node has answered the QUIT. */
    private static void talk(String listener, CompletableFuture<String> guestsListener) {
        try (var guest = connect(guestsListener
                        .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                        .join());
                var host = connect(listener)) {
            say(guest, GREETING.formatted("guest"));
            awaitEcho(guest);
            say(host, GREETING.formatted("host") + CONVERSATION);
            host.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("the node did not answer", e);
        } catch (CompletionException e) {
            throw new UncheckedIOException("there was no second node", new IOException(e));
        }
    }

    private static Socket connect(String listener) throws IOException {
        var address = HostPort.parse(listener.substring(listener.indexOf('=') + 1));
        var socket = new Socket(address.host(), address.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void say(Socket socket, String lines) throws IOException {
        socket.getOutputStream().write(lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void awaitEcho(Socket socket) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        if (lines.lines().noneMatch(line -> line.contains("PRIVMSG"))) {
            throw new IOException("the second node closed the connection");
        }
    }
}
