package chat.parley.client.screen;

import java.util.List;
import org.jline.utils.AttributedString;

/**
 * What is being typed.
 *
 * @param cursor in chars from the beginning of the text
 * @param help what the line editor shows below, such as what a word could become
 */
record Typed(String text, int cursor, List<AttributedString> help) {
    static final Typed NOTHING = new Typed("", 0, List.of());

    Typed {
        help = List.copyOf(help);
    }
}
