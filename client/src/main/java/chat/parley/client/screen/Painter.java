package chat.parley.client.screen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;

/**
 * Brings a terminal from the last picture to the next: writes the rows that have changed, each from its beginning, in one
 * write. Terminals do not agree how wide some characters are; after each of them the next column is named, so that a row
 * stays in its columns whatever the terminal thinks.
 */
final class Painter {
    private static final String BEGIN = "\u001b[?2026h\u001b[?25l";
    private static final String END = "\u001b[?25h\u001b[?2026l";

    private static final String PLAIN = "\u001b[0m";
    private static final int PALETTE = 256;

    private final Terminal terminal;
    private final int colours;

    /** As many as there are styles in use; people's colours may make some hundreds. */
    private final Map<AttributedStyle, String> sequences = new HashMap<>();

    // Mutable state
    private List<AttributedString> shown = new ArrayList<>();
    private int cursorRow = -1;
    private int cursorColumn = -1;

    Painter(Terminal terminal) {
        this.terminal = terminal;
        Integer known = terminal.getNumericCapability(Capability.max_colors);
        this.colours = known == null ? PALETTE : known;
    }

    /** Nobody knows what is on the terminal now. */
    void forget() {
        shown = new ArrayList<>();
    }

    void paint(Picture picture) {
        StringBuilder out = new StringBuilder(1024);
        for (int row = 0; row < picture.rows().size(); row++) {
            AttributedString wanted = picture.rows().get(row);
            if (row >= shown.size() || !wanted.equals(shown.get(row))) {
                out.append("\u001b[").append(row + 1).append(";1H");
                append(out, wanted);
                out.append("\u001b[K");
            }
        }
        boolean moved = picture.cursorRow() != cursorRow || picture.cursorColumn() != cursorColumn;
        if (out.length() > 0 || moved) {
            out.insert(0, BEGIN);
            moveTo(out, picture.cursorRow(), picture.cursorColumn());
            terminal.writer().write(out.append(END).toString());
            terminal.writer().flush();
        }
        shown = picture.rows();
        cursorRow = picture.cursorRow();
        cursorColumn = picture.cursorColumn();
    }

    private static void moveTo(StringBuilder out, int row, int column) {
        out.append("\u001b[").append(row + 1).append(';').append(column + 1).append('H');
    }

    private void append(StringBuilder out, AttributedString row) {
        AttributedStyle style = AttributedStyle.DEFAULT;
        int column = 0;
        for (int at = 0; at < row.length(); ) {
            int end = at + Text.next(row, at);
            if (!row.styleAt(at).equals(style)) {
                style = row.styleAt(at);
                out.append(sequences.computeIfAbsent(style, this::sequence));
            }
            out.append(row, at, end);
            column += Text.columnsAt(row, at);
            if (Text.isDoubtful(row, at)) {
                out.append("\u001b[").append(column + 1).append('G');
            }
            at = end;
        }
        out.append(PLAIN);
    }

    /** What brings a terminal to this style from any other, in colours that it has. */
    private String sequence(AttributedStyle style) {
        String sample = new AttributedString("x", style).toAnsi(colours, ForceMode.None);
        return PLAIN + sample.substring(0, sample.indexOf('x'));
    }
}
