package chat.parley.client.view;

import chat.parley.client.model.Happening;
import chat.parley.client.model.Happening.Said;
import chat.parley.client.model.Prompt;
import chat.parley.client.state.InputHistory;
import java.io.IOError;
import java.io.IOException;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** A terminal: lines come in above a prompt that stays whole. The terminal's own scrolling and selecting stay usable. */
public final class TerminalView implements View {
    private static final String TIME_PATTERN = "HH:mm";
    private static final int INDENT = TIME_PATTERN.length() + 1;
    private static final int CLOSE_MILLIS = 500;

    private final Terminal terminal;
    private final PromptReader reader;
    private final Theme theme;
    private final Alerts alerts;
    private final InputHistory history;
    private final Wording wording;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread keys;

    // Mutable state
    private volatile boolean closing;
    private Consumer<Input> sink = input -> {};

    /** Takes over a terminal, and closes it in the end. */
    public TerminalView(Terminal terminal, Theme theme, Alerts.Settings alerts, InputHistory history, ZoneId zone) {
        this.terminal = terminal;
        this.alerts = new Alerts(terminal, alerts);
        this.reader = new PromptReader(terminal, history.entries());
        this.history = history;
        this.theme = theme;
        this.wording = new Wording(TIME_PATTERN, zone);
        this.keys = new Thread(this::read, "parley-keys");
        keys.setDaemon(true);
    }

    @Override
    public boolean isAttended() {
        return true;
    }

    /** The prompt appears when there is a server to talk to. */
    @Override
    public void listen(Consumer<Input> newSink) {
        sink = newSink;
        keys.start();
    }

    private void read() {
        try {
            ready.await();
            while (!closing) {
                String line = reader.readLine();
                history.add(line)
                        .ifPresent(trouble -> sink.accept(
                                new Input.Act(model -> model.actions().tell(trouble))));
                sink.accept(new Input.Typed(line));
            }
        } catch (UserInterruptException | InterruptedException e) {
            if (!closing) {
                sink.accept(new Input.Interrupted());
            }
        } catch (EndOfFileException | IOError gone) {
            sink.accept(new Input.Interrupted());
        }
    }

    @Override
    public void show(Happening happening) {
        AttributedString line = theme.paint(happening.accept(wording));
        reader.printAbove(Wrap.wrap(line, terminal.getSize().getColumns(), INDENT));
    }

    @Override
    public void prompt(Prompt prompt) {
        wording.currentPlace(prompt.place());
        history.place(prompt.place());
        String where = prompt.state().isEmpty() ? prompt.place() : "(" + prompt.state() + ")";
        AttributedStringBuilder text = new AttributedStringBuilder();
        text.append(theme.paint(new Span(Span.Role.OWN, prompt.nick())));
        text.append(theme.paint(new Span(Span.Role.PLACE, where.isEmpty() ? "" : " " + where)));
        reader.changePrompt(text.append("> ").toAttributedString());
        if (prompt.state().isEmpty()) {
            ready.countDown();
        }
    }

    @Override
    public void alert(Said said) {
        alerts.alert(said);
    }

    @Override
    public void lineDone() {
        // The keyboard waits for nothing.
    }

    /** Ends the reading first, which takes the prompt off the screen. */
    @Override
    public void close() {
        closing = true;
        keys.interrupt();
        try {
            keys.join(CLOSE_MILLIS);
            terminal.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            // The terminal went away first; there is nothing to put back.
        }
    }
}
