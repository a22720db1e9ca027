package chat.parley.client.script;

import chat.parley.wire.Formatting;
import chat.parley.wire.Line;
import chat.parley.wire.Source;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said.
 *
 * @param at by the server's clock where it tells
 * @param account of the sender, null where the server tells none
 * @param text as it was sent
 * @param id null where the server gives none
 */
record Message(
        Instant at,
        String room,
        String from,
        @Nullable String account,
        Kind kind,
        String text,
        @Nullable String id) {
    enum Kind {
        MESSAGE,
        ACTION,
        NOTICE
    }

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String ACTION_START = "\u0001ACTION ";
    private static final char CTCP = '\u0001';

    /** Null for a line with which nobody says anything. */
    static @Nullable Message of(Line line, Instant now) {
        boolean isNotice = line.command().equals("NOTICE");
        String room = line.param(0);
        String text = line.param(1);
        if (room == null || text == null || !(isNotice || line.command().equals("PRIVMSG"))) {
            return null;
        }
        boolean isAction = text.startsWith(ACTION_START);
        if (!isAction && text.indexOf(CTCP) == 0) {
            return null;
        }
        Source source = Stay.source(line);
        Instant time = Stay.serverTime(line);
        return new Message(
                time == null ? now : time,
                room,
                source.name(),
                line.tags().get("account"),
                isAction ? Kind.ACTION : isNotice ? Kind.NOTICE : Kind.MESSAGE,
                isAction ? text.substring(ACTION_START.length()).replace(String.valueOf(CTCP), "") : text,
                line.tags().get("msgid"));
    }

    static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** One line for people, with nothing in it that could steer a terminal. */
    String plain(ZoneId zone) {
        String who = switch (kind) {
            case MESSAGE -> "<" + from + ">";
            case ACTION -> "* " + from;
            case NOTICE -> "-" + from + "-";
        };
        return TIME.format(at.atZone(zone)) + " " + Formatting.plain(who + " " + text);
    }

    /** One line for programs. */
    String json() {
        return new JsonLine()
                .put("time", at.toString())
                .put("room", room)
                .put("from", from)
                .put("account", account)
                .put("kind", kind.name().toLowerCase(Locale.ROOT))
                .put("text", text)
                .put("msgid", id)
                .toString();
    }
}
