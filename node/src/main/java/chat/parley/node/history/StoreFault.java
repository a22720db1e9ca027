package chat.parley.node.history;

/** The store cannot be used; the message says why and what to do. */
public final class StoreFault extends Exception {
    private static final long serialVersionUID = 1L;

    StoreFault(String message) {
        super(message);
    }

    StoreFault(String message, Throwable cause) {
        super(message, cause);
    }
}
