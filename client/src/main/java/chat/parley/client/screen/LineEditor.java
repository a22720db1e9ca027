package chat.parley.client.screen;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/**
 * JLine's line editor with its emacs keys, undo, history and search, but without a line of its own on the terminal: it tells
 * what is typed, and a picture shows that. One reading lasts as long as the screen does.
 */
final class LineEditor extends LineReaderImpl {
    /** From how many lines on one is asked before they are said. */
    static final int LINES_ASKED_FOR = 4;

    private static final int HISTORY_LINES = 1_000;
    private static final String FOCUS_IN = "\u001b[I";
    private static final String FOCUS_OUT = "\u001b[O";

    private final Consumer<Typed> changed;
    private final Consumer<String> accepted;
    private final Suggesting suggesting;

    // Mutable state, guarded by JLine's lock
    private Completion completion = Completion.NONE;
    private String confirmed = "";

    /** @param earlier what was typed in earlier runs, the oldest first */
    LineEditor(
            Terminal terminal,
            List<String> earlier,
            Consumer<Typed> changed,
            Consumer<String> accepted,
            Suggesting suggesting) {
        super(terminal, "parley", Map.of(HISTORY_SIZE, HISTORY_LINES + earlier.size(), BELL_STYLE, "off"));
        this.changed = changed;
        this.accepted = accepted;
        this.suggesting = suggesting;
        option(Option.DISABLE_EVENT_EXPANSION, true);
        option(Option.AUTO_FRESH_LINE, false);
        option(Option.HISTORY_IGNORE_SPACE, false);
        earlier.forEach(history::add);
        getWidgets().put(ACCEPT_LINE, this::say);
        on(Keys.NEW_LINE, () -> buf.write('\n'));
        on(Keys.COMPLETE, () -> complete(1));
        on(Keys.COMPLETE_BACK, () -> complete(-1));
    }

    /** What a key does; it runs in the editor's thread. */
    void on(Keys key, Runnable action) {
        on(key.widget(), action);
        key.sequences().forEach(sequence -> bind(sequence, key.widget()));
    }

    private void on(String name, Runnable action) {
        getWidgets().put(name, () -> {
            action.run();
            return true;
        });
    }

    /** Alt with a digit; the first is 0. */
    void onDigit(Consumer<Integer> action) {
        for (int digit = 0; digit <= 9; digit++) {
            int place = (digit + 9) % 10;
            on("go-to-" + digit, () -> action.accept(place));
            bind("\\e" + digit, "go-to-" + digit);
        }
    }

    /** The terminal's window got or lost the keyboard. */
    void onFocus(Consumer<Boolean> action) {
        on("focus-in", () -> action.accept(true));
        on("focus-out", () -> action.accept(false));
        keys().bind(new Reference("focus-in"), FOCUS_IN);
        keys().bind(new Reference("focus-out"), FOCUS_OUT);
    }

    /** Lets a key do something, by the name of one of {@link Keys} or of the editor's own functions. */
    void bind(String sequence, String name) {
        keys().bind(new Reference(name), KeyMap.translate(sequence));
    }

    private KeyMap<Binding> keys() {
        return requireNonNull(getKeyMaps().get(EMACS));
    }

    /** Puts another text into the place of what is typed. */
    void replace(String text) {
        buf.clear();
        buf.write(text);
    }

    String text() {
        return buf.toString();
    }

    private boolean say() {
        String text = buf.toString();
        if (text.lines().count() >= LINES_ASKED_FOR && !text.equals(confirmed)) {
            confirmed = text;
            return true;
        }
        if (!text.isBlank()) {
            history.add(text);
        }
        history.moveToEnd();
        modifiedHistory.clear();
        buf.clear();
        undo.clear();
        confirmed = "";
        accepted.accept(text);
        return true;
    }

    private void complete(int step) {
        String text = buf.toString();
        if (!completion.isOf(text, buf.cursor())) {
            completion = Completion.begin(text, buf.cursor(), suggesting.suggest(text, buf.cursor()));
        }
        completion = completion.step(step);
        replace(completion.text());
        buf.cursor(completion.cursor());
    }

    /** Instead of drawing it, tells what there would be to draw. */
    @Override
    protected void redisplay(boolean flush) {
        changed.accept(new Typed(buf.toString(), buf.cursor(), help()));
    }

    private List<AttributedString> help() {
        String text = buf.toString();
        if (post != null) {
            AttributedString shown = post.get();
            return shown == null ? List.of() : new ArrayList<>(shown.columnSplitLength(Integer.MAX_VALUE));
        }
        if (!confirmed.isEmpty() && confirmed.equals(text)) {
            long lines = text.lines().count();
            return List.of(new AttributedString(" Say " + lines + " lines? Enter says them, Ctrl-U takes them away."));
        }
        confirmed = "";
        return completion.isOf(text, buf.cursor()) ? completion.help() : List.of();
    }

    /** The screen is put back as a whole. */
    @Override
    protected void doCleanup(boolean nl) {
        terminal.writer().write(BRACKETED_PASTE_OFF);
        terminal.writer().flush();
    }

    @Override
    public boolean clearScreen() {
        return true;
    }
}
