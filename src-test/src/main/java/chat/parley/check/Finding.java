package chat.parley.check;

/**
 * A promise that was broken.
 *
 * @param words who, what and when, for somebody with the history in hand
 */
public record Finding(Kind kind, String words) {
    /** The promises. */
    public enum Kind {
        /** A message that is kept was not heard by somebody who was there. */
        LOST,
        /** One connection got one message twice. */
        HEARD_TWICE,
        /** Two connections got two messages in different orders, or an author's messages came in another order than they were sent. */
        OUT_OF_ORDER,
        /** A message came that nobody had sent there, or under another name, or under two message ids. */
        ALTERED,
        /** The store gives another history of a room than people have heard, or none. */
        HISTORY,
        /** A message on a connection that lived on was neither acknowledged nor refused. */
        UNANSWERED,
        /** A message was refused, or its author told that nobody knows. */
        REFUSED,
        /** Two people had one name at the same time. */
        TWO_HOLDERS,
        /** Somebody was missing from NAMES, or in it twice, or should not have been. */
        WRONG_MEMBERS,
        /** Somebody was told of a coming or a leaving that there was not. */
        PHANTOM,
        /** Somebody could not come back after a fault. */
        NOT_BACK,
        /** A node that was stopped or had been frozen did not end as it should. */
        WRONG_END
    }

    @Override
    public String toString() {
        return kind + ": " + words;
    }
}
