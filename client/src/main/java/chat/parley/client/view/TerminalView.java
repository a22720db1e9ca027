package chat.parley.client.view;

import chat.parley.client.model.Happening;
import chat.parley.client.model.Prompt;
import chat.parley.client.state.InputHistory;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** A terminal: lines come in above a prompt that stays whole. The terminal's own scrolling and selecting stay usable. */
public final class TerminalView extends AttendedView {
    private static final String TIME_PATTERN = "HH:mm";
    private static final int INDENT = TIME_PATTERN.length() + 1;

    private final PromptReader reader;
    private final Theme theme;
    private final Wording wording;
    private final CountDownLatch ready = new CountDownLatch(1);

    /** Takes over a terminal, and closes it in the end. */
    public TerminalView(Terminal terminal, Theme theme, Alerts.Settings alerts, InputHistory history, ZoneId zone) {
        super(terminal, alerts, history);
        this.reader = new PromptReader(terminal, history.entries());
        this.theme = theme;
        this.wording = new Wording(TIME_PATTERN, zone);
    }

    /** The prompt appears when there is a server to talk to. */
    @Override
    protected void readKeys() throws InterruptedException {
        ready.await();
        while (!isClosing()) {
            typed(reader.readLine());
        }
    }

    @Override
    protected void leaveTerminal() {
        // The prompt went with the last reading.
    }

    @Override
    public void show(Happening happening) {
        AttributedString line = theme.paint(happening.accept(wording));
        reader.printAbove(Wrap.wrap(line, terminal.getSize().getColumns(), INDENT));
    }

    @Override
    public void prompt(Prompt prompt) {
        wording.currentPlace(prompt.place());
        super.prompt(prompt);
        String where = prompt.state().isEmpty() ? prompt.place() : "(" + prompt.state() + ")";
        AttributedStringBuilder text = new AttributedStringBuilder();
        text.append(theme.paint(new Span(Span.Role.OWN, prompt.nick())));
        text.append(theme.paint(new Span(Span.Role.PLACE, where.isEmpty() ? "" : " " + where)));
        reader.changePrompt(text.append("> ").toAttributedString());
        if (prompt.state().isEmpty()) {
            ready.countDown();
        }
    }
}
