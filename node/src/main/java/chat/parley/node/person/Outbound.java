package chat.parley.node.person;

import org.apache.pekko.util.ByteString;

/**
 * The writing end of one connection. The one thing in the system that several actors share and write to: room replicas, the people actor and
 * the person's own user actor all put their frames here, and each one's frames stay in its order.
 *
 * <p>Any thread may call; nothing blocks. A connection whose unsent bytes exceed {@code parley.limits.send-queue} is closed with a reason, so
 * a slow reader costs nobody else anything. After the end every call is a no-op.
 */
public interface Outbound {
    /** Queues whole frames to be written as they are. The bytes may be shared with other connections and must not be changed. */
    void deliver(ByteString frames);

    /** Writes what is queued, then {@code farewell}, then ends the connection; later frames are dropped. */
    void close(ByteString farewell);
}
