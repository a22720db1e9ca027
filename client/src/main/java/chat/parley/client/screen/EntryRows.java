package chat.parley.client.screen;

import chat.parley.client.model.Entry;
import chat.parley.client.model.Entry.Mark;
import chat.parley.client.model.Happening;
import chat.parley.client.model.Happening.Arrived;
import chat.parley.client.model.Happening.Joined;
import chat.parley.client.model.Happening.Kind;
import chat.parley.client.model.Happening.Left;
import chat.parley.client.model.Happening.LinkTold;
import chat.parley.client.model.Happening.Problem;
import chat.parley.client.model.Happening.Renamed;
import chat.parley.client.model.Happening.Said;
import chat.parley.client.model.Happening.Told;
import chat.parley.client.view.Span.Role;
import chat.parley.client.view.Theme;
import chat.parley.wire.Formatting;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/**
 * One entry as rows: the time, the sender in a column of their own, the text. On a narrow screen the sender stands before
 * the text instead.
 */
final class EntryRows implements Happening.Visitor<AttributedString> {
    private static final int TIME_COLUMNS = 5;
    private static final int WORD_INDENT = TIME_COLUMNS + 4;
    private static final int NARROW_COLUMNS = 46;
    private static final int SPACIOUS_COLUMNS = 72;

    private final int columns;
    private final int nickColumns;
    private final Look look;
    private final Theme theme;
    private final DateTimeFormatter time;

    /** @param columns of each row */
    EntryRows(int columns, Look look, ZoneId zone) {
        this.columns = columns;
        this.nickColumns = columns < NARROW_COLUMNS ? 0 : columns < SPACIOUS_COLUMNS ? 9 : 12;
        this.look = look;
        this.theme = look.theme();
        this.time = DateTimeFormatter.ofPattern("HH:mm").withZone(zone);
    }

    /** @param before the one before by the same sender, who goes on; null where somebody begins */
    List<AttributedString> rows(Entry entry, @Nullable Happening before) {
        AttributedString sender = before != null ? AttributedString.EMPTY : sender(entry.happening());
        return isWord(entry.happening())
                ? layWord(stamp(entry, before), sender, text(entry))
                : lay(stamp(entry, before), sender, text(entry));
    }

    /** Whether it is a word of the program or the server, and nobody's. */
    static boolean isWord(Happening happening) {
        return happening instanceof Told || happening instanceof LinkTold || happening instanceof Problem;
    }

    /** Words may be long tables; they have the whole width. */
    private List<AttributedString> layWord(AttributedString stamp, AttributedString sign, AttributedString text) {
        List<AttributedString> rows = new ArrayList<>();
        for (AttributedString line : Text.wrap(text, Math.max(4, columns - WORD_INDENT))) {
            AttributedString head =
                    rows.isEmpty() ? join(stamp, styled(" "), Text.fit(sign, 3)) : styled(" ".repeat(WORD_INDENT));
            rows.add(join(head, line));
        }
        return rows;
    }

    /** A minute is said once. */
    private AttributedString stamp(Entry entry, @Nullable Happening before) {
        String at = time.format(entry.happening().at());
        boolean isSaid = before != null && at.equals(time.format(before.at()));
        return switch (entry.mark()) {
            case NONE -> isSaid ? styled(" ".repeat(TIME_COLUMNS)) : styled(at, Role.TIME);
            case PENDING -> styled("    ⋯", Role.PENDING);
            case REFUSED -> styled("    ✗", Role.PROBLEM);
            case UNCONFIRMED -> styled("    ?", Role.PROBLEM);
        };
    }

    private AttributedString text(Entry entry) {
        AttributedString text = entry.happening().accept(this);
        return entry.mark() == Mark.NONE ? text : new AttributedString(text.toString(), theme.style(Role.PENDING));
    }

    private List<AttributedString> lay(AttributedString stamp, AttributedString sender, AttributedString text) {
        AttributedStringBuilder first =
                new AttributedStringBuilder().append(stamp).append(" ");
        AttributedString body = text;
        int indent = TIME_COLUMNS + 1;
        if (nickColumns > 0) {
            AttributedString name = Text.cut(sender, nickColumns);
            first.append(" ".repeat(nickColumns - Text.width(name)))
                    .append(name)
                    .append("  ");
            indent += nickColumns + 2;
        } else if (sender.length() > 0) {
            body = AttributedString.join(AttributedString.EMPTY, Text.cut(sender, columns / 2), styled(" "), text);
        }
        List<AttributedString> rows = new ArrayList<>();
        for (AttributedString line : Text.wrap(body, Math.max(4, columns - indent))) {
            AttributedStringBuilder row =
                    rows.isEmpty() ? first : new AttributedStringBuilder().append(" ".repeat(indent));
            rows.add(row.append(line).toAttributedString());
        }
        return rows;
    }

    /** One row that is no message. */
    AttributedString note(Instant at, String sign, AttributedString text) {
        AttributedString row =
                lay(styled(time.format(at), Role.TIME), aside(sign), styled("")).get(0);
        AttributedStringBuilder note = new AttributedStringBuilder().append(row);
        note.append(text);
        return Text.cut(note.toAttributedString(), columns);
    }

    AttributedString day(String day) {
        return rule(day, Role.BORDER, Role.TIME);
    }

    AttributedString unread() {
        return rule("new", Role.PROBLEM, Role.PROBLEM);
    }

    private AttributedString rule(String word, Role line, Role text) {
        int left = Math.max(0, (columns - word.length() - 2) / 2);
        int right = Math.max(0, columns - word.length() - 2 - left);
        return AttributedString.join(
                AttributedString.EMPTY,
                styled("─".repeat(left), line),
                styled(" " + word + " ", text),
                styled("─".repeat(right), line));
    }

    private AttributedString sender(Happening happening) {
        if (!(happening instanceof Said said)) {
            return sign(happening);
        }
        AttributedStyle style = said.own() ? theme.style(Role.OWN) : theme.nick(said.sender());
        style = said.isMention() && !said.isPrivate() ? theme.style(Role.ALERT) : style;
        String name = Formatting.plain(said.sender());
        String shown = nickColumns == 0 && said.kind() == Kind.MESSAGE ? name + ":" : name;
        return switch (said.kind()) {
            case MESSAGE -> new AttributedString(shown, style);
            case ACTION -> new AttributedString("*", style);
            case NOTICE -> new AttributedString("-" + name + "-", style);
        };
    }

    private AttributedString sign(Happening happening) {
        if (happening instanceof Joined || happening instanceof Arrived) {
            return aside("→");
        }
        return happening instanceof Left
                ? aside("←")
                : happening instanceof Problem ? styled("!!", Role.PROBLEM) : aside("--");
    }

    AttributedString aside(String text) {
        return styled(Formatting.plain(text), Role.ASIDE);
    }

    AttributedString name(String nick) {
        return new AttributedString(Formatting.plain(nick), theme.nick(nick));
    }

    private AttributedString own(String text) {
        return styled(Formatting.plain(text), Role.OWN);
    }

    private AttributedString styled(String text, Role role) {
        return new AttributedString(text, theme.style(role));
    }

    private static AttributedString styled(String text) {
        return new AttributedString(text);
    }

    private static AttributedString join(AttributedString... parts) {
        return AttributedString.join(AttributedString.EMPTY, parts);
    }

    @Override
    public AttributedString said(Said said) {
        AttributedStyle style = theme.style(said.isMention() && !said.isPrivate() ? Role.MENTION : Role.TEXT);
        style = said.kind() == Kind.NOTICE ? theme.style(Role.ASIDE) : style;
        AttributedString text =
                RichText.of(said.text(), style, theme.style(Role.LINK), look.showsFormatting() && theme.hasColours());
        AttributedString name = said.own() ? own(said.sender()) : name(said.sender());
        return said.kind() == Kind.ACTION ? join(name, styled(" "), text) : text;
    }

    @Override
    public AttributedString arrived(Arrived arrived) {
        int people = arrived.people().size();
        return aside("you are in " + arrived.room() + (people == 1 ? ", alone" : " with " + (people - 1) + " more"));
    }

    @Override
    public AttributedString joined(Joined joined) {
        return join(name(joined.nick()), aside(" joined"));
    }

    @Override
    public AttributedString left(Left left) {
        boolean putOut = left.how().startsWith("was ");
        String how = left.own() && putOut ? "were " + left.how().substring(4) : left.how();
        String reason = left.reason().isBlank() ? "" : ": " + left.reason();
        return join(
                left.own() ? own("you") : name(left.nick()), aside(" " + (putOut ? how + " the room" : how) + reason));
    }

    @Override
    public AttributedString renamed(Renamed renamed) {
        return join(
                renamed.own() ? own("you") : name(renamed.before()),
                aside(renamed.own() ? " are now " : " is now "),
                renamed.own() ? own(renamed.after()) : name(renamed.after()));
    }

    @Override
    public AttributedString told(Told told) {
        return RichText.of(told.text(), theme.style(Role.ASIDE), theme.style(Role.LINK), false);
    }

    @Override
    public AttributedString linkTold(LinkTold told) {
        return aside(told.text());
    }

    @Override
    public AttributedString problem(Problem problem) {
        return styled(Formatting.plain(problem.text()), Role.PROBLEM);
    }
}
