package chat.parley.system;

import static chat.parley.harness.LineMatch.by;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.IrcProbe;
import chat.parley.harness.NodeProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** Somebody in a room whose client reads nothing. */
final class DeafReader implements AutoCloseable {
    private static final int RECEIVE_BYTES = 4 * 1024;
    private static final int TEXT_BYTES = 390;

    /** Of these messages: more than a server keeps for one who does not read, and than the kernels take off its hands. */
    private static final int DROWNED_BY = 40_000;

    private static final int AT_ONCE = 200;

    private final Socket socket = new Socket();

    /** @param witness is in the room */
    DeafReader(NodeProcess node, String nick, String room, IrcProbe witness) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.setSoTimeout((int) IrcProbe.PATIENCE.toMillis());
        socket.connect(node.address());
        socket.getOutputStream()
                .write("NICK %1$s\r\nUSER %1$s 0 * :%1$s\r\nJOIN %2$s\r\n"
                        .formatted(nick, room)
                        .getBytes(StandardCharsets.UTF_8));
        witness.expect(by(nick, "JOIN", room));
    }

    /** Has somebody talk until it is enough for the deaf; how many messages it took. Each begins with its number, from 1 on. */
    static int drown(IrcProbe speaker, String room, BooleanSupplier enough) {
        int messages = 0;
        while (!enough.getAsBoolean()) {
            assertThat(messages).as("messages of %d bytes", TEXT_BYTES).isLessThan(DROWNED_BY);
            for (int i = 0; i < AT_ONCE; i++) {
                speaker.say(room, ++messages + " " + "x".repeat(TEXT_BYTES));
            }
            speaker.sync();
        }
        return messages;
    }

    /** Reads again, until the server's end of the connection. */
    void awaitEnd() throws IOException {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException reset) {
            // The server has waited long enough for its farewell to be read.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
