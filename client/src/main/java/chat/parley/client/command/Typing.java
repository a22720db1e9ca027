package chat.parley.client.command;

import chat.parley.client.model.ChatModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Typed lines on their way to the table. A line that comes before its room is entered waits for it; without a person at
 * the keyboard every line waits as long as there is no server, so that nothing of a pipe is lost.
 */
public final class Typing {
    /** Lines that may wait. The plain view has fewer under way at once. */
    static final int HELD_LINES_LIMIT = 64;

    private final ChatModel model;
    private final boolean attended;

    // Mutable state
    private final Deque<String> held = new ArrayDeque<>();
    private boolean ended;

    /** Begins with nothing typed.
     *
     * @param attended whether a person sits at the keyboard, who is told at once what cannot be done */
    public Typing(ChatModel model, boolean attended) {
        this.model = model;
        this.attended = attended;
    }

    /** Takes what was typed; several lines, from a paste, are several messages. */
    public void typed(String text) {
        String[] lines = clean(text).split("\n", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            take(lines[i]);
        }
        take(lines[lines.length - 1]);
    }

    private void take(String line) {
        boolean waits = attended ? model.isOnline() && CommandTable.isText(line) : true;
        if (waits && (!model.isSettled() || !held.isEmpty())) {
            hold(line);
        } else {
            CommandTable.run(model, line);
        }
    }

    private void hold(String line) {
        if (held.size() == HELD_LINES_LIMIT) {
            model.actions().problem("not sent: too many lines wait for the server; wait a little");
            model.actions().lineDone();
        } else {
            held.add(line);
        }
    }

    /** Nothing more is typed. */
    public void end() {
        ended = true;
        settle();
    }

    /** To be called after each event: what waited goes on when it can. */
    public void settle() {
        while (model.isSettled() && !held.isEmpty()) {
            CommandTable.run(model, held.remove());
        }
        if (ended && held.isEmpty()) {
            ended = false;
            model.endInput();
        }
        model.leaveWhenDone();
    }

    /** Half a surrogate pair becomes a question mark; what no line can hold is left out. */
    private static String clean(String text) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return whole.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "");
    }
}
