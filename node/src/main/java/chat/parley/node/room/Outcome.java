package chat.parley.node.room;

/** What became of a request to a room. */
public sealed interface Outcome {
    /**
     * It is kept, and the author's own copy has been written in its place; also for what needed no event.
     */
    record Done() implements Outcome {
        public static final Done INSTANCE = new Done();
    }

    /** Nothing has happened. The detail depends on the reason and may be empty. */
    record Refused(Refusal reason, String detail) implements Outcome {}

    /** The deadline has passed without a word: it may have happened or not, and nobody must be told that it failed. */
    record Unknown() implements Outcome {
        public static final Unknown INSTANCE = new Unknown();
    }
}
