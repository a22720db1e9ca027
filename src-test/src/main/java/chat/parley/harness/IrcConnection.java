package chat.parley.harness;

import chat.parley.wire.Line;
import chat.parley.wire.LineBuffer;
import chat.parley.wire.LineLimits;
import chat.parley.wire.LineParser;
import chat.parley.wire.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A socket that speaks IRC. A thread of its own reads and answers PING; everything goes to the {@link Listener}. Any thread may send: what
 * several threads send is not mixed within a line.
 */
public final class IrcConnection implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int READ_BYTES = 64 * 1024;

    /** Gets what the server says; always in the reading thread, in order. */
    public interface Listener {
        void line(Line line);

        /** Nothing comes any more, whoever closed. Called once. */
        void closed();
    }

    private final Socket socket;
    private final OutputStream out;

    private IrcConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /** Connects; {@code name} is the reading thread's. */
    public static IrcConnection open(InetSocketAddress address, String name, Listener listener) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, CONNECT_TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            IrcConnection connection = new IrcConnection(socket);
            Thread reader = new Thread(() -> connection.read(listener), "irc-" + name);
            reader.setDaemon(true);
            reader.start();
            return connection;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends a line as it is written here, without its end; {@link UncheckedIOException} where the connection is gone. */
    public void send(String line) {
        send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends any bytes: for what no client should send. */
    public void send(byte[] bytes) {
        try {
            synchronized (out) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection without a word, as a network that fails does. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // Closing was all that was wanted.
        }
    }

    private void read(Listener listener) {
        LineBuffer buffer = new LineBuffer(LineLimits.FROM_SERVER);
        LineBuffer.Sink sink = new Incoming(listener);
        byte[] bytes = new byte[READ_BYTES];
        try (InputStream in = socket.getInputStream()) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                buffer.feed(bytes, 0, count, sink);
            }
        } catch (IOException | UncheckedIOException gone) {
            // As good as an end: what counts is what came before.
        } finally {
            listener.closed();
        }
    }

    /** A line that is none by the grammar is a server's fault, and is shown as a command that no test expects. */
    private final class Incoming implements LineBuffer.Sink {
        private final Listener listener;

        Incoming(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void line(byte[] bytes, int offset, int length) {
            Parsed parsed = LineParser.parse(bytes, offset, length, LineLimits.FROM_SERVER);
            if (parsed instanceof Parsed.Ok ok) {
                Line line = ok.line();
                if (line.command().equals("PING")) {
                    send("PONG :" + line.params().get(line.params().size() - 1));
                }
                listener.line(line);
            } else {
                listener.line(Line.of("UNREADABLE", parsed.toString()));
            }
        }

        @Override
        public void tooLong() {
            listener.line(Line.of("UNREADABLE", "too long"));
        }
    }
}
