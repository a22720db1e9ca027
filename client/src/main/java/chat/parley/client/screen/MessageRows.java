package chat.parley.client.screen;

import chat.parley.client.model.Conversation;
import chat.parley.client.model.Entry;
import chat.parley.client.model.Happening;
import chat.parley.client.model.Happening.Joined;
import chat.parley.client.model.Happening.Kind;
import chat.parley.client.model.Happening.Left;
import chat.parley.client.model.Happening.Said;
import chat.parley.client.model.Happening.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as rows of a certain width. It is cut into blocks, each one message, or successive comings and goings
 * folded into one row, together with the lines that stand above it (a new day, the first unread). A block depends on
 * its neighbours alone, so that only what is seen is laid out.
 */
final class MessageRows {
    /** A pause after which the sender's name is repeated. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private static final int NAMES_OF_A_FOLD = 50;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final List<Entry> entries;
    private final int confirmed;
    private final List<Entry> pending;
    private final @Nullable Instant unreadLine;
    private final EntryRows drawing;
    private final ZoneId zone;

    MessageRows(Conversation conversation, EntryRows drawing, ZoneId zone) {
        this.entries = conversation.entries();
        this.confirmed = entries.size();
        this.pending = conversation.pending();
        this.unreadLine = conversation.unreadLine();
        this.drawing = drawing;
        this.zone = zone;
    }

    int size() {
        return confirmed + pending.size();
    }

    Entry entry(int index) {
        return index < confirmed ? entries.get(index) : pending.get(index - confirmed);
    }

    /** The first index behind the block that this entry is in. */
    int blockEnd(int index) {
        int end = index + 1;
        while (isFolded(index) && end < size() && isFolded(end) && !hasLineAbove(end)) {
            end++;
        }
        return end;
    }

    /** The first index of the block that ends before this index. */
    int blockStart(int end) {
        int start = end - 1;
        while (isFolded(start) && start > 0 && isFolded(start - 1) && !hasLineAbove(start)) {
            start--;
        }
        return start;
    }

    /** The first unread entry; none where there is no line. */
    int firstUnread() {
        for (int i = size() - 1; i >= 0 && unreadLine != null; i--) {
            if (isFirstUnread(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isFolded(int index) {
        Happening happening = entry(index).happening();
        return happening instanceof Joined || (happening instanceof Left left && !left.own());
    }

    private boolean hasLineAbove(int index) {
        return isNewDay(index) || isFirstUnread(index);
    }

    private boolean isNewDay(int index) {
        return index == 0 || !day(entry(index - 1)).equals(day(entry(index)));
    }

    private LocalDate day(Entry entry) {
        return LocalDate.ofInstant(entry.happening().at(), zone);
    }

    private boolean isFirstUnread(int index) {
        return unreadLine != null
                && index < confirmed
                && entry(index).happening().at().isAfter(unreadLine)
                && (index == 0 || !entry(index - 1).happening().at().isAfter(unreadLine));
    }

    /** The rows of the block that ends before this index. */
    List<AttributedString> block(int end) {
        int start = blockStart(end);
        List<AttributedString> rows = new ArrayList<>();
        if (isNewDay(start)) {
            LocalDate day = day(entry(start));
            String weekday = day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            rows.add(drawing.day(weekday + ", " + DAY.format(day)));
        }
        if (isFirstUnread(start)) {
            rows.add(drawing.unread());
        }
        if (end - start > 1) {
            rows.add(fold(start, end));
        } else {
            rows.addAll(
                    drawing.rows(entry(start), goesOn(start) ? entry(start - 1).happening() : null));
        }
        return rows;
    }

    /** Whether the one before is by the same person and not long ago: then the name is not said again. */
    private boolean goesOn(int index) {
        return index > 0
                && !hasLineAbove(index)
                && (isSameVoice(entry(index - 1).happening(), entry(index).happening())
                        || isSameAnswer(
                                entry(index - 1).happening(), entry(index).happening()));
    }

    private static boolean isSameAnswer(Happening before, Happening happening) {
        return before instanceof Told
                && happening instanceof Told
                && before.at().plusSeconds(1).isAfter(happening.at());
    }

    private static boolean isSameVoice(Happening one, Happening other) {
        return other instanceof Said said
                && one instanceof Said before
                && said.kind() == Kind.MESSAGE
                && before.kind() == Kind.MESSAGE
                && said.sender().equals(before.sender())
                && said.place().equals(before.place())
                && before.at().plus(PAUSE).isAfter(said.at());
    }

    private AttributedString fold(int start, int end) {
        List<String> joined = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (int i = start; i < end; i++) {
            Happening happening = entry(i).happening();
            if (happening instanceof Joined join) {
                joined.add(join.nick());
            } else if (happening instanceof Left leaving) {
                left.add(leaving.nick());
            }
        }
        AttributedStringBuilder text = new AttributedStringBuilder();
        text.append(drawing.aside(joined.isEmpty() ? "" : joined.size() + " joined" + (left.isEmpty() ? "" : ", ")));
        text.append(drawing.aside(left.isEmpty() ? "" : left.size() + " left"));
        joined.addAll(left);
        String separator = ": ";
        for (String nick : joined.stream().distinct().limit(NAMES_OF_A_FOLD).toList()) {
            text.append(drawing.aside(separator)).append(drawing.name(nick));
            separator = ", ";
        }
        return drawing.note(entry(end - 1).happening().at(), "⇄", text.toAttributedString());
    }
}
