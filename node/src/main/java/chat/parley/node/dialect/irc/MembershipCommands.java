package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_NEEDMOREPARAMS;
import static chat.parley.wire.Numeric.ERR_NOSUCHCHANNEL;
import static chat.parley.wire.Numeric.ERR_NOSUCHNICK;
import static chat.parley.wire.Numeric.ERR_TOOMANYCHANNELS;
import static chat.parley.wire.Numeric.RPL_AWAY;

import chat.parley.node.dialect.RecentLines;
import chat.parley.node.name.Holder;
import chat.parley.node.name.PersonMail;
import chat.parley.node.name.Profile;
import chat.parley.node.person.Person;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.RoomCommand;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Coming and going (RFC 2812 section 3.2). */
final class MembershipCommands {
    static final List<Command> ALL = List.of(
            Command.of(
                            "JOIN",
                            "JOIN <room>{,<room>} [<key>{,<key>}] | 0",
                            "Become a member of rooms",
                            MembershipCommands::join)
                    .params(1)
                    .costs(2),
            Command.of("PART", "PART <room>{,<room>} [:<reason>]", "Leave rooms", MembershipCommands::part)
                    .params(1),
            Command.of(
                            "KICK",
                            "KICK <room> <name>{,<name>} [:<reason>]",
                            "Put people out of a room",
                            MembershipCommands::kick)
                    .params(2),
            Command.of("INVITE", "INVITE <name> <room>", "Ask somebody into a room", MembershipCommands::invite)
                    .params(2)
                    .costs(2));

    private static final String ALL_ROOMS = "0";
    private static final String LEFT_ALL = "Left all channels";

    private MembershipCommands() {}

    /** RFC 2812 section 3.2.1. Whoever is in the room already gets no answer. */
    private static void join(Call call) {
        if (call.param(0).equals(ALL_ROOMS)) {
            leaveAll(call);
            return;
        }
        var wanted = wanted(call);
        if (wanted.size() > 1 || call.has(Capability.READ_MARKER)) {
            call.openBatch();
        }
        call.each(wanted, (join, next) -> join(call, join, next));
    }

    private record Wanted(String name, String key) {}

    private static List<Wanted> wanted(Call call) {
        var names = Targets.inPlaces(call.param(0));
        var keys = Targets.inPlaces(call.param(1, ""));
        var wanted = new ArrayList<Wanted>();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty()) {
                wanted.add(new Wanted(names.get(i), i < keys.size() ? keys.get(i) : ""));
            }
        }
        return wanted;
    }

    private static void join(Call call, Wanted wanted, Runnable next) {
        var room = RoomName.parse(wanted.name());
        int limit = call.server().config().limits().roomsPerUser();
        if (room.isEmpty()) {
            call.numeric(
                    ERR_NOSUCHCHANNEL,
                    wanted.name(),
                    "No such channel: a name is # and up to " + (RoomName.MAX_LENGTH - 1) + " bytes without commas");
            next.run();
        } else if (call.session().rooms().containsKey(room.get())) {
            next.run();
        } else if (call.session().rooms().size() >= limit) {
            call.numeric(ERR_TOOMANYCHANNELS, wanted.name(), "You have joined too many channels: at most " + limit);
            next.run();
        } else {
            var key = wanted.key().isEmpty() ? null : wanted.key();
            call.ask(
                    room.get(),
                    new RoomCommand.Join(call.me(), room.get(), key),
                    () -> MarkReadCommand.onJoin(call, room.get(), () -> recall(call, room.get(), next)));
        }
    }

    /** Whoever can ask for history is not given any unasked (IRCv3 chathistory, Implementation). */
    private static void recall(Call call, RoomName room, Runnable next) {
        if (call.has(Capability.CHATHISTORY)) {
            next.run();
        } else {
            RecentLines.show(call.exchange(), room, call.dialect().roomEncoder(), call.then(next));
        }
    }

    private static void leaveAll(Call call) {
        var rooms = List.copyOf(call.session().rooms().keySet());
        if (rooms.size() > 1) {
            call.openBatch();
        }
        call.each(rooms, (room, next) -> call.ask(room, new RoomCommand.Part(LEFT_ALL), next));
    }

    /** RFC 2812 section 3.2.2. */
    private static void part(Call call) {
        var reason = call.param(1, "");
        if (call.refusesTooLong(reason, call.server().limits().reason(), "as KICKLEN")) {
            return;
        }
        var targets = Targets.of(call.param(0));
        if (targets.size() > 1) {
            call.openBatch();
        }
        call.each(
                targets,
                (target, next) -> RoomName.parse(target)
                        .ifPresentOrElse(room -> call.ask(room, new RoomCommand.Part(reason), next), () -> {
                            call.numeric(ERR_NOSUCHCHANNEL, target, "No such channel");
                            next.run();
                        }));
    }

    /** RFC 2812 section 3.2.8; several people of one room, as Modern IRC has it. */
    private static void kick(Call call) {
        var reason = call.param(2, "");
        var names = Targets.of(call.param(1));
        var room = RoomName.parse(call.param(0));
        if (room.isEmpty()) {
            call.numeric(ERR_NOSUCHCHANNEL, call.param(0), "No such channel");
        } else if (names.isEmpty()) {
            call.numeric(ERR_NEEDMOREPARAMS, call.command(), "Not enough parameters: say whom");
        } else if (!call.refusesTooLong(reason, call.server().limits().reason(), "KICKLEN")
                && !Targets.refusesTooMany(call, names)) {
            if (names.size() > 1) {
                call.openBatch();
            }
            call.each(names, (name, next) -> kick(call, room.get(), name, reason, next));
        }
    }

    private static void kick(Call call, RoomName room, String name, String reason, Runnable next) {
        Nick.parse(name)
                .ifPresentOrElse(
                        nick -> call.ask(room, new RoomCommand.Kick(call.identity(), nick, reason), next), () -> {
                            call.numeric(ERR_NOSUCHNICK, name, "No such nick/channel");
                            next.run();
                        });
    }

    /** RFC 2812 section 3.2.7. */
    private static void invite(Call call) {
        var nick = Nick.parse(call.param(0));
        var room = RoomName.parse(call.param(1));
        if (nick.isEmpty()) {
            noSuchNick(call, call.param(0));
        } else if (room.isEmpty()) {
            call.numeric(ERR_NOSUCHCHANNEL, call.param(1), "No such channel");
        } else {
            call.exchange().find(List.of(nick.get()), call.then((Map<Nick, Holder> found) -> {
                var holder = found.get(nick.get());
                if (holder == null) {
                    noSuchNick(call, nick.get().text());
                } else {
                    invite(call, holder, room.get());
                }
            }));
        }
    }

    private static void invite(Call call, Holder holder, RoomName room) {
        call.exchange().profile(holder.nick(), call.then((Optional<Profile> profile) -> {
            if (profile.isPresent()) {
                invite(call, holder, profile.get().person(), room);
            } else {
                noSuchNick(call, holder.nick().text());
            }
        }));
    }

    private static void invite(Call call, Holder holder, Person invited, RoomName room) {
        var away = invited.away();
        if (away != null) {
            call.openBatch();
        }
        var wish = new RoomCommand.Invite(call.identity(), invited.identity());
        call.exchange().room(room, wish, call.tagText(), call.then((Outcome outcome) -> {
            call.settled(room.text(), outcome);
            if (outcome instanceof Outcome.Done) {
                var now = call.server().clock().millis();
                call.exchange().mail(holder, new PersonMail.InvitedTo(room, call.identity(), now));
                if (away != null) {
                    call.numeric(RPL_AWAY, invited.nick().text(), away);
                }
            }
        }));
    }

    private static void noSuchNick(Call call, String name) {
        call.numeric(ERR_NOSUCHNICK, name, "No such nick/channel");
    }
}
