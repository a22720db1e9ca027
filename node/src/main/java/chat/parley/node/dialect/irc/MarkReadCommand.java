package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_UNKNOWNCOMMAND;

import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.util.List;
import java.util.OptionalLong;

/**
 * How far somebody has read a room (IRCv3 read-marker, a draft). There are no accounts, so a marker is that of a name. Of what is said to a name
 * nothing is kept, so no marker is either: clients that set one there are told that there is none.
 */
final class MarkReadCommand {
    static final List<Command> ALL = List.of(Command.of(
            "MARKREAD",
            "MARKREAD <room> [timestamp=<time>]",
            "Tell how far you have read, or be told",
            MarkReadCommand::mark));

    private static final String TIME = "timestamp=";
    private static final String NOWHERE = "*";

    private MarkReadCommand() {}

    /** Section Command; the FAIL lines are those of Errors and Warnings. */
    private static void mark(Call call) {
        if (!call.has(Capability.READ_MARKER)) {
            call.numeric(ERR_UNKNOWNCOMMAND, call.command(), "MARKREAD needs the capability draft/read-marker");
            return;
        }
        if (call.params() == 0) {
            call.fail("NEED_MORE_PARAMS", List.of(), "Missing parameters: write MARKREAD <room> [timestamp=<time>]");
            return;
        }
        if (Nick.parse(call.param(0)).isPresent()) {
            tell(call, call.param(0), 0);
            return;
        }
        var room = RoomName.parse(call.param(0));
        if (room.isEmpty() || !call.session().rooms().containsKey(room.get())) {
            refuse(call, "Invalid target: only for rooms that you are in it is kept how far you have read");
            return;
        }
        var time = call.param(1, "");
        var millis = time.startsWith(TIME)
                ? HistoryBounds.millisOf(time.substring(TIME.length()))
                : time.isEmpty() ? OptionalLong.of(0) : OptionalLong.empty();
        if (millis.isEmpty()) {
            refuse(call, "Invalid timestamp: write timestamp=YYYY-MM-DDThh:mm:ss.sssZ");
        } else {
            move(call, room.get(), millis.getAsLong());
        }
    }

    private static void refuse(Call call, String why) {
        call.fail("INVALID_PARAMS", List.of(Replies.word(call.param(0))), why);
    }

    /** Nobody has read what is still to come. */
    private static void move(Call call, RoomName room, long millis) {
        var atLeast = Math.max(0, Math.min(millis, call.server().clock().millis()));
        call.exchange().readMarker(room, atLeast, call.then((OptionalLong found) -> {
            if (found.isPresent()) {
                tell(call, call.param(0), found.getAsLong());
            } else {
                call.fail(
                        "INTERNAL_ERROR",
                        List.of(Replies.word(call.param(0))),
                        "The read marker could not be moved or found: the history does not answer, try again");
            }
        }));
    }

    private static void tell(Call call, String room, long millis) {
        var time = millis == 0 ? NOWHERE : TIME + ServerTime.of(millis);
        call.replies().fromWords(call.server().name(), null, "MARKREAD", room, time);
    }

    /** Section Server-to-client: after the JOIN, and before the names end. Where the marker cannot be found none is told. */
    static void onJoin(Call call, RoomName room, Runnable next) {
        if (!call.has(Capability.READ_MARKER) || !call.session().rooms().containsKey(room)) {
            next.run();
            return;
        }
        call.exchange().readMarker(room, 0, call.then((OptionalLong found) -> {
            found.ifPresent(millis -> tell(call, room.text(), millis));
            call.replyNow();
            call.look(room, (view, answers) -> answers.names(view, view.displayName()), next);
        }));
    }
}
