package chat.parley.client.view;

import chat.parley.client.view.Span.Role;
import chat.parley.wire.CaseMapping;
import java.util.EnumMap;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** How each piece of a sentence looks. A person has the same colour on every screen and every day. */
public final class Theme {
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle BOLD = AttributedStyle.BOLD;
    private static final AttributedStyle FAINT = PLAIN.faint();
    private static final AttributedStyle INVERSE = PLAIN.inverse();

    /** For a dark ground. */
    public static final Theme DARK = new Theme(
            new int[] {
                39, 43, 75, 78, 80, 81, 108, 110, 114, 115, 117, 139, 141, 147, 149, 151, 173, 174, 176, 179, 180, 183,
                186, 203, 208, 209, 211, 215
            },
            Map.ofEntries(
                    Map.entry(Role.TIME, colour(242)),
                    Map.entry(Role.PLACE, colour(110)),
                    Map.entry(Role.OWN, colour(255).bold()),
                    Map.entry(Role.TEXT, PLAIN),
                    Map.entry(Role.MENTION, colour(222)),
                    Map.entry(Role.ASIDE, colour(245)),
                    Map.entry(Role.PROBLEM, colour(203)),
                    Map.entry(Role.LINK, colour(75).underline()),
                    Map.entry(Role.PENDING, colour(244).italic()),
                    Map.entry(Role.ABSENT, colour(240)),
                    Map.entry(Role.BORDER, colour(238)),
                    Map.entry(Role.SELECTED, colour(255).background(24).bold()),
                    Map.entry(Role.COUNT, colour(250)),
                    Map.entry(Role.ALERT, colour(16).background(215).bold()),
                    Map.entry(Role.BAR, colour(250).background(236)),
                    Map.entry(Role.BAR_ALERT, colour(215).background(236).bold())));

    /** For a light ground. */
    public static final Theme LIGHT = new Theme(
            new int[] {
                1, 2, 4, 5, 6, 18, 22, 23, 25, 26, 28, 30, 52, 53, 54, 55, 58, 60, 64, 88, 90, 91, 94, 96, 124, 125,
                130, 166
            },
            Map.ofEntries(
                    Map.entry(Role.TIME, colour(246)),
                    Map.entry(Role.PLACE, colour(25)),
                    Map.entry(Role.OWN, colour(232).bold()),
                    Map.entry(Role.TEXT, PLAIN),
                    Map.entry(Role.MENTION, colour(130).bold()),
                    Map.entry(Role.ASIDE, colour(243)),
                    Map.entry(Role.PROBLEM, colour(160)),
                    Map.entry(Role.LINK, colour(25).underline()),
                    Map.entry(Role.PENDING, colour(244).italic()),
                    Map.entry(Role.ABSENT, colour(249)),
                    Map.entry(Role.BORDER, colour(250)),
                    Map.entry(Role.SELECTED, colour(255).background(25).bold()),
                    Map.entry(Role.COUNT, colour(240)),
                    Map.entry(Role.ALERT, colour(255).background(166).bold()),
                    Map.entry(Role.BAR, colour(238).background(254)),
                    Map.entry(Role.BAR_ALERT, colour(160).background(254).bold())));

    /** The sixteen colours that every terminal lets its owner choose. */
    public static final Theme BASIC = new Theme(
            new int[] {1, 2, 3, 4, 5, 6, 9, 10, 12, 13, 14},
            Map.ofEntries(
                    Map.entry(Role.TIME, FAINT),
                    Map.entry(Role.PLACE, colour(6)),
                    Map.entry(Role.OWN, BOLD),
                    Map.entry(Role.MENTION, colour(3).bold()),
                    Map.entry(Role.ASIDE, FAINT),
                    Map.entry(Role.PROBLEM, colour(1)),
                    Map.entry(Role.LINK, colour(4).underline()),
                    Map.entry(Role.PENDING, FAINT.italic()),
                    Map.entry(Role.ABSENT, FAINT),
                    Map.entry(Role.BORDER, FAINT),
                    Map.entry(Role.SELECTED, INVERSE.bold()),
                    Map.entry(Role.ALERT, colour(3).inverse().bold()),
                    Map.entry(Role.BAR, INVERSE),
                    Map.entry(Role.BAR_ALERT, INVERSE.bold())));

    /** No colours (NO_COLOR), but bold, faint and reversed text. */
    public static final Theme MONOCHROME = new Theme(
            new int[0],
            Map.ofEntries(
                    Map.entry(Role.TIME, FAINT),
                    Map.entry(Role.NICK, BOLD),
                    Map.entry(Role.OWN, BOLD),
                    Map.entry(Role.MENTION, BOLD),
                    Map.entry(Role.ASIDE, FAINT),
                    Map.entry(Role.PROBLEM, BOLD),
                    Map.entry(Role.LINK, PLAIN.underline()),
                    Map.entry(Role.PENDING, FAINT.italic()),
                    Map.entry(Role.ABSENT, FAINT),
                    Map.entry(Role.BORDER, FAINT),
                    Map.entry(Role.SELECTED, INVERSE.bold()),
                    Map.entry(Role.ALERT, INVERSE.bold()),
                    Map.entry(Role.BAR, INVERSE),
                    Map.entry(Role.BAR_ALERT, INVERSE.bold())));

    /** Nothing has a style. */
    public static final Theme NONE = new Theme(new int[0], Map.of());

    private final int[] nickColours;
    private final Map<Role, AttributedStyle> styles;

    private Theme(int[] nickColours, Map<Role, AttributedStyle> styles) {
        this.nickColours = nickColours.clone();
        this.styles = styles.isEmpty() ? Map.of() : new EnumMap<>(styles);
    }

    private static AttributedStyle colour(int index) {
        return PLAIN.foreground(index);
    }

    /** Whether text may have colours of its own. */
    public boolean hasColours() {
        return nickColours.length > 0;
    }

    /** A sentence as it looks on one line. */
    public AttributedString paint(Sentence sentence) {
        AttributedStringBuilder painted = new AttributedStringBuilder();
        sentence.spans().forEach(span -> painted.append(paint(span)));
        return painted.toAttributedString();
    }

    public AttributedString paint(Span span) {
        return new AttributedString(span.text(), style(span));
    }

    /** The style of anything that is the same for everybody. */
    public AttributedStyle style(Role role) {
        return styles.getOrDefault(role, PLAIN);
    }

    private AttributedStyle style(Span span) {
        return span.role() == Role.NICK ? nick(span.text()) : style(span.role());
    }

    /** The style of somebody's name. */
    public AttributedStyle nick(String nick) {
        return hasColours() ? PLAIN.foreground(nickColour(nick)) : style(Role.NICK);
    }

    int nickColour(String nick) {
        int hash = CaseMapping.fold(nick).hashCode() * 0x9E3779B9;
        return nickColours[Math.floorMod(hash >> 8, nickColours.length)];
    }
}
