package chat.parley.client.connection;

import chat.parley.wire.Line;
import chat.parley.wire.LineBuffer;
import chat.parley.wire.LineLimits;
import chat.parley.wire.LineParser;
import chat.parley.wire.Parsed;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A socket that speaks lines. One thread reads; any thread sends: a thread of its own writes, so that a server that does
 * not read holds nobody up.
 */
final class LineSocket implements Closeable {
    /** Lines that may wait for the server to read; more, and it counts as lost. */
    static final int SEND_QUEUE_LINES = 1024;

    /** Servers of other makes send longer lines than they should; what is longer than this is left out. */
    private static final LineLimits LENIENT = new LineLimits(LineLimits.FROM_SERVER.tagSectionBytes(), 4096);

    private static final int READ_BYTES = 16 * 1024;

    private final Socket socket;
    /** Under the socket, or the same. */
    private final Socket connected;

    private final BlockingQueue<Line> outgoing = new ArrayBlockingQueue<>(SEND_QUEUE_LINES);
    private final Thread writer;

    // Mutable state, the reading thread's
    private final LineBuffer buffer = new LineBuffer(LENIENT);
    private final byte[] bytes = new byte[READ_BYTES];
    private final Queue<Line> incoming = new ArrayDeque<>();

    private LineSocket(Socket socket, Socket connected) throws IOException {
        this.socket = socket;
        this.connected = connected;
        OutputStream out = new BufferedOutputStream(socket.getOutputStream());
        this.writer = new Thread(() -> write(out), "parley-write");
        writer.setDaemon(true);
    }

    /** @throws IOException whose message is fit to be shown */
    static LineSocket open(ServerAddress server, int timeoutMillis, Tls tls) throws IOException {
        Socket socket = new Socket();
        try {
            InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
            if (address.isUnresolved()) {
                throw new UnknownHostException("there is no host of this name");
            }
            socket.connect(address, timeoutMillis);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(timeoutMillis);
            LineSocket lines = new LineSocket(server.tls() ? tls.over(socket, server) : socket, socket);
            lines.writer.start();
            return lines;
        } catch (SocketTimeoutException e) {
            socket.close();
            throw new SocketTimeoutException("no answer within " + timeoutMillis / 1000.0 + " s");
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * The next line, or null when none came in time.
     *
     * @throws EOFException when the server closed
     */
    @Nullable
    Line read(long timeoutMillis) throws IOException {
        long deadlineNanos = System.nanoTime() + Math.max(1, timeoutMillis) * 1_000_000;
        while (incoming.isEmpty()) {
            long leftMillis = (deadlineNanos - System.nanoTime() + 999_999) / 1_000_000;
            if (leftMillis <= 0 || !receive((int) Math.min(leftMillis, Integer.MAX_VALUE))) {
                return null;
            }
        }
        return incoming.poll();
    }

    /** Whether bytes came in time; they may be part of a line only. */
    private boolean receive(int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        try {
            int count = socket.getInputStream().read(bytes);
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            buffer.feed(bytes, 0, count, new Incoming());
            return true;
        } catch (SocketTimeoutException quiet) {
            return false;
        }
    }

    /** Never waits. A server that lets too many lines wait is given up. */
    void send(Line line) {
        if (!outgoing.offer(line)) {
            close();
        }
    }

    private void write(OutputStream out) {
        try (out) {
            while (true) {
                out.write(outgoing.take().toBytes());
                if (outgoing.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException | InterruptedException lost) {
            close();
        }
    }

    /** Any thread may call it; the reader then gets an exception. */
    @Override
    public void close() {
        writer.interrupt();
        try {
            // Closing TLS first would say goodbye, for which a server that reads nothing lets one wait.
            connected.close();
        } catch (IOException gone) {
            // Closing was all that was wanted.
        }
    }

    private final class Incoming implements LineBuffer.Sink {
        /** Other servers' texts may be in another encoding: what is not UTF-8 becomes U+FFFD, the rest is kept. */
        @Override
        public void line(byte[] line, int offset, int length) {
            Parsed parsed = LineParser.parse(line, offset, length, LENIENT);
            if (parsed instanceof Parsed.Fault) {
                byte[] utf8 = new String(line, offset, length, StandardCharsets.UTF_8)
                        .replace("\r", "")
                        .replace("\0", "")
                        .getBytes(StandardCharsets.UTF_8);
                parsed = LineParser.parse(utf8, 0, utf8.length, LENIENT);
            }
            if (parsed instanceof Parsed.Ok ok) {
                incoming.add(ok.line());
            }
        }

        @Override
        public void tooLong() {
            // No server that speaks IRC sends such a line; the next one begins after it.
        }
    }
}
