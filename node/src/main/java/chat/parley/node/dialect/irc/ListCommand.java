package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.RPL_LIST;
import static chat.parley.wire.Numeric.RPL_LISTEND;
import static chat.parley.wire.Numeric.RPL_LISTSTART;

import chat.parley.node.name.Survey;
import chat.parley.node.room.RoomSummary;
import java.util.List;

/** LIST, however many rooms there are (SAFELIST; RFC 2812 section 3.2.6; Modern IRC, LIST message and ELIST Parameter). */
final class ListCommand {
    static final List<Command> ALL = List.of(Command.of(
                    "LIST",
                    "LIST [<room or condition>{,<room or condition>}]",
                    "See the rooms; conditions are *mask*, !*mask*, >people, <people, C>minutes, T<minutes",
                    ListCommand::list)
            .costs(4));

    private ListCommand() {}

    private static void list(Call call) {
        var filter = ListFilter.parse(call.param(0, ""));
        call.exchange().rooms(call.then((Survey.Result<RoomSummary> found) -> {
            var now = call.server().clock().millis();
            var told = found.items().stream()
                    .filter(room -> !room.secret() || call.session().rooms().containsKey(room.room()))
                    .filter(room -> filter.matches(room, now));
            call.numeric(RPL_LISTSTART, "Channel", "Users  Name");
            call.paced(new LongAnswer<>(told.iterator(), ListCommand::write, replies -> {
                if (!found.complete()) {
                    tellIncomplete(call, replies, found.items().size());
                }
                replies.numeric(RPL_LISTEND, "End of LIST");
            }));
        }));
    }

    private static void write(Replies replies, RoomSummary room) {
        replies.numeric(RPL_LIST, room.displayName(), Integer.toString(room.people()), room.topic());
    }

    private static void tellIncomplete(Call call, Replies replies, int rooms) {
        var words = rooms >= call.server().config().limits().listedRooms()
                ? "The network has more rooms than the %d that are looked through: name the ones you want (LIST #room)"
                : "A node has not answered, so some of its rooms may be missing after these %d: ask again";
        StandardReply.WARN.write(
                replies,
                call.dialect().capabilities(),
                call.command(),
                "INCOMPLETE",
                List.of(),
                words.formatted(rooms));
    }
}
