package chat.parley.node.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** The other end of a connection, with a plain socket: what it does not read stays unread. */
final class RawPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream input;

    RawPeer(InetSocketAddress server) throws IOException {
        this(server, SocketFactory.getDefault());
    }

    /** Of an {@code SSLSocketFactory}: encrypted, from the first word that is sent or read. */
    RawPeer(InetSocketAddress server, SocketFactory sockets) throws IOException {
        socket = sockets.createSocket();
        socket.setReceiveBufferSize(64 * 1024);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(server);
        input = new BufferedInputStream(socket.getInputStream());
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next line, without its end; {@code null} at the end of the stream. */
    @Nullable
    String readLine() throws IOException {
        var line = new StringBuilder();
        for (var next = input.read(); next >= 0; next = input.read()) {
            if (next == '\n') {
                return line.toString();
            }
            line.append((char) next);
        }
        return line.isEmpty() ? null : line.toString();
    }

    void expect(String line) throws IOException {
        assertThat(readLine()).isEqualTo(line);
    }

    void expectEnd() throws IOException {
        assertThat(readLine()).as("the end of the stream").isNull();
    }

    /** No more will be sent; reading goes on. */
    void stopSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends with RST instead of FIN. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
