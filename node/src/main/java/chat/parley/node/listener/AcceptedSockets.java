package chat.parley.node.listener;

import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.io.Inet;
import org.apache.pekko.stream.javadsl.Tcp.IncomingConnection;
import org.jspecify.annotations.Nullable;

/**
 * A socket option that sets nothing: it keeps the channel of each connection that Pekko has accepted until the listener takes it. Connections are
 * accepted one by one, so that there are one or two here. Pekko's connection actors put, the listener takes.
 */
final class AcceptedSockets extends Inet.AbstractSocketOptionV2 {
    private record Ends(SocketAddress local, SocketAddress remote) {}

    private final ConcurrentHashMap<Ends, SocketChannel> channels = new ConcurrentHashMap<>();

    /** Called by Pekko, before it tells of the connection. */
    @Override
    public void afterConnect(Socket socket) {
        channels.put(new Ends(socket.getLocalSocketAddress(), socket.getRemoteSocketAddress()), socket.getChannel());
    }

    /** The channel of a connection, once. */
    @Nullable
    SocketChannel take(IncomingConnection connection) {
        return channels.remove(new Ends(connection.localAddress(), connection.remoteAddress()));
    }
}
