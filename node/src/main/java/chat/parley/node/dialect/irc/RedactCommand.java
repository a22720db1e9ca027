package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_UNKNOWNCOMMAND;

import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.HistoryBound;
import chat.parley.node.room.HistoryKinds;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.HistoryRequest;
import chat.parley.node.room.MessageId;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.Refusal;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomHistory;
import chat.parley.node.room.RoomKey;
import chat.parley.wire.RoomName;
import java.util.List;

/**
 * Taking back what was said (IRCv3 message-redaction, a draft). The message is looked up first, as somebody reads it who may: so nobody learns of
 * one that they could not see. Then the room decides.
 */
final class RedactCommand {
    static final List<Command> ALL = List.of(
            Command.of("REDACT", "REDACT <room> <msgid> [:<reason>]", "Take back what was said", RedactCommand::redact)
                    .params(2)
                    .costs(2));

    private final Call call;
    private final RoomName room;
    private final String id;
    private final ChatRoom.Progress place;

    private RedactCommand(Call call, RoomName room, String id, ChatRoom.Progress place) {
        this.call = call;
        this.room = room;
        this.id = id;
        this.place = place;
    }

    private static void redact(Call call) {
        if (!call.has(Capability.MESSAGE_REDACTION)) {
            call.numeric(ERR_UNKNOWNCOMMAND, call.command(), "REDACT needs the capability draft/message-redaction");
            return;
        }
        var target = call.param(0);
        var id = call.param(1);
        if (call.refusesTooLong(call.param(2, ""), call.server().limits().reason(), "as KICKLEN")) {
            return;
        }
        RoomName.parse(target)
                .ifPresentOrElse(
                        room -> MessageId.parse(RoomKey.of(room), id)
                                .ifPresentOrElse(
                                        place -> new RedactCommand(call, room, id, place).find(),
                                        () -> unknown(call, room.text(), id)),
                        () -> invalid(call, target));
    }

    private void find() {
        var only = new HistoryQuery(
                new HistoryBound.At(place.seq() - 1),
                new HistoryBound.At(place.seq() + 1),
                HistoryKinds.SEEN,
                false,
                1);
        call.exchange().history(room, new HistoryRequest(only, List.of(place)), call.then(this::found));
    }

    private void found(RoomHistory history) {
        if (history instanceof RoomHistory.Refused) {
            invalid(call, room.text());
        } else if (history instanceof RoomHistory.Page page
                && !page.entries().isEmpty()
                && page.entries().get(0).event() instanceof RoomEvent.Said said) {
            ask(said);
        } else {
            unknown(call, room.text(), id);
        }
    }

    private void ask(RoomEvent.Said said) {
        var redact = new RoomCommand.Redact(
                call.identity(), place.epoch(), place.seq(), said.author().id(), call.param(2, ""));
        call.exchange().room(room, redact, call.tagText(), call.then(this::settle));
    }

    private void settle(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused && refused.reason() == Refusal.NEEDS_OPERATOR) {
            call.fail(
                    "REDACT_FORBIDDEN",
                    List.of(room.text(), Replies.word(id)),
                    "Only who has said it and the operators of the room can take it back");
        } else {
            call.settled(room.text(), outcome);
        }
    }

    private static void invalid(Call call, String target) {
        call.fail(
                "INVALID_TARGET",
                List.of(Replies.word(target)),
                "You cannot delete messages from there: join the room first; private messages are not kept");
    }

    private static void unknown(Call call, String target, String id) {
        call.fail(
                "UNKNOWN_MSGID",
                List.of(target, Replies.word(id)),
                "There is no message with this id, or it is not kept any more");
    }
}
