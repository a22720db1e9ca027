package chat.parley.client.view;

import java.util.List;
import java.util.Map;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/** JLine's reader with a prompt that may change while a line is being typed. */
final class PromptReader extends LineReaderImpl {
    private static final int HISTORY_LINES = 1_000;

    // Mutable state, guarded by JLine's lock
    private AttributedString wanted = AttributedString.EMPTY;

    /** @param earlier what was typed in earlier runs, the oldest first */
    PromptReader(Terminal terminal, List<String> earlier) {
        super(terminal, "parley", Map.of(HISTORY_SIZE, HISTORY_LINES + earlier.size(), BELL_STYLE, "off"));
        option(Option.DISABLE_EVENT_EXPANSION, true);
        option(Option.ERASE_LINE_ON_FINISH, true);
        option(Option.AUTO_FRESH_LINE, false);
        earlier.forEach(history::add);
        getWidgets().put(CALLBACK_INIT, this::usePrompt);
    }

    /** Any thread may call it. */
    void changePrompt(AttributedString newPrompt) {
        lock.lock();
        try {
            wanted = newPrompt;
            usePrompt();
            if (reading) {
                redisplay();
            }
        } finally {
            lock.unlock();
        }
    }

    /** JLine sets the prompt that it was given before it begins to read; the newest one is put in its place. */
    private boolean usePrompt() {
        prompt = wanted;
        return true;
    }
}
