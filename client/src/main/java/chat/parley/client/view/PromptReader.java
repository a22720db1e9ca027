package chat.parley.client.view;

import java.util.Map;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/** JLine's reader with a prompt that may change while a line is being typed. */
final class PromptReader extends LineReaderImpl {
    // Mutable state, guarded by JLine's lock
    private AttributedString wanted = AttributedString.EMPTY;

    PromptReader(Terminal terminal) {
        super(terminal, "parley", Map.of(HISTORY_SIZE, 500, BELL_STYLE, "off"));
        option(Option.DISABLE_EVENT_EXPANSION, true);
        option(Option.ERASE_LINE_ON_FINISH, true);
        option(Option.AUTO_FRESH_LINE, false);
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
