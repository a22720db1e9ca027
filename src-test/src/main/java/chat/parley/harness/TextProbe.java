package chat.parley.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The client of one of the five text programs, in a test: it sends what that program sends, and takes one read of at most 1024 bytes for one
 * message, as that program does. Nothing sleeps: that something did <i>not</i> come is known from the next message, which comes after it.
 *
 * <pre>{@code
 * try (TextProbe bob = cluster.node(1).program("announce")) {
 *     bob.send("bob");
 *     ann.say("#lobby", "hello");
 *     bob.expect("ann: hello");
 * }
 * }</pre>
 *
 * For one thread.
 */
public final class TextProbe implements AutoCloseable {
    /** What these programs read at once. */
    public static final int READ_BYTES = 1024;

    private static final long POLL_NANOS = 50_000_000;

    private static final byte[] END = new byte[0];

    private final Socket socket;
    private final BlockingQueue<byte[]> reads = new LinkedBlockingQueue<>();

    // Mutable state
    private String pending = "";
    private boolean ended;

    private TextProbe(Socket socket) {
        this.socket = socket;
    }

    /** A program that reads nothing of what comes, until {@link #listen}. */
    public static TextProbe mute(InetSocketAddress address) {
        return new TextProbe(socket(address));
    }

    /** Connects; waits for a node that is just opening this port. */
    public static TextProbe connect(InetSocketAddress address) {
        return mute(address).listen();
    }

    /** From now on everything that comes is read, as these programs do: in a thread of its own. */
    public TextProbe listen() {
        Thread reader = new Thread(this::readOn, "text-probe");
        reader.setDaemon(true);
        reader.start();
        return this;
    }

    private static Socket socket(InetSocketAddress address) {
        long deadlineNanos = System.nanoTime() + IrcProbe.PATIENCE.toNanos();
        try {
            while (true) {
                Socket socket = new Socket();
                try {
                    socket.connect(address, (int) IrcProbe.PATIENCE.toMillis());
                    socket.setTcpNoDelay(true);
                    return socket;
                } catch (ConnectException notYet) {
                    socket.close();
                    if (System.nanoTime() > deadlineNanos) {
                        throw notYet;
                    }
                    LockSupport.parkNanos(POLL_NANOS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not connect to " + address, e);
        }
    }

    /** One send of the program. */
    public TextProbe send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public TextProbe send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends this so many times, or until the server has hung up. */
    public TextProbe pour(String text, int times) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            for (int i = 0; i < times; i++) {
                socket.getOutputStream().write(bytes);
            }
        } catch (IOException hungUp) {
            // What the server said before is still to be read.
        }
        return this;
    }

    /** The next read of the program, or what is left of one; empty at the end of the stream. */
    public String read() {
        String left = pending;
        pending = "";
        return left.isEmpty() ? take() : left;
    }

    /** What comes next is these messages, whether they come together or not. */
    public TextProbe expect(String... messages) {
        for (String message : messages) {
            while (pending.length() < message.length() && message.startsWith(pending)) {
                String more = take();
                if (more.isEmpty()) {
                    break;
                }
                pending += more;
            }
            if (!pending.startsWith(message)) {
                throw new AssertionError("expected " + shown(message) + " and read " + shown(pending));
            }
            pending = pending.substring(message.length());
        }
        return this;
    }

    /** The next messages are these, each in a read of its own. */
    public TextProbe expectReads(String... messages) {
        for (String message : messages) {
            String read = read();
            if (!read.equals(message)) {
                throw new AssertionError("expected one read of " + shown(message) + " and read " + shown(read));
            }
        }
        return this;
    }

    /** Everything up to the end, which must come. */
    public List<String> untilClosed() {
        List<String> reads = new ArrayList<>();
        for (String read = read(); !read.isEmpty(); read = read()) {
            reads.add(read);
        }
        return reads;
    }

    /** This end's address and port, as the server sees them. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** The nick that IRC people see where the program has no names. */
    public String addressNick() {
        return "[127-0-0-1-" + socket.getLocalPort() + "]";
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // Closing was all that was wanted.
        }
    }

    private String take() {
        try {
            byte[] read = ended ? END : reads.poll(IrcProbe.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (read == null) {
                throw new AssertionError("nothing came within " + IrcProbe.PATIENCE.toSeconds() + " s");
            }
            ended = read.length == 0;
            return new String(read, StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a message", e);
        }
    }

    private void readOn() {
        byte[] bytes = new byte[READ_BYTES];
        try (InputStream in = socket.getInputStream()) {
            for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
                reads.add(Arrays.copyOf(bytes, count));
            }
        } catch (IOException gone) {
            // As good as an end.
        } finally {
            reads.add(END);
        }
    }

    private static String shown(String text) {
        return "\"" + text.replace("\u001b", "\\e").replace("\n", "\\n") + "\"";
    }
}
