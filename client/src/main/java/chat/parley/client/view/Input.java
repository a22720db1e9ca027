package chat.parley.client.view;

/** What comes from the keyboard or from a pipe. */
public sealed interface Input {
    /** A line, or several of a paste. */
    record Typed(String text) implements Input {}

    /** Nothing more comes; what was typed before still counts. */
    record Ended() implements Input {}

    /** The person wants to leave now. */
    record Interrupted() implements Input {}
}
