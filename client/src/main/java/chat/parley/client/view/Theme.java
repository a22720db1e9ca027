package chat.parley.client.view;

import chat.parley.wire.CaseMapping;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** How each piece of a sentence looks. A person has the same colour on every screen and every day. */
final class Theme {
    /** Of the 256 colours those that can be read on a dark and on a light ground. */
    private static final int[] NICK_COLOURS = {
        1, 2, 3, 4, 5, 6, 9, 27, 28, 31, 33, 35, 61, 64, 67, 71, 91, 94, 97, 125, 127, 130, 133, 136, 160, 162, 166, 168
    };

    private final boolean colours;

    /** @param colours false under NO_COLOR: then nothing has a style */
    Theme(boolean colours) {
        this.colours = colours;
    }

    AttributedString paint(Sentence sentence) {
        AttributedStringBuilder painted = new AttributedStringBuilder();
        sentence.spans().forEach(span -> painted.append(paint(span)));
        return painted.toAttributedString();
    }

    AttributedString paint(Span span) {
        return new AttributedString(span.text(), colours ? style(span) : AttributedStyle.DEFAULT);
    }

    private static AttributedStyle style(Span span) {
        return switch (span.role()) {
            case TIME, ASIDE -> AttributedStyle.DEFAULT.foreground(AttributedStyle.BRIGHT | AttributedStyle.BLACK);
            case PLACE -> AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
            case NICK -> AttributedStyle.DEFAULT.foreground(nickColour(span.text()));
            case OWN -> AttributedStyle.BOLD;
            case TEXT -> AttributedStyle.DEFAULT;
            case MENTION -> AttributedStyle.BOLD.foreground(AttributedStyle.YELLOW);
            case PROBLEM -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
        };
    }

    static int nickColour(String nick) {
        int hash = CaseMapping.fold(nick).hashCode() * 0x9E3779B9;
        return NICK_COLOURS[Math.floorMod(hash >> 8, NICK_COLOURS.length)];
    }
}
