package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_INPUTTOOLONG;
import static chat.parley.wire.Numeric.ERR_NORECIPIENT;
import static chat.parley.wire.Numeric.ERR_NOSUCHCHANNEL;
import static chat.parley.wire.Numeric.ERR_NOSUCHNICK;
import static chat.parley.wire.Numeric.ERR_NOTEXTTOSEND;
import static chat.parley.wire.Numeric.ERR_UNKNOWNCOMMAND;
import static chat.parley.wire.Numeric.RPL_AWAY;

import chat.parley.node.name.Profile;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.Role;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Line;
import chat.parley.wire.LineWriter;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Utf8;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Saying things (RFC 2812 section 3.3; IRCv3 message-tags). */
final class MessageCommands {
    static final List<Command> ALL = List.of(
            Command.of(
                            "PRIVMSG",
                            "PRIVMSG <room or name>{,<room or name>} :<text>",
                            "Say something",
                            call -> say(call, SayKind.MESSAGE))
                    .asMessage(),
            Command.of(
                            "NOTICE",
                            "NOTICE <room or name>{,<room or name>} :<text>",
                            "Say something that no program answers",
                            call -> say(call, SayKind.NOTICE))
                    .asMessage(),
            Command.of(
                            "TAGMSG",
                            "@<tags> TAGMSG <room or name>{,<room or name>}",
                            "Send tags without a text",
                            MessageCommands::tagMessage)
                    .asMessage());

    private MessageCommands() {}

    /** Whether it goes to one room and nowhere else, so that the room's own copy is the whole answer. */
    static boolean hasOneRoom(Line line) {
        var target = line.param(0);
        return target != null && target.indexOf(',') < 0 && target.indexOf(RoomName.PREFIX) >= 0;
    }

    /** IRCv3 message-tags, The TAGMSG tag-only message: only for those who have negotiated tags. */
    private static void tagMessage(Call call) {
        if (call.has(Capability.MESSAGE_TAGS)) {
            say(call, SayKind.TAGS_ONLY);
        } else {
            call.numeric(ERR_UNKNOWNCOMMAND, call.command(), "TAGMSG needs the capability message-tags");
        }
    }

    private static void say(Call call, SayKind kind) {
        var say = new Saying(call, kind);
        var targets = Targets.of(call.param(0, ""));
        if (targets.isEmpty()) {
            say.complain(() -> call.numeric(ERR_NORECIPIENT, "No recipient given (" + call.command() + ")"));
        } else if (kind != SayKind.TAGS_ONLY && call.param(1, "").isEmpty()) {
            say.complain(() -> call.numeric(ERR_NOTEXTTOSEND, "No text to send"));
        } else if (!Targets.refusesTooMany(call, targets)) {
            if (call.isLabelled() && targets.size() > 1) {
                call.openBatch();
            }
            targets.forEach(say::to);
        }
    }

    /** One message on its way to its targets. */
    private static final class Saying {
        private final Call call;
        private final SayKind kind;
        private final String text;

        Saying(Call call, SayKind kind) {
            this.call = call;
            this.kind = kind;
            this.text = kind == SayKind.TAGS_ONLY ? "" : call.param(1, "");
        }

        /** A NOTICE is never answered (RFC 2812 section 3.3.2), unless its author asks for an answer with a label. */
        void complain(Runnable answer) {
            if (kind != SayKind.NOTICE || call.isLabelled()) {
                answer.run();
            }
        }

        void to(String target) {
            int hash = target.indexOf(RoomName.PREFIX);
            if (hash >= 0 && isRolePrefix(target.substring(0, hash))) {
                toRoom(target, target.substring(hash), roleOf(target.substring(0, hash)));
            } else {
                Nick.parse(target).ifPresentOrElse(this::toPerson, () -> noSuchNick(target));
            }
        }

        private static boolean isRolePrefix(String prefix) {
            return prefix.chars().allMatch(c -> c == Role.OPERATOR.prefix() || c == Role.VOICE.prefix());
        }

        /** The lowest that is named: {@code @+#room} is for operators and voices (Modern IRC, STATUSMSG Parameter). */
        private static @Nullable Role roleOf(String prefix) {
            if (prefix.isEmpty()) {
                return null;
            }
            return prefix.indexOf(Role.VOICE.prefix()) >= 0 ? Role.VOICE : Role.OPERATOR;
        }

        private void toRoom(String target, String name, @Nullable Role atLeast) {
            var room = RoomName.parse(name);
            if (room.isEmpty()) {
                complain(() -> call.numeric(ERR_NOSUCHCHANNEL, target, "No such channel"));
            } else if (fits(target)) {
                call.exchange().room(room.get(), command(atLeast), call.tagText(), call.then(outcomeFor(target)));
            }
        }

        /** Whoever is away says so (RFC 2812 section 3.3.1); with a label that must be known before the first line of the answer. */
        private void toPerson(Nick nick) {
            if (!fits(nick.text())) {
                return;
            }
            if (kind != SayKind.MESSAGE) {
                send(nick);
            } else if (call.isLabelled()) {
                call.exchange().profile(nick, call.then((Optional<Profile> profile) -> {
                    if (profile.isPresent() && profile.get().person().away() != null) {
                        call.openBatch();
                    }
                    tellAway(profile);
                    send(nick);
                }));
            } else {
                send(nick);
                call.exchange().profile(nick, call.then(this::tellAway));
            }
        }

        private void send(Nick nick) {
            call.exchange().person(nick, command(null), call.tagText(), call.then(outcomeFor(nick.text())));
        }

        private void tellAway(Optional<Profile> profile) {
            profile.map(Profile::person).ifPresent(person -> {
                var away = person.away();
                if (away != null) {
                    call.numeric(RPL_AWAY, person.nick().text(), away);
                }
            });
        }

        private Consumer<Outcome> outcomeFor(String target) {
            return outcome -> {
                if (outcome instanceof Outcome.Refused) {
                    complain(() -> call.settled(target, outcome));
                } else {
                    call.settled(target, outcome);
                }
            };
        }

        private RoomCommand.Say command(@Nullable Role atLeast) {
            return new RoomCommand.Say(
                    call.identity(), kind, text, atLeast, call.line().tags().clientOnly());
        }

        /** What others see begins with who says it: the whole line has a bound, and nothing is ever cut (RFC 2812 section 2.3). */
        private boolean fits(String target) {
            int room = LineWriter.roomFor(call.identity().hostmask(), call.command(), target);
            int bytes = Utf8.length(text);
            if (bytes <= room) {
                return true;
            }
            call.numeric(
                    ERR_INPUTTOOLONG,
                    "The text for %s has %d bytes, and %d fit into the line that others see: it was not sent"
                            .formatted(Replies.word(target), bytes, Math.max(0, room)));
            return false;
        }

        private void noSuchNick(String target) {
            complain(() -> call.numeric(ERR_NOSUCHNICK, target, "No such nick/channel"));
        }
    }
}
