package chat.parley.client.screen;

import org.jline.utils.ScreenTerminal;
import org.jline.utils.WCWidth;

/** A terminal's screen as an SVG, cell by cell as the terminal holds it. */
final class Svg {
    private static final double CELL_WIDTH = 8.4;
    private static final int CELL_HEIGHT = 18;
    private static final int MARGIN = 12;

    /** A terminal's own colours. */
    enum Ground {
        DARK(0x16181D, 0xD4D7DD),
        LIGHT(0xFBFBF9, 0x26282C);

        private final int ground;
        private final int ink;

        Ground(int ground, int ink) {
            this.ground = ground;
            this.ink = ink;
        }
    }

    private final Ground own;
    private final StringBuilder svg = new StringBuilder();

    private Svg(Ground own) {
        this.own = own;
    }

    static String of(ScreenTerminal screen, Ground own) {
        return new Svg(own).draw(screen);
    }

    private String draw(ScreenTerminal screen) {
        int columns = screen.getColumns();
        int rows = screen.getRows();
        long[] cells = new long[columns * rows];
        screen.dump(cells, new int[2]);
        double width = columns * CELL_WIDTH + 2 * MARGIN;
        int height = rows * CELL_HEIGHT + 2 * MARGIN;
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%d" viewBox="0 0 %.0f %d">
                <rect width="100%%" height="100%%" rx="8" fill="%s"/>
                <g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" xml:space="preserve">
                """.formatted(width, height, width, height, hex(own.ground)));
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; ) {
                int end = sameStyle(cells, row * columns, column, columns);
                run(cells, row, column, end, columns);
                column = end;
            }
        }
        return svg.append("</g>\n</svg>\n").toString();
    }

    /** One piece of text at a time; wide characters alone, so that they begin in their column. */
    private static int sameStyle(long[] cells, int offset, int start, int columns) {
        int end = start + 1;
        if (isWide(cells[offset + start])) {
            return Math.min(columns, start + 2);
        }
        while (end < columns
                && ScreenTerminal.cellAttr(cells[offset + end]) == ScreenTerminal.cellAttr(cells[offset + start])
                && !isWide(cells[offset + end])) {
            end++;
        }
        return end;
    }

    private static boolean isWide(long cell) {
        return WCWidth.wcwidth(ScreenTerminal.cellCodePoint(cell)) > 1;
    }

    private void run(long[] cells, int row, int start, int end, int columns) {
        long first = cells[row * columns + start];
        StringBuilder text = new StringBuilder();
        for (int column = start; column < end; column++) {
            int codePoint = ScreenTerminal.cellCodePoint(cells[row * columns + column]);
            if (codePoint >= ' ') {
                text.appendCodePoint(codePoint);
            }
        }
        boolean inverse = ScreenTerminal.cellInverse(first);
        int ink = ScreenTerminal.cellHasForeground(first) ? rgb(ScreenTerminal.cellForeground(first)) : own.ink;
        int ground = ScreenTerminal.cellHasBackground(first) ? rgb(ScreenTerminal.cellBackground(first)) : own.ground;
        double x = MARGIN + start * CELL_WIDTH;
        double width = (end - start) * CELL_WIDTH;
        int y = MARGIN + row * CELL_HEIGHT;
        if (inverse || ground != own.ground) {
            svg.append("<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n"
                    .formatted(x, y, width, CELL_HEIGHT, hex(inverse ? ink : ground)));
        }
        if (!text.toString().isBlank()) {
            svg.append("<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" fill=\"%s\"%s>%s</text>\n"
                    .formatted(x, y + 14, width, hex(inverse ? ground : ink), style(first), escaped(text)));
        }
    }

    private static String style(long cell) {
        return (ScreenTerminal.cellBold(cell) ? " font-weight=\"bold\"" : "")
                + (ScreenTerminal.cellItalic(cell) ? " font-style=\"italic\"" : "")
                + (ScreenTerminal.cellUnderline(cell) ? " text-decoration=\"underline\"" : "");
    }

    private static int rgb(int colour) {
        return ScreenTerminal.cellColorRgb(colour);
    }

    private static String hex(int rgb) {
        return "#%06x".formatted(rgb & 0xFFFFFF);
    }

    private static String escaped(CharSequence text) {
        return text.toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace(" ", "\u00a0");
    }
}
