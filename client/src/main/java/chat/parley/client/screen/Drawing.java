package chat.parley.client.screen;

import chat.parley.client.model.Conversation;
import chat.parley.client.model.Conversation.Kind;
import chat.parley.client.model.Overview;
import chat.parley.client.view.Span.Role;
import chat.parley.client.view.Theme;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * The whole screen: from what the model knows, what is typed and where somebody scrolled to, to a picture. Lists give way
 * where a screen is narrow: first the people, then the rooms.
 */
final class Drawing {
    private static final int COLUMNS_WITH_ROOMS = 60;
    private static final int COLUMNS_WITH_PEOPLE = 78;
    private static final int INPUT_ROWS_LIMIT = 8;
    private static final int HELP_ROWS_LIMIT = 6;

    private final Overview overview;
    private final Look look;
    private final Theme theme;
    private final ZoneId zone;
    private final int columns;
    private final int height;
    private final int roomColumns;
    private final int peopleColumns;

    Drawing(Overview overview, Look look, ZoneId zone, Size size) {
        this.overview = overview;
        this.look = look;
        this.theme = look.theme();
        this.zone = zone;
        this.columns = Math.max(10, size.getColumns());
        this.height = Math.max(4, size.getRows());
        this.roomColumns = look.showsRooms() && columns >= COLUMNS_WITH_ROOMS ? Math.min(22, columns / 5) : 0;
        boolean hasPeople = overview.current().kind() == Kind.ROOM;
        this.peopleColumns =
                look.showsPeople() && hasPeople && columns >= COLUMNS_WITH_PEOPLE ? Math.min(20, columns / 6) : 0;
    }

    int messageColumns() {
        return columns - (roomColumns == 0 ? 1 : roomColumns + 2) - (peopleColumns == 0 ? 1 : peopleColumns + 2);
    }

    /** The rows of the conversation that is looked at. */
    MessageRows messages() {
        return new MessageRows(overview.current(), new EntryRows(messageColumns(), look, zone), zone);
    }

    /** How many rows of messages there are on the screen. */
    int messageHeight(Typed typed) {
        return height - 2 - inputRows(typed) - helpRows(typed);
    }

    private int inputRows(Typed typed) {
        return Math.min(inputArea(typed).rows(inputLimit()).size(), inputLimit());
    }

    private int inputLimit() {
        return Math.max(1, Math.min(INPUT_ROWS_LIMIT, height / 3));
    }

    private int helpRows(Typed typed) {
        return Math.min(typed.help().size(), Math.min(HELP_ROWS_LIMIT, height / 4));
    }

    private InputArea inputArea(Typed typed) {
        boolean isCommand = typed.text().startsWith("/") && !typed.text().startsWith("//");
        return new InputArea(InputArea.prompt(overview.nick(), isCommand, theme), typed, columns);
    }

    Picture picture(Typed typed, Viewport viewport) {
        List<AttributedString> rows = new ArrayList<>();
        Lists lists = new Lists(overview, theme);
        Bars bars = new Bars(overview, theme);
        rows.add(bars.topic(columns));
        rows.addAll(middle(lists, viewport, messageHeight(typed)));
        Conversation current = overview.current();
        rows.add(bars.status(columns, viewport.isFollowing(), current.unread(), roomColumns == 0 ? lists.news() : ""));
        for (AttributedString help : typed.help().subList(0, helpRows(typed))) {
            rows.add(Text.fit(help, columns));
        }
        InputArea input = inputArea(typed);
        for (AttributedString row : input.rows(inputLimit())) {
            rows.add(Text.fit(row, columns));
        }
        int cursorRow = rows.size() - inputRows(typed) + input.cursorRow(inputLimit());
        return new Picture(rows, cursorRow, Math.min(columns - 1, input.cursorColumn()));
    }

    private List<AttributedString> middle(Lists lists, Viewport viewport, int rows) {
        List<AttributedString> rooms = roomColumns == 0 ? List.of() : lists.rooms(roomColumns, rows);
        List<AttributedString> people = peopleColumns == 0 ? List.of() : lists.people(peopleColumns, rows);
        List<AttributedString> seen = viewport.seen(messages(), rows);
        int blank = rows - seen.size();
        List<AttributedString> middle = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            AttributedStringBuilder line = new AttributedStringBuilder();
            if (roomColumns > 0) {
                line.append(Text.fit(at(rooms, row), roomColumns)).append("│", theme.style(Role.BORDER));
            }
            line.append(" ").append(Text.fit(at(seen, row - blank), messageColumns()));
            line.append(" ");
            if (peopleColumns > 0) {
                line.append("│", theme.style(Role.BORDER)).append(Text.fit(at(people, row), peopleColumns));
            }
            middle.add(Text.fit(line.toAttributedString(), columns));
        }
        return middle;
    }

    private static AttributedString at(List<AttributedString> rows, int index) {
        return index < 0 || index >= rows.size() ? AttributedString.EMPTY : rows.get(index);
    }
}
