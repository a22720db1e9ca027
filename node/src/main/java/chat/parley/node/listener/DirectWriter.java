package chat.parley.node.listener;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.apache.pekko.util.ByteString;

/**
 * Writes what a {@link SendQueue} holds straight to the connection's socket, for as long as that takes everything at once. A write by way of the stream
 * is three turns of two actors, and a fan-out is thousands of writes. What the socket does not take is left to the stage, and with it all that
 * follows, until Pekko has written that and the queue is empty: a slow reader is the stream's and has its back-pressure.
 *
 * <p>Runs on the {@link Socket}'s executor, once at a time.
 */
final class DirectWriter implements Runnable {
    /**
     * A connection's socket beside its stream.
     *
     * @param channel does not block; it is Pekko's, which reads it and closes it
     * @param executor where the writes run
     */
    record Socket(SocketChannel channel, Executor executor) {}

    private final SendQueue queue;
    private final Socket socket;
    private final BooleanSupplier awake;

    DirectWriter(SendQueue queue, Socket socket, BooleanSupplier awake) {
        this.queue = queue;
        this.socket = socket;
        this.awake = awake;
    }

    /** Has the queue written soon. Any thread may call. */
    void start() {
        socket.executor().execute(this);
    }

    @Override
    public void run() {
        var left = ByteString.emptyByteString();
        while (left.isEmpty()) {
            var bytes = queue.takeDirectly();
            if (bytes.isEmpty()) {
                return;
            }
            left = write(bytes);
        }
        queue.leaveToStage(left);
    }

    /** What the socket did not take; all of it where it has failed, so that the stream meets the same error and ends with it. */
    private ByteString write(ByteString bytes) {
        if (!awake.getAsBoolean()) {
            return bytes;
        }
        try {
            return bytes.drop(socket.channel().write(bytes.asByteBuffer()));
        } catch (IOException e) {
            return bytes;
        }
    }
}
