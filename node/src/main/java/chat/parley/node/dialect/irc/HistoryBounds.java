package chat.parley.node.dialect.irc;

import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.HistoryBound;
import chat.parley.node.room.MessageId;
import chat.parley.node.room.RoomKey;
import chat.parley.wire.RoomName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Reads the bounds of one CHATHISTORY: {@code msgid=…} and {@code timestamp=…} (IRCv3 chathistory, CHATHISTORY Command). An id leads straight to its
 * place; nothing is searched for.
 */
final class HistoryBounds {
    private static final String ID = "msgid=";
    private static final String TIME = "timestamp=";
    private static final Pattern TIME_FORMAT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    private final String subcommand;
    private final RoomName room;
    private final List<ChatRoom.Progress> named = new ArrayList<>(2);

    HistoryBounds(String subcommand, RoomName room) {
        this.subcommand = subcommand;
        this.room = room;
    }

    /** The messages that were named so far. */
    List<ChatRoom.Progress> named() {
        return List.copyOf(named);
    }

    HistoryBound read(String reference) throws HistoryFault {
        if (reference.startsWith(TIME)) {
            return new HistoryBound.Time(millis(subcommand, reference));
        }
        if (!reference.startsWith(ID)) {
            throw HistoryFault.reference(subcommand, room.text(), reference);
        }
        var place = MessageId.parse(RoomKey.of(room), reference.substring(ID.length()))
                .orElseThrow(() -> noSuchMessage(subcommand, room.text(), reference));
        named.add(place);
        return new HistoryBound.At(place.seq());
    }

    static HistoryFault noSuchMessage(String subcommand, RoomName room, ChatRoom.Progress place) {
        return noSuchMessage(subcommand, room.text(), ID + MessageId.of(RoomKey.of(room), place.epoch(), place.seq()));
    }

    private static HistoryFault noSuchMessage(String subcommand, String room, String reference) {
        return HistoryFault.message(subcommand, room, "no message has the id that was given", reference);
    }

    /** Milliseconds since the epoch. */
    static long millis(String subcommand, String reference) throws HistoryFault {
        var text = reference.startsWith(TIME) ? reference.substring(TIME.length()) : "";
        return millisOf(text)
                .orElseThrow(() -> HistoryFault.params(
                        subcommand, reference, "Invalid timestamp: write timestamp=YYYY-MM-DDThh:mm:ss.sssZ"));
    }

    /** A time as server-time has it; nothing where it is none. */
    static OptionalLong millisOf(String text) {
        try {
            return TIME_FORMAT.matcher(text).matches()
                    ? OptionalLong.of(Instant.parse(text).toEpochMilli())
                    : OptionalLong.empty();
        } catch (DateTimeException noTime) {
            return OptionalLong.empty();
        }
    }
}
