package chat.parley.client.screen;

import chat.parley.wire.Formatting;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Text with the formatting codes of IRC (modern.ircdocs.horse/formatting) as a terminal shows it. What else could steer a
 * terminal becomes a visible mark, and addresses are underlined.
 */
final class RichText {
    private static final Pattern LINK =
            Pattern.compile("\\b(?:https?|ftp|ircs?)://[^\\s<>\"␀-␟]*[^\\s<>\"␀-␟.,;:!?'’)\\]}…]");
    private static final Pattern COLOUR = Pattern.compile("(\\d{1,2})?(?:,(\\d{1,2}))?");
    private static final Pattern HEX = Pattern.compile("([0-9A-Fa-f]{6})?(?:,([0-9A-Fa-f]{6}))?");

    /** The colours of IRC among those of the terminal; 99 is the terminal's own. */
    private static final int[] COLOURS = {
        15, 0, 4, 2, 9, 1, 5, 3, 11, 10, 6, 14, 12, 13, 8, 7, 52, 94, 100, 58, 22, 29, 23, 24, 17, 54, 53, 89, 88, 130,
        142, 64, 28, 35, 30, 25, 18, 91, 90, 125, 124, 166, 184, 106, 34, 49, 37, 33, 19, 129, 127, 161, 196, 208, 226,
        154, 46, 86, 51, 75, 21, 171, 201, 198, 203, 215, 227, 191, 83, 122, 87, 111, 63, 177, 207, 205, 217, 223, 229,
        193, 157, 158, 159, 153, 147, 183, 219, 212, 16, 233, 235, 237, 239, 241, 244, 247, 250, 254, 231
    };

    private final AttributedStyle base;
    private final AttributedStringBuilder out = new AttributedStringBuilder();

    // Mutable state
    private AttributedStyle style;

    private RichText(AttributedStyle base) {
        this.base = base;
        this.style = base;
    }

    /** @param isShown whether formatting is shown; else it is left out */
    static AttributedString of(String text, AttributedStyle base, AttributedStyle link, boolean isShown) {
        AttributedString shown =
                isShown ? new RichText(base).read(text) : new AttributedString(Formatting.plain(text), base);
        return withLinks(shown, link);
    }

    private static AttributedString withLinks(AttributedString text, AttributedStyle link) {
        if (text.toString().indexOf("://") < 0) {
            return text;
        }
        AttributedStringBuilder linked = new AttributedStringBuilder();
        Matcher links = LINK.matcher(text);
        int copied = 0;
        while (links.find()) {
            linked.append(text, copied, links.start()).append(links.group(), link);
            copied = links.end();
        }
        return linked.append(text, copied, text.length()).toAttributedString();
    }

    private AttributedString read(String text) {
        int at = 0;
        while (at < text.length()) {
            int length = code(text, at);
            if (length == 0) {
                length = plainLength(text, at);
                out.append(Formatting.visible(text.substring(at, at + length)), style);
            }
            at += length;
        }
        return out.toAttributedString();
    }

    private static int plainLength(String text, int start) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) >= ' ') {
            at++;
        }
        return at - start;
    }

    /** Follows the code that stands here and tells its length; 0 where there is none. */
    private int code(String text, int at) {
        switch (text.charAt(at)) {
            case 0x02 -> style = isOn(style, style.bold()) ? style.boldDefault() : style.bold();
            case 0x1D -> style = isOn(style, style.italic()) ? style.italicDefault() : style.italic();
            case 0x1F -> style = isOn(style, style.underline()) ? style.underlineDefault() : style.underline();
            case 0x1E -> style = isOn(style, style.crossedOut()) ? style.crossedOutDefault() : style.crossedOut();
            case 0x16 -> style = isOn(style, style.inverse()) ? style.inverseDefault() : style.inverse();
            case 0x0F -> style = base;
            case 0x03 -> {
                return 1 + colour(text, at + 1);
            }
            case 0x04 -> {
                return 1 + hex(text, at + 1);
            }
            case 0x11 -> {} // A terminal is monospaced already.
            default -> {
                return 0;
            }
        }
        return 1;
    }

    private static boolean isOn(AttributedStyle now, AttributedStyle with) {
        return now.equals(with);
    }

    private int colour(String text, int at) {
        Matcher digits = COLOUR.matcher(text).region(at, text.length());
        if (!digits.lookingAt() || digits.group(1) == null) {
            style = style.foregroundDefault().backgroundDefault();
            return 0;
        }
        int foreground = Integer.parseInt(digits.group(1));
        style = foreground < COLOURS.length ? style.foreground(COLOURS[foreground]) : style.foregroundDefault();
        if (digits.group(2) != null) {
            int background = Integer.parseInt(digits.group(2));
            style = background < COLOURS.length ? style.background(COLOURS[background]) : style.backgroundDefault();
        }
        return digits.end() - at;
    }

    private int hex(String text, int at) {
        Matcher digits = HEX.matcher(text).region(at, text.length());
        if (!digits.lookingAt() || digits.group(1) == null) {
            style = style.foregroundDefault().backgroundDefault();
            return 0;
        }
        style = style.foregroundRgb(Integer.parseInt(digits.group(1), 16));
        if (digits.group(2) != null) {
            style = style.backgroundRgb(Integer.parseInt(digits.group(2), 16));
        }
        return digits.end() - at;
    }
}
