package chat.parley.bench.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.regex.Pattern;

/**
 * Somebody in one room, who says numbered lines and waits for their echo (IRCv3 {@code echo-message}): each must come back once and in order. Used by
 * one thread.
 */
final class Talker {
    private static final int LINE_BYTES = 100;
    private static final int NUMBER_DIGITS = 10;
    private static final int IN_BYTES = 256 * 1024;
    private static final int OUT_BYTES = 64 * 1024;

    /** Lines on their way at most; a power of two. */
    private static final int MAX_UNDER_WAY = 4096;

    private static final byte[] PADDING = "x".repeat(LINE_BYTES - NUMBER_DIGITS).getBytes(US_ASCII);

    /** Of a registration or a JOIN; that there is no message of the day (422) is none. */
    private static final Pattern REFUSAL = Pattern.compile(":\\S+ 4(?!22)\\d\\d ");

    private final SocketChannel channel;
    private final String nick;
    private final byte[] ownPrefix;
    private final byte[] command;
    private final Tally tally;
    private final ByteBuffer in = ByteBuffer.allocate(IN_BYTES);
    private final ByteBuffer out = ByteBuffer.allocate(OUT_BYTES);
    private final long[] writtenNanos = new long[MAX_UNDER_WAY];

    // Mutable state
    private boolean joined;
    private long said;
    private long echoed;

    /** Connects and asks for the room; {@link #isIn} tells when that is done. */
    Talker(InetSocketAddress server, String nick, String room, Selector selector, Tally tally) throws IOException {
        this.channel = SocketChannel.open(server);
        this.nick = nick;
        this.ownPrefix = (":" + nick + "!").getBytes(US_ASCII);
        this.command = ("PRIVMSG " + room + " :").getBytes(US_ASCII);
        this.tally = tally;
        channel.socket().setTcpNoDelay(true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
        out.put(("CAP REQ :echo-message\r\nNICK " + nick + "\r\nUSER " + nick + " 0 * :" + nick + "\r\nCAP END\r\nJOIN "
                        + room + "\r\n")
                .getBytes(US_ASCII));
        write();
    }

    boolean isIn() {
        return joined;
    }

    int underWay() {
        return (int) (said - echoed);
    }

    /** Says as many lines as may be under way; what the socket does not take stays for the next time. */
    void sayUpTo(int window) throws IOException {
        var now = System.nanoTime();
        while (underWay() < window && out.remaining() >= command.length + LINE_BYTES + 2) {
            writtenNanos[(int) (said % MAX_UNDER_WAY)] = now;
            out.put(command).put(digits(said)).put(PADDING).put((byte) '\r').put((byte) '\n');
            said++;
        }
        write();
    }

    /** Says one line, however many are under way. */
    void sayOne() throws IOException {
        if (underWay() == MAX_UNDER_WAY) {
            throw new IOException(nick + " has " + MAX_UNDER_WAY + " lines on their way: the node does not keep up");
        }
        sayUpTo(underWay() + 1);
    }

    private static byte[] digits(long number) {
        var digits = new byte[NUMBER_DIGITS];
        var rest = number;
        for (var i = NUMBER_DIGITS - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return digits;
    }

    private void write() throws IOException {
        if (out.position() > 0) {
            out.flip();
            channel.write(out);
            out.compact();
        }
    }

    /** Takes what has come. */
    void read() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the node has closed the connection of " + nick);
        }
        var bytes = in.array();
        var start = 0;
        for (var i = 0; i < in.position(); i++) {
            if (bytes[i] == '\n') {
                take(bytes, start, i);
                start = i + 1;
            }
        }
        in.flip().position(start);
        in.compact();
        write();
    }

    /** @param end of the line; a carriage return is before it */
    private void take(byte[] bytes, int start, int end) throws IOException {
        if (joined && bytes[start] == ':') {
            tally.delivered();
            if (isOwn(bytes, start)) {
                echo(bytes, end - 1 - LINE_BYTES);
            }
        } else {
            answer(new String(bytes, start, end - start - 1, US_ASCII));
        }
    }

    private boolean isOwn(byte[] bytes, int start) {
        for (var i = 0; i < ownPrefix.length; i++) {
            if (bytes[start + i] != ownPrefix[i]) {
                return false;
            }
        }
        return true;
    }

    private void echo(byte[] bytes, int start) throws IOException {
        var number = 0L;
        for (var i = 0; i < NUMBER_DIGITS; i++) {
            number = number * 10 + bytes[start + i] - '0';
        }
        if (number != echoed) {
            throw new IOException(nick + " was to hear line " + echoed + " and heard " + number);
        }
        tally.acknowledged(System.nanoTime() - writtenNanos[(int) (echoed % MAX_UNDER_WAY)]);
        echoed++;
    }

    private void answer(String line) throws IOException {
        if (line.startsWith("PING")) {
            out.put(("PONG" + line.substring(4) + "\r\n").getBytes(US_ASCII));
        } else if (line.startsWith("ERROR") || REFUSAL.matcher(line).lookingAt()) {
            throw new IOException(nick + ": " + line);
        }
        joined |= line.contains(" 366 ");
    }

    void close() throws IOException {
        channel.close();
    }
}
