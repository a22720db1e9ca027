package chat.parley.node.user;

/**
 * What a user has of the reading end of their connection; {@link chat.parley.node.person.Outbound} is the writing end. Any thread may call; nothing
 * blocks; after the end every call is a no-op.
 */
public interface Inbound {
    /** All frames of one {@link User.Chunk} have begun: the connection may hand over another one. */
    void confirm();

    /** Asks for one {@link User.Flushed} as soon as everything that was delivered has left the queue. */
    void tellWhenFlushed();

    /** Ends the connection at once, without writing what is queued; no effect on one that has ended. */
    void abort();
}
