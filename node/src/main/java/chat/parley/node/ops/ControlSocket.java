package chat.parley.node.ops;

import chat.parley.node.config.ConfigFaults;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a node answers those who run it: a Unix domain socket in its data folder that only its user can open. One request at a time, one line each
 * way: {@code status} is answered with {@link NodeStatus}, {@code rooms} with a JSON list of the rooms that live here, {@code admin} and a JSON list of
 * words with {@code ok ...}, what is not understood or fails with {@code error ...}. Runs on threads of its own.
 */
public final class ControlSocket implements Closeable {
    /** Its name in the data folder. */
    public static final String NAME = "control.sock";

    /** What the kernel takes as a socket's path (sun_path), on every system that we know. */
    private static final int MAX_PATH_BYTES = 103;

    private static final int MAX_REQUEST_BYTES = 16 * 1024;
    private static final int MAX_ANSWER_BYTES = 1 << 20;
    private static final int BACKLOG = 16;
    private static final long PEER_TIMEOUT_MILLIS = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

    /** What may take long begins with this, and is done one after the other on a thread of its own. */
    private static final String LONG = "admin ";

    private static final int WAITING = 4;

    private final ThreadPoolExecutor longAnswers =
            new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), ControlSocket::daemon);
    private final ServerSocketChannel server;
    private final Path path;
    private final UnaryOperator<String> answerer;

    private ControlSocket(ServerSocketChannel server, Path path, UnaryOperator<String> answerer) {
        this.server = server;
        this.path = path;
        this.answerer = answerer;
    }

    /**
     * Opens the socket in a folder that this process holds the lock of.
     *
     * @param answerer from a request to its answer, both without a line break; called on the socket's thread, may wait for a bounded time
     */
    public static ControlSocket open(Path folder, UnaryOperator<String> answerer) throws IOException, ConfigFaults {
        var path = checkedPath(folder);
        Files.deleteIfExists(path);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path), BACKLOG);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        var socket = new ControlSocket(server, path, answerer);
        var thread = new Thread(socket::serve, "parley-control");
        thread.setDaemon(true);
        thread.start();
        return socket;
    }

    /** Asks the node of a data folder; throws where none answers within 2 s. */
    public static String ask(Path folder, String request) throws IOException {
        return ask(folder, request, PEER_TIMEOUT_MILLIS);
    }

    /** As {@link #ask(Path, String)}, with as much time for the answer. */
    public static String ask(Path folder, String request, long timeoutMillis) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(folder.resolve(NAME)));
            channel.write(ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8)));
            return readLine(channel, MAX_ANSWER_BYTES, timeoutMillis);
        }
    }

    private static Path checkedPath(Path folder) throws ConfigFaults {
        var path = folder.resolve(NAME);
        var bytes = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_PATH_BYTES) {
            throw new ConfigFaults(List.of("parley.data: the path of the control socket would have " + bytes
                    + " bytes, at most " + MAX_PATH_BYTES + " are possible: choose a shorter folder than " + folder));
        }
        return path;
    }

    private void serve() {
        while (server.isOpen()) {
            try {
                var peer = server.accept();
                var request = readRequest(peer);
                if (request.startsWith(LONG)) {
                    longAnswers.execute(() -> answer(peer, request));
                } else {
                    answer(peer, request);
                }
            } catch (ClosedChannelException closed) {
                if (!server.isOpen()) {
                    return;
                }
            } catch (RejectedExecutionException busy) {
                LOG.warn("More is asked of the control socket at once than it can do: ask again");
            } catch (IOException peersFault) {
                LOG.debug("A peer of the control socket went away: {}", peersFault.getMessage());
            }
        }
    }

    private static String readRequest(SocketChannel peer) throws IOException {
        try {
            return readLine(peer, MAX_REQUEST_BYTES, PEER_TIMEOUT_MILLIS);
        } catch (IOException peersFault) {
            peer.close();
            throw peersFault;
        }
    }

    private void answer(SocketChannel peer, String request) {
        try (peer) {
            write(peer, ByteBuffer.wrap((answerer.apply(request) + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException peersFault) {
            LOG.debug("A peer of the control socket went away: {}", peersFault.getMessage());
        }
    }

    private static String readLine(SocketChannel channel, int maxBytes, long timeoutMillis) throws IOException {
        channel.configureBlocking(false);
        var line = ByteBuffer.allocate(maxBytes);
        try (var selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (line.position() == 0 || line.get(line.position() - 1) != '\n') {
                if (!line.hasRemaining()) {
                    throw new IOException("more than " + maxBytes + " bytes without an end of line");
                }
                if (selector.select(timeoutMillis) == 0) {
                    throw new IOException("nothing came within " + timeoutMillis + " ms");
                }
                selector.selectedKeys().clear();
                if (channel.read(line) < 0) {
                    throw new IOException("closed before an end of line");
                }
            }
        }
        return new String(line.array(), 0, line.position() - 1, StandardCharsets.UTF_8);
    }

    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        try (var selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            while (bytes.hasRemaining()) {
                if (selector.select(PEER_TIMEOUT_MILLIS) == 0) {
                    throw new IOException("not read within " + PEER_TIMEOUT_MILLIS + " ms");
                }
                selector.selectedKeys().clear();
                channel.write(bytes);
            }
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "parley-admin");
        thread.setDaemon(true);
        return thread;
    }

    /** Ends the thread and removes the socket. */
    @Override
    public void close() throws IOException {
        server.close();
        longAnswers.shutdownNow();
        Files.deleteIfExists(path);
    }
}
