package chat.parley.client.view;

import chat.parley.client.model.ChatModel;
import java.util.function.Consumer;

/** What comes from the keyboard or from a pipe. */
public sealed interface Input {
    /** A line, or several of a paste. */
    record Typed(String text) implements Input {}

    /** Something that the loop's thread is to do. */
    record Act(Consumer<ChatModel> action) implements Input {}

    /** Nothing more comes; what was typed before still counts. */
    record Ended() implements Input {}

    /** The person wants to leave now. */
    record Interrupted() implements Input {}
}
