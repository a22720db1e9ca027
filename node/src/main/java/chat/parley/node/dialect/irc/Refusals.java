package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_BADCHANNELKEY;
import static chat.parley.wire.Numeric.ERR_BANLISTFULL;
import static chat.parley.wire.Numeric.ERR_BANNEDFROMCHAN;
import static chat.parley.wire.Numeric.ERR_CANNOTSENDTOCHAN;
import static chat.parley.wire.Numeric.ERR_CHANNELISFULL;
import static chat.parley.wire.Numeric.ERR_CHANOPRIVSNEEDED;
import static chat.parley.wire.Numeric.ERR_INVALIDMODEPARAM;
import static chat.parley.wire.Numeric.ERR_INVITEONLYCHAN;
import static chat.parley.wire.Numeric.ERR_NOSUCHCHANNEL;
import static chat.parley.wire.Numeric.ERR_NOSUCHNICK;
import static chat.parley.wire.Numeric.ERR_NOTONCHANNEL;
import static chat.parley.wire.Numeric.ERR_UNAVAILRESOURCE;
import static chat.parley.wire.Numeric.ERR_UNKNOWNMODE;
import static chat.parley.wire.Numeric.ERR_USERNOTINCHANNEL;
import static chat.parley.wire.Numeric.ERR_USERONCHANNEL;

import chat.parley.node.room.Outcome;
import java.util.List;

/** IRC's words for what rooms answer (Modern IRC, Numerics). */
final class Refusals {
    private Refusals() {}

    /** Answers to an outcome other than done. */
    static void write(Call call, String target, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            refused.all().forEach(one -> refused(call, target, one));
        } else if (outcome instanceof Outcome.Unknown) {
            StandardReply.WARN.write(
                    call.replies(),
                    call.dialect().capabilities(),
                    call.command(),
                    "OUTCOME_UNKNOWN",
                    List.of(target),
                    "No answer from " + target + " in time: it may have happened or not, look before you repeat it");
        }
    }

    private static void refused(Call call, String target, Outcome.Refused refused) {
        var detail = refused.detail();
        switch (refused.reason()) {
            case NO_SUCH_ROOM -> call.numeric(ERR_NOSUCHCHANNEL, target, "No such channel");
            case NOT_A_MEMBER -> call.numeric(ERR_NOTONCHANNEL, target, "You're not on that channel");
            case BANNED -> call.numeric(ERR_BANNEDFROMCHAN, target, "Cannot join channel (+b): you are banned");
            case INVITE_ONLY ->
                call.numeric(
                        ERR_INVITEONLYCHAN, target, "Cannot join channel (+i): ask an operator there for an INVITE");
            case WRONG_KEY -> call.numeric(ERR_BADCHANNELKEY, target, "Cannot join channel (+k): give its key");
            case FULL -> call.numeric(ERR_CHANNELISFULL, target, "Cannot join channel (+l): it is full");
            case CANNOT_SEND -> call.numeric(ERR_CANNOTSENDTOCHAN, target, "Cannot send to channel");
            case NEEDS_OPERATOR -> call.numeric(ERR_CHANOPRIVSNEEDED, target, "You're not channel operator");
            case TARGET_NOT_HERE -> call.numeric(ERR_USERNOTINCHANNEL, detail, target, "They aren't on that channel");
            case TARGET_ALREADY_HERE -> call.numeric(ERR_USERONCHANNEL, detail, target, "is already on channel");
            case NO_SUCH_PERSON -> call.numeric(ERR_NOSUCHNICK, target, "No such nick/channel");
            case LIST_FULL -> call.numeric(ERR_BANLISTFULL, target, detail, "Channel list is full: take an entry out");
            case UNKNOWN_MODE -> call.numeric(ERR_UNKNOWNMODE, detail, "is unknown mode char to me for " + target);
            case BAD_MODE_ARGUMENT -> badModeArgument(call, target, detail);
            case BUSY ->
                call.numeric(ERR_UNAVAILRESOURCE, target, "The channel has more to do than it can hold: try again");
        }
    }

    /** The detail is the mode letter, a space and the argument. */
    private static void badModeArgument(Call call, String target, String detail) {
        int space = detail.indexOf(' ');
        var mode = space < 0 ? detail : detail.substring(0, space);
        var argument = space < 0 ? "*" : detail.substring(space + 1);
        call.numeric(ERR_INVALIDMODEPARAM, target, mode, argument, "is no parameter for this mode");
    }
}
