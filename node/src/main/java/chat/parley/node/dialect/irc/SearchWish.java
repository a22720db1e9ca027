package chat.parley.node.dialect.irc;

import chat.parley.node.room.HistoryBound;
import chat.parley.node.room.HistoryKinds;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.TextQuery;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one SEARCH asks for (search, Standard search attributes).
 *
 * @param rooms where
 * @param context lines to be shown before and after each match; our own, and none unless asked for
 */
record SearchWish(List<RoomName> rooms, TextQuery query, int context) {
    static final String CONTEXT = "parley.chat/context";

    private static final Set<String> KNOWN = Set.of("in", "from", "after", "before", "text", "limit", CONTEXT);
    private static final int MAX_TEXT = 400;

    /** Attributes that are not known are refused: without them, more would be found than was looked for. */
    static SearchWish read(Call call) throws HistoryFault {
        var attributes = Tags.parse(String.join(" ", call.line().params()));
        if (attributes.isEmpty()) {
            throw HistoryFault.search("*", "say what to look for, such as text=tea;in=#room");
        }
        for (Map.Entry<String, String> attribute : attributes) {
            if (!KNOWN.contains(attribute.getKey())) {
                throw HistoryFault.search(
                        attribute.getKey(), "known are in, from, after, before, text, limit and " + CONTEXT);
            }
        }
        int context = context(call, attributes);
        return new SearchWish(rooms(call, attributes), query(call, attributes, context), context);
    }

    private static List<RoomName> rooms(Call call, Tags attributes) throws HistoryFault {
        var in = attributes.get("in");
        if (in == null) {
            return List.copyOf(call.session().rooms().keySet());
        }
        var room = RoomName.parse(in);
        if (room.isEmpty() || !call.session().rooms().containsKey(room.get())) {
            throw HistoryFault.search("in=" + in, "only the rooms that you are in can be searched");
        }
        return List.of(room.get());
    }

    /** From the time after which, if it is given; otherwise backwards from the time before which, or from now (section Standard search attributes). */
    private static TextQuery query(Call call, Tags attributes, int context) throws HistoryFault {
        var after = attributes.get("after");
        var before = attributes.get("before");
        var page = new HistoryQuery(
                after == null ? HistoryBound.START : time("after", after).justBefore(),
                before == null ? HistoryBound.END : time("before", before).justAfter(),
                HistoryKinds.MESSAGES,
                after == null,
                limit(call, attributes, context));
        return new TextQuery(text(attributes), from(attributes), page);
    }

    private static HistoryBound.Time time(String key, String value) throws HistoryFault {
        var millis = HistoryBounds.millisOf(value);
        if (millis.isEmpty()) {
            throw HistoryFault.search(key + "=" + value, "write YYYY-MM-DDThh:mm:ss.sssZ");
        }
        return new HistoryBound.Time(millis.getAsLong());
    }

    private static int context(Call call, Tags attributes) throws HistoryFault {
        int most = (pageLines(call) - 1) / 2;
        var context = attributes.get(CONTEXT);
        int asked = context == null ? 0 : context.matches("[0-9]{1,9}") ? Integer.parseInt(context) : -1;
        if (asked < 0 || asked > most) {
            throw HistoryFault.search(CONTEXT + "=" + context, "write a number from 0 to " + most);
        }
        return asked;
    }

    private static int pageLines(Call call) {
        return call.server().config().reading().pageLines();
    }

    /** All that is shown, context among it, is a page at most. */
    private static int limit(Call call, Tags attributes, int context) throws HistoryFault {
        int most = pageLines(call) / (2 * context + 1);
        var limit = attributes.get("limit");
        int asked = limit == null ? Math.min(most, 50) : limit.matches("[0-9]{1,9}") ? Integer.parseInt(limit) : 0;
        if (asked < 1 || asked > most) {
            throw HistoryFault.search("limit=" + limit, "write a number from 1 to " + most);
        }
        return asked;
    }

    private static String text(Tags attributes) throws HistoryFault {
        var text = attributes.get("text");
        if (text == null) {
            return "";
        }
        if (text.length() > MAX_TEXT
                || new TextQuery(text, null, HistoryQuery.latest(HistoryKinds.MESSAGES, 1))
                        .words()
                        .isEmpty()) {
            throw HistoryFault.search("text", "write words, of at most " + MAX_TEXT + " characters");
        }
        return text;
    }

    private static @Nullable Nick from(Tags attributes) throws HistoryFault {
        var from = attributes.get("from");
        if (from == null) {
            return null;
        }
        return Nick.parse(from).orElseThrow(() -> HistoryFault.search("from=" + from, "write a nick"));
    }
}
