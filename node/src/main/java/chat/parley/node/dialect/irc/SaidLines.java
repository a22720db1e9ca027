package chat.parley.node.dialect.irc;

import chat.parley.node.room.Entry;
import chat.parley.node.room.MessageId;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomView;
import chat.parley.node.room.SayKind;
import chat.parley.wire.LineWriter;
import chat.parley.wire.Utf8;
import java.util.Arrays;
import org.apache.pekko.util.ByteString;

/**
 * What is said, as lines (RFC 2812 section 3.3; IRCv3 message-tags, message-ids, server-time, echo-message). The hottest of all encodings: one
 * buffer and one copy for a line that fits.
 */
final class SaidLines {
    private static final byte[] NONE = new byte[0];

    private SaidLines() {}

    static ByteString shown(RoomEvent.Said said, Entry entry, RoomView room, Capabilities capabilities) {
        return isHidden(said, capabilities)
                ? ByteString.emptyByteString()
                : ByteString.fromArrayUnsafe(lines(said, entry, room, capabilities));
    }

    /**
     * The echo, where the client asked for one. Somebody who talks to themselves gets their message too; with a label the encoder adds it, because
     * only the echo may carry the label (IRCv3 labeled-response, Tags).
     */
    static byte[] own(RoomEvent.Said said, Entry entry, RoomView room, Capabilities capabilities) {
        if (isHidden(said, capabilities)) {
            return NONE;
        }
        boolean echo = capabilities.has(Capability.ECHO_MESSAGE);
        boolean copy = isToOneself(room) && entry.label() == null;
        if (!echo && !copy) {
            return NONE;
        }
        var line = lines(said, entry, room, capabilities);
        return echo && copy ? twice(line) : line;
    }

    static boolean isToOneself(RoomView room) {
        return room.key() instanceof RoomKey.Conversation talk && talk.first().equals(talk.second());
    }

    private static boolean isHidden(RoomEvent.Said said, Capabilities capabilities) {
        return said.kind() == SayKind.TAGS_ONLY && !capabilities.has(Capability.MESSAGE_TAGS);
    }

    private static byte[] lines(RoomEvent.Said said, Entry entry, RoomView room, Capabilities capabilities) {
        var line = new LineWriter();
        try {
            begin(line, said, entry, room, capabilities);
            if (said.kind() != SayKind.TAGS_ONLY) {
                line.trailing(said.text());
            }
            return line.end().takeBytes();
        } catch (IllegalArgumentException doesNotFit) {
            return severalLines(said, entry, room, capabilities);
        }
    }

    /**
     * For texts that no IRC client can send: other kinds of client have longer ones, with line ends in them; and the name of the other one in a
     * conversation may have grown meanwhile. Everything arrives, on as many lines as it needs, all of them with the message's id.
     */
    private static byte[] severalLines(RoomEvent.Said said, Entry entry, RoomView room, Capabilities capabilities) {
        var lines = new LineWriter();
        for (var paragraph : said.text().split("[\r\n\0]+", -1)) {
            for (var rest = paragraph; !rest.isEmpty(); ) {
                begin(lines, said, entry, room, capabilities);
                var piece = Utf8.truncate(rest, lines.remaining());
                lines.trailing(piece).end();
                rest = rest.substring(piece.length());
            }
        }
        return lines.takeBytes();
    }

    private static void begin(
            LineWriter line, RoomEvent.Said said, Entry entry, RoomView room, Capabilities capabilities) {
        if (capabilities.has(Capability.SERVER_TIME)) {
            line.tag("time", ServerTime.of(entry.timeMillis()));
        }
        if (capabilities.has(Capability.MESSAGE_TAGS)) {
            line.tag("msgid", MessageId.of(room.key(), entry)).tags(said.tags());
        }
        line.source(said.author().hostmask()).command(commandOf(said.kind())).param(targetOf(said, room));
    }

    private static String commandOf(SayKind kind) {
        return switch (kind) {
            case MESSAGE -> "PRIVMSG";
            case NOTICE -> "NOTICE";
            case TAGS_ONLY -> "TAGMSG";
        };
    }

    private static String targetOf(RoomEvent.Said said, RoomView room) {
        var to = said.to();
        if (to != null) {
            return to.text();
        }
        var role = said.atLeast();
        return role == null ? room.displayName() : role.prefix() + room.displayName();
    }

    private static byte[] twice(byte[] line) {
        var both = Arrays.copyOf(line, line.length * 2);
        System.arraycopy(line, 0, both, line.length, line.length);
        return both;
    }
}
