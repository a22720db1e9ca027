package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_NOSUCHCHANNEL;
import static chat.parley.wire.Numeric.ERR_NOSUCHNICK;
import static chat.parley.wire.Numeric.ERR_NOTONCHANNEL;
import static chat.parley.wire.Numeric.ERR_UMODEUNKNOWNFLAG;
import static chat.parley.wire.Numeric.ERR_USERSDONTMATCH;
import static chat.parley.wire.Numeric.RPL_BANLIST;
import static chat.parley.wire.Numeric.RPL_CHANNELMODEIS;
import static chat.parley.wire.Numeric.RPL_CREATIONTIME;
import static chat.parley.wire.Numeric.RPL_ENDOFBANLIST;
import static chat.parley.wire.Numeric.RPL_ENDOFEXCEPTLIST;
import static chat.parley.wire.Numeric.RPL_ENDOFINVEXLIST;
import static chat.parley.wire.Numeric.RPL_EXCEPTLIST;
import static chat.parley.wire.Numeric.RPL_INVEXLIST;
import static chat.parley.wire.Numeric.RPL_UMODEIS;

import chat.parley.node.name.Holder;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomModes;
import chat.parley.node.room.RoomView;
import chat.parley.wire.Nick;
import chat.parley.wire.Numeric;
import chat.parley.wire.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** MODE of rooms (RFC 2812 section 3.2.3, RFC 2811 section 4) and of people (RFC 2812 section 3.1.5). */
final class ModeCommand {
    static final List<Command> ALL = List.of(
            Command.of("MODE", "MODE <room or name> [<modes> {<parameter>}]", "See or change modes", ModeCommand::mode)
                    .params(1));

    private ModeCommand() {}

    private static void mode(Call call) {
        var target = call.param(0);
        if (target.indexOf(RoomName.PREFIX) != 0) {
            userMode(call, target);
            return;
        }
        var room = RoomName.parse(target);
        if (room.isEmpty()) {
            call.numeric(ERR_NOSUCHCHANNEL, target, "No such channel");
        } else if (call.params() == 1) {
            look(call, room.get(), ModeCommand::showModes, () -> {});
        } else {
            change(call, room.get(), ModeRequest.parse(call, room.get()));
        }
    }

    // Rooms

    private static void change(Call call, RoomName room, ModeRequest request) {
        if (request.parts() > 1) {
            call.openBatch();
        }
        call.each(request.lists(), (mode, next) -> look(call, room, ListMode.of(mode), next));
        if (!request.changes().isEmpty()) {
            call.ask(room, new RoomCommand.ChangeModes(call.identity(), request.changes()), () -> {});
        }
    }

    private interface Show {
        void write(RoomView view, Replies replies, boolean member);
    }

    /** A secret room tells nothing to those outside (Modern IRC, Secret Channel Mode). */
    private static void look(Call call, RoomName room, Show show, Runnable next) {
        var me = call.session().id();
        call.look(
                room,
                (view, answers) -> {
                    if (!RoomAnswers.exists(view)) {
                        answers.replies().numeric(ERR_NOSUCHCHANNEL, room.text(), "No such channel");
                    } else if (!RoomAnswers.maySee(view, me)) {
                        answers.replies().numeric(ERR_NOTONCHANNEL, room.text(), "You're not on that channel");
                    } else {
                        show.write(view, answers.replies(), view.member(me) != null);
                    }
                },
                next);
    }

    /** The key is told to members only (Modern IRC, RPL_CHANNELMODEIS). */
    private static void showModes(RoomView view, Replies replies, boolean member) {
        var words = new ArrayList<String>();
        words.add(view.displayName());
        words.add(lettersOf(view.modes()));
        var key = view.modes().key();
        if (key != null && member) {
            words.add(key);
        }
        if (view.modes().limit() > 0) {
            words.add(Integer.toString(view.modes().limit()));
        }
        replies.plainNumeric(RPL_CHANNELMODEIS, words.toArray(String[]::new));
        replies.plainNumeric(RPL_CREATIONTIME, view.displayName(), RoomAnswers.seconds(view.createdMillis()));
    }

    /** In the order of their parameters: {@code k} before {@code l}. */
    private static String lettersOf(RoomModes modes) {
        return "+"
                + (modes.inviteOnly() ? "i" : "")
                + (modes.moderated() ? "m" : "")
                + (modes.noExternal() ? "n" : "")
                + (modes.secret() ? "s" : "")
                + (modes.topicLocked() ? "t" : "")
                + (modes.key() != null ? "k" : "")
                + (modes.limit() > 0 ? "l" : "");
    }

    /** A list of masks, as its numerics (RFC 2811 section 4.3). */
    private record ListMode(char mode, Numeric entry, Numeric end, String name) implements Show {
        static ListMode of(char mode) {
            return switch (mode) {
                case 'b' -> new ListMode(mode, RPL_BANLIST, RPL_ENDOFBANLIST, "ban");
                case 'e' -> new ListMode(mode, RPL_EXCEPTLIST, RPL_ENDOFEXCEPTLIST, "exception");
                default -> new ListMode(mode, RPL_INVEXLIST, RPL_ENDOFINVEXLIST, "invite exception");
            };
        }

        @Override
        public void write(RoomView view, Replies replies, boolean member) {
            for (var masked : view.list(mode)) {
                replies.plainNumeric(
                        entry,
                        view.displayName(),
                        masked.mask(),
                        masked.by(),
                        RoomAnswers.seconds(masked.timeMillis()));
            }
            replies.numeric(end, view.displayName(), "End of channel " + name + " list");
        }
    }

    // People

    private static void userMode(Call call, String target) {
        var nick = Nick.parse(target);
        if (nick.isEmpty()) {
            call.numeric(ERR_NOSUCHNICK, target, "No such nick/channel");
        } else if (!nick.get().equals(call.me().nick())) {
            somebodyElse(call, nick.get(), target);
        } else if (call.params() == 1) {
            call.replies().plainNumeric(RPL_UMODEIS, modesOf(call));
        } else {
            changeUserModes(call, call.param(1));
        }
    }

    /** Modern IRC, User mode. */
    private static void somebodyElse(Call call, Nick nick, String target) {
        call.exchange().find(List.of(nick), call.then((Map<Nick, Holder> found) -> {
            if (found.isEmpty()) {
                call.numeric(ERR_NOSUCHNICK, target, "No such nick/channel");
            } else {
                call.numeric(ERR_USERSDONTMATCH, "Cannot change or see the modes of other people");
            }
        }));
    }

    private static String modesOf(Call call) {
        return "+"
                + (call.me().invisible() ? "i" : "")
                + (call.me().operator() ? "o" : "")
                + (call.dialect().wallops() ? "w" : "");
    }

    /** Anybody may give {@code o} up, and only OPER gives it. */
    private static void changeUserModes(Call call, String modes) {
        var before = call.me();
        var after = before;
        boolean wallops = call.dialect().wallops();
        boolean add = true;
        boolean unknown = false;
        for (int i = 0; i < modes.length(); i++) {
            char mode = modes.charAt(i);
            switch (mode) {
                case '+' -> add = true;
                case '-' -> add = false;
                case 'i' -> after = after.withInvisible(add);
                case 'w' -> wallops = add;
                case 'o' -> after = add ? after : after.withOperator(false);
                default -> unknown = true;
            }
        }
        if (unknown) {
            call.numeric(ERR_UMODEUNKNOWNFLAG, "Unknown MODE flag: there are " + IrcServer.USER_MODES);
        }
        apply(call, before, after, wallops);
    }

    private static void apply(Call call, Person before, Person after, boolean wallops) {
        var plus = new StringBuilder();
        var minus = new StringBuilder();
        note(before.invisible(), after.invisible(), 'i', plus, minus);
        note(before.operator(), after.operator(), 'o', plus, minus);
        note(call.dialect().wallops(), wallops, 'w', plus, minus);
        call.dialect().wallops(wallops);
        var letters = (plus.isEmpty() ? "" : "+" + plus) + (minus.isEmpty() ? "" : "-" + minus);
        if (letters.isEmpty()) {
            return;
        }
        Runnable tell = () -> call.replies()
                .fromWords(
                        before.identity().hostmask(),
                        call.eventTime(),
                        "MODE",
                        before.nick().text(),
                        letters);
        if (before.invisible() == after.invisible() && before.operator() == after.operator()) {
            tell.run();
        } else {
            call.exchange()
                    .change(new PersonChange.DetailsChanged(before.identity(), once(before, after)), call.then(tell));
        }
    }

    private static void note(boolean was, boolean is, char mode, StringBuilder plus, StringBuilder minus) {
        if (was != is) {
            (is ? plus : minus).append(mode);
        }
    }

    /** One change, however many modes: the version grows by one. */
    private static Person once(Person before, Person after) {
        return new Person(
                before.identity(),
                before.version() + 1,
                before.realName(),
                before.server(),
                before.via(),
                before.away(),
                after.operator(),
                after.invisible(),
                before.signonMillis());
    }
}
