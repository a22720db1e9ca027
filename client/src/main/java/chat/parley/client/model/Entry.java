package chat.parley.client.model;

/**
 * One thing in a conversation.
 *
 * @param id different for each, in no order
 * @param mark how far one's own message has come
 */
public record Entry(long id, Happening happening, Mark mark) {
    /** How far one's own message has come. */
    public enum Mark {
        /** It is there; and so is everything that is not one's own. */
        NONE,
        /** Sent, and the server has not said that it has it. */
        PENDING,
        /** The server did not take it. */
        REFUSED,
        /** The connection was lost before the server said whether it has it. */
        UNCONFIRMED
    }
}
