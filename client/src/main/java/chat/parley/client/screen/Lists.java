package chat.parley.client.screen;

import chat.parley.client.model.Conversation;
import chat.parley.client.model.Conversation.Kind;
import chat.parley.client.model.Overview;
import chat.parley.client.model.Person;
import chat.parley.client.view.Span.Role;
import chat.parley.client.view.Theme;
import chat.parley.wire.Formatting;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The two lists at the sides: where one could be, and who is here. */
final class Lists {
    private static final int COUNT_LIMIT = 999;

    private final Overview overview;
    private final Theme theme;

    Lists(Overview overview, Theme theme) {
        this.overview = overview;
        this.theme = theme;
    }

    /** The conversations, with the current one among them where there are too many. */
    List<AttributedString> rooms(int columns, int height) {
        List<Conversation> all = overview.conversations();
        int current = all.indexOf(overview.current());
        int first = Math.max(0, Math.min(current - height / 2, all.size() - height));
        List<AttributedString> rows = new ArrayList<>();
        for (Conversation each : all.subList(first, Math.min(all.size(), first + height))) {
            rows.add(room(each, each == overview.current(), columns));
        }
        return rows;
    }

    private AttributedString room(Conversation conversation, boolean isCurrent, int columns) {
        AttributedString count = isCurrent ? AttributedString.EMPTY : count(conversation);
        int room = columns - 2 - (count.length() == 0 ? 0 : Text.width(count) + 1);
        AttributedStyle style = theme.style(isCurrent ? Role.SELECTED : role(conversation));
        AttributedStringBuilder row = new AttributedStringBuilder();
        row.append(isCurrent ? "▸ " : "  ", style);
        row.append(Text.fit(Text.cut(name(conversation), room, style), room, style));
        if (count.length() > 0) {
            row.append(" ").append(count);
        }
        return row.toAttributedString();
    }

    private Role role(Conversation conversation) {
        boolean isNews = conversation.unread() > 0 && !overview.isMuted(conversation);
        boolean isOut = conversation.kind() == Kind.ROOM && !overview.isJoined(conversation);
        return isNews ? Role.OWN : isOut || overview.isMuted(conversation) ? Role.ABSENT : Role.ASIDE;
    }

    /** A conversation's name as it is shown. */
    private String name(Conversation conversation) {
        return Formatting.plain(conversation.kind() == Kind.SERVER ? overview.network() : conversation.name());
    }

    private AttributedString count(Conversation conversation) {
        if (conversation.mentions() > 0) {
            return new AttributedString(" " + number(conversation.mentions()) + " ", theme.style(Role.ALERT));
        }
        return conversation.unread() == 0
                ? AttributedString.EMPTY
                : new AttributedString(number(conversation.unread()) + " ", theme.style(Role.COUNT));
    }

    private static String number(int count) {
        return count > COUNT_LIMIT ? COUNT_LIMIT + "+" : Integer.toString(count);
    }

    /** Who is here, as many as there is space for. */
    List<AttributedString> people(int columns, int height) {
        List<Person> people = overview.people(overview.current());
        List<AttributedString> rows = new ArrayList<>();
        String head = people.size() + (people.size() == 1 ? " person" : " people");
        rows.add(Text.cut(" " + head, columns, theme.style(Role.TIME)));
        boolean areTooMany = people.size() > height - 1;
        int shown = areTooMany ? height - 2 : people.size();
        for (Person person : people.subList(0, Math.max(0, shown))) {
            rows.add(person(person, columns));
        }
        if (areTooMany) {
            rows.add(Text.cut(" and " + (people.size() - shown) + " more", columns, theme.style(Role.TIME)));
        }
        return rows;
    }

    private AttributedString person(Person person, int columns) {
        boolean isOwn = person.nick().equals(overview.nick());
        AttributedStyle style = overview.isAbsent(person)
                ? theme.style(Role.ABSENT)
                : isOwn ? theme.style(Role.OWN) : theme.nick(person.nick());
        String symbol = person.symbols().isEmpty() ? " " : person.symbols().substring(0, 1);
        AttributedStringBuilder row = new AttributedStringBuilder();
        row.append(symbol, theme.style(Role.MENTION)).append(Formatting.plain(person.nick()), style);
        return Text.cut(row.toAttributedString(), columns);
    }

    /** Where else something is new, for a screen that has no space for the list. */
    String news() {
        StringBuilder news = new StringBuilder();
        for (Conversation each : overview.conversations()) {
            if (each != overview.current() && each.unread() > 0 && !overview.isMuted(each)) {
                news.append(news.length() == 0 ? "" : " ")
                        .append(name(each))
                        .append(each.mentions() > 0 ? ":!" + number(each.mentions()) : ":" + number(each.unread()));
            }
        }
        return news.toString();
    }
}
