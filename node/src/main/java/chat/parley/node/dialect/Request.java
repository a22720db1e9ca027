package chat.parley.node.dialect;

/** One request of a client, decoded and not yet begun. */
public interface Request {
    /**
     * Whether this is a message that need not wait for the messages before it. <b>Messages run side by side; everything else runs alone</b>:
     * it begins when all before it is done, and nothing after it begins until it is done.
     */
    default boolean sideBySide() {
        return false;
    }

    /** What it counts towards the flood bound; 1 is an ordinary line, 0 is free (PONG). */
    default int cost() {
        return 1;
    }

    /**
     * Does it. Runs in the user actor; must not block. Everything that is still to come must have been asked for through {@code exchange} by
     * the time this returns: the exchange is over when nothing is outstanding.
     */
    void run(Exchange exchange);
}
