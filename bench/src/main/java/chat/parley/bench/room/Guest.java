package chat.parley.bench.room;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection that counts the lines it gets, by what they are. Served by one thread. */
final class Guest {
    /** Shared: what is read is looked at at once, but for the beginning of a line. */
    private static final ByteBuffer IN = ByteBuffer.allocate(256 * 1024);

    /** All that is needed of a line: its source's end, and some of its command. */
    private static final int KEPT_BYTES = 512;

    private final SocketChannel channel;
    private final String nick;

    // Mutable state
    private final byte[] line = new byte[KEPT_BYTES];
    private int length;
    private long joins;
    private long parts;
    private long ends;
    private long pongs;
    private long bytes;
    private String lastWords = "";

    /** Connects and registers, without waiting for answers. */
    Guest(InetSocketAddress server, String nick, Selector selector) throws IOException {
        this.channel = SocketChannel.open(server);
        this.nick = nick;
        channel.socket().setTcpNoDelay(true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
        say("NICK " + nick + "\r\nUSER g 0 * :guest");
    }

    String nick() {
        return nick;
    }

    /** Of lines that are shorter than what a socket takes at once. */
    void say(String text) throws IOException {
        var out = ByteBuffer.wrap((text + "\r\n").getBytes(US_ASCII));
        while (out.hasRemaining() && isHere()) {
            channel.write(out);
        }
    }

    boolean isHere() {
        return channel.isOpen();
    }

    /** JOIN lines of others and of its own. */
    long joins() {
        return joins;
    }

    long parts() {
        return parts;
    }

    /** Ends of NAMES, WHO, LIST and of the greeting. */
    long ends() {
        return ends;
    }

    long pongs() {
        return pongs;
    }

    long bytes() {
        return bytes;
    }

    /** What the server said as it closed. */
    String lastWords() {
        return lastWords;
    }

    /** Takes what has come. */
    void read() throws IOException {
        IN.clear();
        var count = receive();
        if (count < 0) {
            channel.close();
            return;
        }
        bytes += count;
        var array = IN.array();
        for (var i = 0; i < count; i++) {
            if (array[i] == '\n') {
                take();
                length = 0;
            } else if (length < KEPT_BYTES) {
                line[length++] = array[i];
            }
        }
    }

    private int receive() {
        try {
            return channel.read(IN);
        } catch (IOException reset) {
            return -1;
        }
    }

    private void take() throws IOException {
        var start = line[0] == ':' ? indexOf(' ') + 1 : 0;
        switch (line[start]) {
            case 'J' -> joins++;
            case 'E' -> lastWords = new String(line, 0, length, US_ASCII).strip();
            case 'P' -> takeP(start);
            default -> takeNumeric(start);
        }
    }

    private void takeP(int start) throws IOException {
        switch (line[start + 1]) {
            case 'I' -> say("PONG" + new String(line, start + 4, length - start - 4, US_ASCII).strip());
            case 'O' -> pongs++;
            case 'A' -> parts++;
            default -> {}
        }
    }

    /** 315, 323, 366, 376 and 422. */
    private void takeNumeric(int start) {
        var numeric = (line[start] - '0') * 100 + (line[start + 1] - '0') * 10 + line[start + 2] - '0';
        switch (numeric) {
            case 315, 323, 366, 376, 422 -> ends++;
            default -> {}
        }
    }

    private int indexOf(char wanted) {
        for (var i = 0; i < length; i++) {
            if (line[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    void close() throws IOException {
        channel.close();
    }
}
