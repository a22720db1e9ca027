package chat.parley.client.screen;

import chat.parley.client.view.Span.Role;
import chat.parley.client.view.Theme;
import chat.parley.wire.Formatting;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** The prompt with what is typed, in as many rows as it needs, and where the cursor is among them. */
final class InputArea {
    private final int columns;
    private final int prompt;
    private final List<AttributedString> rows = new ArrayList<>();

    // Mutable state
    private AttributedStringBuilder row = new AttributedStringBuilder();
    private int used;
    private int cursorRow;
    private int cursorColumn;

    /** @param prompt what stands before the first row */
    InputArea(AttributedString prompt, Typed typed, int columns) {
        this.columns = columns;
        AttributedString shown = Text.cut(prompt, columns / 2);
        this.prompt = Text.width(shown);
        row.append(shown);
        used = this.prompt;
        lay(typed);
    }

    private void lay(Typed typed) {
        String text = typed.text();
        for (int at = 0; at <= text.length(); ) {
            if (at == typed.cursor()) {
                cursorRow = rows.size();
                cursorColumn = used;
            }
            if (at == text.length()) {
                break;
            }
            int end = at + Text.next(text, at);
            put(text.substring(at, end));
            if (typed.cursor() > at && typed.cursor() < end) {
                cursorRow = rows.size();
                cursorColumn = used;
            }
            at = end;
        }
        rows.add(row.toAttributedString());
        if (cursorColumn >= columns) {
            rows.add(AttributedString.EMPTY);
            cursorRow++;
            cursorColumn = 0;
        }
    }

    private void put(String character) {
        if (character.equals("\n")) {
            newRow();
            return;
        }
        String shown = Formatting.visible(character);
        int width = Text.width(shown);
        if (used + width > columns) {
            newRow();
        }
        row.append(shown);
        used += width;
    }

    private void newRow() {
        rows.add(row.toAttributedString());
        int indent = Math.min(prompt, columns / 4);
        row = new AttributedStringBuilder().append(" ".repeat(indent));
        used = indent;
    }

    /** At most so many rows, among them the one with the cursor. */
    List<AttributedString> rows(int most) {
        int first = firstRow(most);
        return rows.subList(first, Math.min(rows.size(), first + most));
    }

    private int firstRow(int most) {
        int last = Math.max(0, rows.size() - most);
        return Math.min(last, Math.max(0, cursorRow - most + 1));
    }

    /** The cursor's row among those that are shown. */
    int cursorRow(int most) {
        return cursorRow - firstRow(most);
    }

    int cursorColumn() {
        return cursorColumn;
    }

    /** What stands before a message, or before a command. */
    static AttributedString prompt(String nick, boolean isCommand, Theme theme) {
        return new AttributedStringBuilder()
                .append(Formatting.plain(nick), theme.style(isCommand ? Role.ASIDE : Role.OWN))
                .append(isCommand ? " / " : " › ", theme.style(isCommand ? Role.PROBLEM : Role.PLACE))
                .toAttributedString();
    }
}
