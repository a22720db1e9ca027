package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_UNKNOWNCOMMAND;

import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryRequest;
import chat.parley.node.room.RoomHistory;
import chat.parley.wire.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Reading what was said before (IRCv3 chathistory, a draft). */
final class HistoryCommands {
    static final List<Command> ALL = List.of(Command.of(
                    "CHATHISTORY",
                    "CHATHISTORY LATEST|BEFORE|AFTER|AROUND <room> <msgid=... or timestamp=... or *> <limit>"
                            + " | BETWEEN <room> <from> <to> <limit> | TARGETS <from> <to> <limit>",
                    "Read what was said before",
                    HistoryCommands::history)
            .costs(2));

    private static final String BATCH_TYPE = "chathistory";
    private static final String TARGETS = "TARGETS";

    /** How many parameters each subcommand has, itself among them. */
    private static final Map<String, Integer> PARAMS =
            Map.of("LATEST", 4, "BEFORE", 4, "AFTER", 4, "AROUND", 4, "BETWEEN", 5, TARGETS, 4);

    private HistoryCommands() {}

    /** Only for those who have negotiated it (IRCv3 chathistory, Implementation). */
    private static void history(Call call) {
        if (!call.has(Capability.CHATHISTORY)) {
            call.numeric(ERR_UNKNOWNCOMMAND, call.command(), "CHATHISTORY needs the capability draft/chathistory");
            return;
        }
        try {
            read(call);
        } catch (HistoryFault fault) {
            fault.write(call);
        }
    }

    private static void read(Call call) throws HistoryFault {
        var subcommand = call.param(0, "*").toUpperCase(Locale.ROOT);
        checkParams(subcommand, call.params());
        int limit = limitOf(call, subcommand, call.param(call.params() - 1));
        if (subcommand.equals(TARGETS)) {
            HistoryTargets.list(call, limit);
            return;
        }
        var room = roomOf(subcommand, call.param(1));
        var wish = HistoryWish.read(call, subcommand, room, limit);
        page(call, wish.room(), wish.page(), page -> {
            var missing = limit - page.entries().size();
            var rest = wish.rest();
            if (rest == null || missing == 0) {
                show(call, page);
            } else {
                page(call, room, rest.withLimit(missing), more -> show(call, joined(page, more)));
            }
        });
    }

    private static void checkParams(String subcommand, int params) throws HistoryFault {
        var wanted = PARAMS.get(subcommand);
        if (wanted == null) {
            throw HistoryFault.params(subcommand, "Unknown command");
        }
        if (params < wanted) {
            throw HistoryFault.params(subcommand, "Insufficient parameters");
        }
        if (params > wanted) {
            throw HistoryFault.params(subcommand, "Too many parameters");
        }
    }

    /** As ISUPPORT CHATHISTORY tells. */
    private static int limitOf(Call call, String subcommand, String limit) throws HistoryFault {
        int most = call.server().config().reading().pageLines();
        int asked = limit.matches("[0-9]{1,9}") ? Integer.parseInt(limit) : 0;
        if (asked < 1 || asked > most) {
            throw HistoryFault.params(subcommand, limit, "Invalid limit: write a number from 1 to " + most);
        }
        return asked;
    }

    /** Nobody knows yet who a nick belonged to: what was said to it must not be shown to who has it now. */
    private static RoomName roomOf(String subcommand, String target) throws HistoryFault {
        var room = RoomName.parse(target);
        if (room.isEmpty()) {
            throw HistoryFault.target(subcommand, target, "only rooms have a history, private messages are not kept");
        }
        return room.get();
    }

    private static void page(Call call, RoomName room, HistoryRequest request, Consumer<RoomHistory.Page> then) {
        call.exchange().history(room, request, call.then((RoomHistory history) -> {
            if (history instanceof RoomHistory.Page page) {
                then.accept(page);
            } else {
                faultOf(call, room, history).write(call);
            }
        }));
    }

    private static HistoryFault faultOf(Call call, RoomName room, RoomHistory history) {
        var subcommand = call.param(0).toUpperCase(Locale.ROOT);
        if (history instanceof RoomHistory.NoSuchMessage missing) {
            return HistoryBounds.noSuchMessage(subcommand, room, missing.place());
        }
        return history instanceof RoomHistory.Refused
                ? HistoryFault.target(subcommand, room.text(), "only those who are in a room can read it")
                : HistoryFault.message(subcommand, room.text(), "the history does not answer, try again");
    }

    private static RoomHistory.Page joined(RoomHistory.Page page, RoomHistory.Page more) {
        var entries = new ArrayList<Entry>(page.entries());
        entries.addAll(more.entries());
        return new RoomHistory.Page(page.room(), page.displayName(), entries);
    }

    /** IRCv3 batch/chathistory; a client without batches gets the lines alone. */
    private static void show(Call call, RoomHistory.Page page) {
        var lines = new HistoryLines(page, call.server().name(), call.dialect().capabilities());
        call.batch(BATCH_TYPE, List.of(page.displayName()), lines);
    }
}
