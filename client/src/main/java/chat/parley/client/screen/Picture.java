package chat.parley.client.screen;

import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;

/**
 * A whole screen: as many rows as it has, each exactly as wide.
 *
 * @param cursorRow where the cursor stands, from 0
 * @param cursorColumn from 0
 */
record Picture(List<AttributedString> rows, int cursorRow, int cursorColumn) {
    Picture {
        rows = List.copyOf(rows);
    }

    /** The text alone, without the spaces at the ends of its rows. */
    @Override
    public String toString() {
        return rows.stream().map(row -> row.toString().stripTrailing()).collect(Collectors.joining("\n"));
    }
}
