package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_NOOPERHOST;
import static chat.parley.wire.Numeric.ERR_NOPRIVILEGES;
import static chat.parley.wire.Numeric.ERR_NOSUCHNICK;
import static chat.parley.wire.Numeric.ERR_PASSWDMISMATCH;
import static chat.parley.wire.Numeric.RPL_YOUREOPER;

import chat.parley.node.name.Holder;
import chat.parley.node.name.PersonMail;
import chat.parley.node.person.PersonChange;
import chat.parley.wire.Nick;
import java.util.List;
import java.util.Map;

/** What operators of the network may do, and how one becomes one (RFC 2812 sections 3.1.4 and 3.7.1). */
final class OperatorCommands {
    static final List<Command> ALL = List.of(
            Command.of("OPER", "OPER <name> <password>", "Become an operator of the network", OperatorCommands::oper)
                    .params(2)
                    .costs(5),
            Command.of(
                            "KILL",
                            "KILL <name> :<reason>",
                            "End somebody's connection, as an operator",
                            OperatorCommands::kill)
                    .params(2));

    private OperatorCommands() {}

    /** RFC 2812 section 3.1.4. */
    private static void oper(Call call) {
        var account = call.server().config().operators().stream()
                .filter(operator -> operator.name().equals(call.param(0)))
                .findFirst();
        if (account.isEmpty()) {
            call.numeric(ERR_NOOPERHOST, "No operator of that name here: parley.operators lists them");
            return;
        }
        call.exchange().verify(call.param(1), account.get().password(), call.then((Boolean right) -> {
            if (right) {
                promote(call);
            } else {
                call.numeric(ERR_PASSWDMISMATCH, "Password incorrect");
            }
        }));
    }

    private static void promote(Call call) {
        var before = call.me();
        Runnable tell = () -> {
            call.numeric(RPL_YOUREOPER, "You are now an IRC operator");
            call.replies()
                    .fromWords(
                            before.identity().hostmask(),
                            call.eventTime(),
                            "MODE",
                            before.nick().text(),
                            "+o");
        };
        if (before.operator()) {
            call.numeric(RPL_YOUREOPER, "You are now an IRC operator");
        } else {
            var change = new PersonChange.DetailsChanged(before.identity(), before.withOperator(true));
            call.exchange().change(change, call.then(tell));
        }
    }

    /** RFC 2812 section 3.7.1. */
    private static void kill(Call call) {
        var reason = call.param(1);
        if (!call.me().operator()) {
            call.numeric(ERR_NOPRIVILEGES, "Permission Denied- You're not an IRC operator");
            return;
        }
        if (call.refusesTooLong(reason, call.server().limits().reason(), "as KICKLEN")) {
            return;
        }
        var nick = Nick.parse(call.param(0));
        if (nick.isEmpty()) {
            call.numeric(ERR_NOSUCHNICK, call.param(0), "No such nick/channel");
            return;
        }
        call.exchange().find(List.of(nick.get()), call.then((Map<Nick, Holder> found) -> {
            var holder = found.get(nick.get());
            if (holder == null) {
                call.numeric(ERR_NOSUCHNICK, nick.get().text(), "No such nick/channel");
            } else {
                call.exchange().mail(holder, new PersonMail.Killed(call.identity(), reason));
            }
        }));
    }
}
