package chat.parley.client.model;

import chat.parley.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text that is too long for one line into several: at a space where there is one, else between what a reader takes
 * for two characters (extended grapheme clusters, UAX #29), never inside one that would fit.
 */
public final class TextSplitter {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private TextSplitter() {}

    /** The parts, in order.
     *
     * @param maxBytes of UTF-8 in each part, at least 4 */
    public static List<String> split(String text, int maxBytes) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        while (Utf8.length(rest) > maxBytes) {
            int fitting = fitting(rest, maxBytes);
            int space = rest.lastIndexOf(' ', fitting);
            boolean atSpace = space > 0;
            parts.add(rest.substring(0, atSpace ? space : fitting));
            rest = rest.substring(atSpace ? space + 1 : fitting);
        }
        parts.add(rest);
        return parts;
    }

    /** How many chars of whole characters fit; of code points where not even one character does. */
    private static int fitting(String text, int maxBytes) {
        Matcher graphemes = GRAPHEME.matcher(text);
        int end = 0;
        int bytes = 0;
        while (graphemes.find()) {
            bytes += Utf8.length(graphemes.group());
            if (bytes > maxBytes) {
                break;
            }
            end = graphemes.end();
        }
        return end > 0 ? end : Utf8.truncate(text, maxBytes).length();
    }
}
