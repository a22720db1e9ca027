package chat.parley.node.cluster;

import chat.parley.node.config.HostPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;

/** What comes of a connection to a node's cluster port, without a word on it. */
enum Knock {
    /** Somebody listens, awake or not. */
    ACCEPTED,
    /** The machine is there, and nobody listens: the process has ended. */
    REFUSED,
    /** Neither: the machine or the way to it is gone, or it is too slow to tell. */
    SILENCE;

    private static final int TIMEOUT_MILLIS = 300;

    /** Blocks for at most 300 ms. */
    static Knock on(HostPort port) {
        try (var socket = new Socket()) {
            socket.connect(port.socketAddress(), TIMEOUT_MILLIS);
            return ACCEPTED;
        } catch (ConnectException e) {
            // The JDK's one class for both; a network that is down says other things than that the connection was
            // refused.
            return isRefusal(e) ? REFUSED : SILENCE;
        } catch (IOException unknown) {
            return SILENCE;
        }
    }

    private static boolean isRefusal(ConnectException e) {
        return String.valueOf(e.getMessage()).contains("refused");
    }
}
