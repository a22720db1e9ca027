package chat.parley.client.view;

import chat.parley.client.model.ChatModel;
import chat.parley.client.model.Happening.Said;
import chat.parley.client.model.Prompt;
import chat.parley.client.state.InputHistory;
import java.io.IOError;
import java.io.IOException;
import java.util.function.Consumer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/**
 * A terminal with a person at it. Keys are read in a thread of their own until the screen is closed or the terminal is gone; what
 * is typed is remembered. Everything else belongs to the loop.
 */
public abstract class AttendedView implements View {
    private static final int CLOSE_MILLIS = 500;

    protected final Terminal terminal;
    private final Alerts alerts;
    private final InputHistory history;
    private final Thread keys;

    // Mutable state
    private volatile boolean closing;
    private Consumer<Input> sink = input -> {};

    /** Takes over a terminal, and closes it in the end. */
    protected AttendedView(Terminal terminal, Alerts.Settings alerts, InputHistory history) {
        this.terminal = terminal;
        this.alerts = new Alerts(terminal, alerts);
        this.history = history;
        this.keys = new Thread(this::read, "parley-keys");
        keys.setDaemon(true);
    }

    /** Reads keys as long as the screen is not {@link #isClosing closing}; in the keys' thread. */
    protected abstract void readKeys() throws InterruptedException;

    /** Puts back what it has changed of the terminal, which is closed then. No more keys are read. */
    protected abstract void leaveTerminal();

    @Override
    public final boolean isAttended() {
        return true;
    }

    @Override
    public void listen(Consumer<Input> newSink) {
        sink = newSink;
        keys.start();
    }

    private void read() {
        try {
            readKeys();
        } catch (UserInterruptException | EndOfFileException | IOError | InterruptedException gone) {
            // Leaving is all that there is to do.
        }
        if (!closing) {
            sink.accept(new Input.Interrupted());
        }
    }

    protected final boolean isClosing() {
        return closing;
    }

    /** Something was typed and is to be done. */
    protected final void typed(String text) {
        history.add(text).ifPresent(trouble -> act(model -> model.actions().tell(trouble)));
        sink.accept(new Input.Typed(text));
    }

    /** Lets the loop's thread do something. */
    protected final void act(Consumer<ChatModel> action) {
        sink.accept(new Input.Act(action));
    }

    @Override
    public void prompt(Prompt prompt) {
        history.place(prompt.place());
    }

    @Override
    public final void alert(Said said) {
        alerts.alert(said);
    }

    @Override
    public final void lineDone() {
        // The keyboard waits for nothing.
    }

    /** Ends the reading first, which takes a prompt off the screen. */
    @Override
    public final void close() {
        closing = true;
        keys.interrupt();
        try {
            keys.join(CLOSE_MILLIS);
            leaveTerminal();
            terminal.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            // The terminal went away first; there is nothing to put back.
        }
    }
}
