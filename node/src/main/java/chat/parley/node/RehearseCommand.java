package chat.parley.node;

import chat.parley.node.config.ConfigReader;
import chat.parley.node.config.ConfigSource;
import chat.parley.node.config.HostPort;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Runs a whole node for a moment and talks to it, so that the launcher can keep what the JVM has loaded for it (application class data sharing).
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String CONVERSATION = """
        NICK rehearsal
        USER rehearsal 0 * :Rehearsal
        JOIN #rehearsal
        PRIVMSG #rehearsal :one, two
        TOPIC #rehearsal :three
        WHO #rehearsal
        WHOIS rehearsal
        LIST
        QUIT
        """;

    @Parameters(paramLabel = "DIR", description = "a folder that is not needed afterwards")
    private @Nullable Path data;

    @Override
    public Integer call() throws Exception {
        var source = ConfigSource.load(
                Map.of(
                        "parley.data", String.valueOf(data),
                        "parley.cluster.port", 0,
                        "parley.listen", List.of("irc=127.0.0.1:0")),
                null);
        return new NodeProcess(source, ConfigReader.read(source)).rehearse(RehearseCommand::talk);
    }

    /** Until the node has answered the QUIT. */
    private static void talk(String listener) {
        var address = HostPort.parse(listener.substring(listener.indexOf('=') + 1));
        try (var socket = new Socket(address.host(), address.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(CONVERSATION.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("the node did not answer", e);
        }
    }
}
