package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_INVALIDKEY;
import static chat.parley.wire.Numeric.ERR_INVALIDMODEPARAM;
import static chat.parley.wire.Numeric.ERR_NOSUCHNICK;
import static chat.parley.wire.Numeric.ERR_UNKNOWNERROR;
import static chat.parley.wire.Numeric.ERR_UNKNOWNMODE;

import chat.parley.node.room.ModeChange;
import chat.parley.wire.Mask;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a MODE asks of a room (Modern IRC, MODE message and CHANMODES Parameter): changes, and lists to be shown. What is wrong is answered while
 * it is read, and left out.
 */
final class ModeRequest {
    private static final int MAX_LIMIT_DIGITS = 9;

    private final Call call;
    private final RoomName room;
    private final List<ModeChange> changes = new ArrayList<>();
    private final List<Character> lists = new ArrayList<>();

    // Mutable state, while reading
    private int nextParam = 2;
    private int withParam;
    private int faults;
    private boolean add = true;

    private ModeRequest(Call call, RoomName room) {
        this.call = call;
        this.room = room;
    }

    static ModeRequest parse(Call call, RoomName room) {
        var request = new ModeRequest(call, room);
        for (int i = 0; i < call.param(1).length(); i++) {
            request.read(call.param(1).charAt(i));
        }
        request.refuseTooMany();
        return request;
    }

    /** All that are well formed, in their order. */
    List<ModeChange> changes() {
        return changes;
    }

    /** Letters of the lists that are asked for. */
    List<Character> lists() {
        return lists;
    }

    /** How many lines the answer may have: a room may do some changes and refuse others. */
    int parts() {
        return faults + lists.size() + changes.size();
    }

    private void read(char mode) {
        switch (mode) {
            case '+' -> add = true;
            case '-' -> add = false;
            case 'i', 'm', 'n', 's', 't' -> changes.add(new ModeChange(add, mode, null));
            case 'b', 'e', 'I' -> readMask(mode);
            case 'k' -> readKey();
            case 'l' -> readLimit();
            case 'o', 'v' -> readMember(mode);
            default -> unknown(mode);
        }
    }

    private void readMask(char mode) {
        var param = next();
        if (param == null) {
            if (!lists.contains(mode)) {
                lists.add(mode);
            }
            return;
        }
        Mask.parse(param)
                .ifPresentOrElse(
                        mask -> with(mode, mask.text()),
                        () -> invalid(mode, param, "is no mask of at most " + Mask.MAX_LENGTH + " bytes"));
    }

    /** A key is taken away whatever is given with it (RFC 2811 section 4.2.10 wants the key; nobody else does). */
    private void readKey() {
        var param = next();
        if (!add) {
            with('k', ModeChange.HIDDEN_KEY);
        } else if (param == null) {
            invalid('k', "*", "You must specify a key");
        } else if (isKey(param)) {
            with('k', param);
        } else {
            faults++;
            call.numeric(
                    ERR_INVALIDKEY,
                    room.text(),
                    "Key is not well-formed: up to " + call.server().limits().key()
                            + " bytes without spaces, commas and colons in front");
        }
    }

    private boolean isKey(String key) {
        return !key.isEmpty()
                && Utf8.length(key) <= call.server().limits().key()
                && key.indexOf(' ') < 0
                && key.indexOf(',') < 0
                && key.charAt(0) != ':'
                && key.chars().noneMatch(c -> c < ' ');
    }

    private void readLimit() {
        if (!add) {
            changes.add(new ModeChange(false, 'l', null));
            return;
        }
        var param = next();
        if (param == null) {
            invalid('l', "*", "You must specify a number");
        } else if (param.matches("0*[1-9][0-9]*") && param.length() <= MAX_LIMIT_DIGITS) {
            with('l', Integer.toString(Integer.parseInt(param)));
        } else {
            invalid('l', param, "is no number above 0");
        }
    }

    private void readMember(char mode) {
        var param = next();
        if (param == null) {
            invalid(mode, "*", "You must specify a name");
        } else if (Nick.parse(param).isEmpty()) {
            faults++;
            call.numeric(ERR_NOSUCHNICK, param, "No such nick/channel");
        } else {
            with(mode, param);
        }
    }

    private void with(char mode, String argument) {
        withParam++;
        changes.add(new ModeChange(add, mode, argument));
    }

    private void unknown(char mode) {
        faults++;
        call.numeric(ERR_UNKNOWNMODE, String.valueOf(mode), "is unknown mode char to me for " + room.text());
    }

    private void invalid(char mode, String param, String why) {
        faults++;
        call.numeric(ERR_INVALIDMODEPARAM, room.text(), String.valueOf(mode), param, why);
    }

    private void refuseTooMany() {
        int allowed = call.server().config().limits().modesPerCommand();
        if (withParam > allowed) {
            faults++;
            changes.clear();
            call.numeric(
                    ERR_UNKNOWNERROR,
                    call.command(),
                    "At most " + allowed + " modes with a parameter in one command: no mode was changed");
        }
    }

    private @Nullable String next() {
        var param = call.line().param(nextParam);
        nextParam += param == null ? 0 : 1;
        return param == null || param.isEmpty() ? null : param;
    }
}
