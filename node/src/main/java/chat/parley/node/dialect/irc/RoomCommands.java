package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_NOSUCHCHANNEL;
import static chat.parley.wire.Numeric.ERR_NOTONCHANNEL;
import static chat.parley.wire.Numeric.RPL_ENDOFNAMES;

import chat.parley.node.room.RoomCommand;
import chat.parley.wire.RoomName;
import java.util.List;

/** What a room is called, and who is in it (RFC 2812 sections 3.2.4 and 3.2.5). */
final class RoomCommands {
    static final List<Command> ALL = List.of(
            Command.of("TOPIC", "TOPIC <room> [:<text>]", "See or change a room's topic", RoomCommands::topic)
                    .params(1),
            Command.of("NAMES", "NAMES <room>{,<room>}", "See who is in a room", RoomCommands::names)
                    .costs(2));

    private RoomCommands() {}

    /** RFC 2812 section 3.2.4. */
    private static void topic(Call call) {
        var room = RoomName.parse(call.param(0));
        if (room.isEmpty()) {
            call.numeric(ERR_NOSUCHCHANNEL, call.param(0), "No such channel");
        } else if (call.params() == 1) {
            showTopic(call, room.get());
        } else if (!call.refusesTooLong(call.param(1), call.server().limits().topic(), "TOPICLEN")) {
            call.ask(room.get(), new RoomCommand.SetTopic(call.identity(), call.param(1)), () -> {});
        }
    }

    /** A secret room does not tell its topic to those outside (Modern IRC, Secret Channel Mode). */
    private static void showTopic(Call call, RoomName room) {
        var me = call.session().id();
        call.look(
                room,
                (view, answers) -> {
                    if (!RoomAnswers.exists(view)) {
                        answers.replies().numeric(ERR_NOSUCHCHANNEL, room.text(), "No such channel");
                    } else if (!RoomAnswers.maySee(view, me)) {
                        answers.replies().numeric(ERR_NOTONCHANNEL, room.text(), "You're not on that channel");
                    } else {
                        answers.topic(view);
                    }
                },
                () -> {});
    }

    /** RFC 2812 section 3.2.5. Without a room nothing is told: LIST tells which there are. */
    private static void names(Call call) {
        var targets = Targets.of(call.param(0, ""));
        if (targets.isEmpty()) {
            end(call.replies(), "*");
        } else if (!Targets.refusesTooMany(call, targets)) {
            if (targets.size() > 1) {
                call.openBatch();
            }
            call.each(targets, (target, next) -> names(call, target, next));
        }
    }

    private static void names(Call call, String target, Runnable next) {
        var room = RoomName.parse(target);
        if (room.isEmpty()) {
            end(call.replies(), target);
            next.run();
            return;
        }
        var me = call.session().id();
        call.look(
                room.get(),
                (view, answers) -> {
                    if (view.member(me) != null) {
                        answers.names(view, target);
                    } else if (RoomAnswers.maySee(view, me)) {
                        answers.namesFromOutside(view, target);
                    } else {
                        end(answers.replies(), target);
                    }
                },
                next);
    }

    private static void end(Replies replies, String target) {
        replies.numeric(RPL_ENDOFNAMES, target, "End of NAMES list");
    }
}
