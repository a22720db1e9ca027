package chat.parley.client.view;

import chat.parley.client.model.ChatModel;
import chat.parley.client.model.Happening;
import chat.parley.client.model.Happening.Said;
import chat.parley.client.model.Prompt;
import java.util.function.Consumer;

/** A screen and its keyboard. All methods but the input's own thread belong to the loop. */
public interface View extends AutoCloseable {
    /** Whether a person sits there, who is told at once what cannot be done. */
    boolean isAttended();

    /** Begins to read, in a thread of its own; the consumer may block. */
    void listen(Consumer<Input> sink);

    void show(Happening happening);

    /** Changes what stands before the cursor, also while something is being typed. */
    void prompt(Prompt prompt);

    /** Lets the person know of a message that is meant for them. */
    void alert(Said said);

    /** Shows what has changed, for a view that shows all of it at once. */
    default void update(ChatModel model) {
        // Lines are shown as they come.
    }

    /** One typed line is done with; a view that reads ahead may read another. */
    void lineDone();

    /** Leaves the screen as it was found. */
    @Override
    void close();
}
