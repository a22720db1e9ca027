package chat.parley.node.dialect.irc;

import chat.parley.node.room.HistoryBound;
import chat.parley.node.room.HistoryKinds;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.HistoryRequest;
import chat.parley.wire.RoomName;
import org.jspecify.annotations.Nullable;

/**
 * What one CHATHISTORY asks for (IRCv3 chathistory, Subcommands).
 *
 * @param page what is read first
 * @param rest what is read then, as far as the first has left room for it, and shown behind it; {@code null} for nothing
 */
record HistoryWish(
        RoomName room, HistoryRequest page, @Nullable HistoryRequest rest) {
    private static final String NO_BOUND = "*";

    /** Reads the bounds of a subcommand whose parameters are as many as it needs. */
    static HistoryWish read(Call call, String subcommand, RoomName room, int limit) throws HistoryFault {
        var bounds = new HistoryBounds(subcommand, room);
        var from = subcommand.equals("LATEST") && call.param(2).equals(NO_BOUND)
                ? HistoryBound.START
                : bounds.read(call.param(2));
        var to = subcommand.equals("BETWEEN") ? bounds.read(call.param(3)) : HistoryBound.END;
        var kinds = call.has(Capability.EVENT_PLAYBACK) ? HistoryKinds.SEEN : HistoryKinds.MESSAGES;
        return new Reader(room, bounds, kinds, limit).wish(subcommand, from, to);
    }

    private record Reader(RoomName room, HistoryBounds bounds, HistoryKinds kinds, int limit) {
        HistoryWish wish(String subcommand, HistoryBound from, HistoryBound to) {
            return switch (subcommand) {
                case "BEFORE" -> of(last(HistoryBound.START, from), null);
                case "AFTER" -> of(first(from, HistoryBound.END), null);
                case "AROUND" -> around(from);
                case "BETWEEN" -> between(from, to);
                default -> of(last(from, HistoryBound.END), null);
            };
        }

        /** The half before, and what begins with the message itself. */
        private HistoryWish around(HistoryBound at) {
            var beginning = first(at.justBefore(), HistoryBound.END);
            return limit == 1
                    ? of(beginning, null)
                    : of(last(HistoryBound.START, at).withLimit(limit / 2), beginning);
        }

        /** Counted from the first bound on, be that forwards or backwards; one of the two ways holds nothing. */
        private HistoryWish between(HistoryBound from, HistoryBound to) {
            return of(first(from, to), last(to, from));
        }

        private HistoryQuery first(HistoryBound after, HistoryBound before) {
            return new HistoryQuery(after, before, kinds, false, limit);
        }

        private HistoryQuery last(HistoryBound after, HistoryBound before) {
            return new HistoryQuery(after, before, kinds, true, limit);
        }

        private HistoryWish of(HistoryQuery page, @Nullable HistoryQuery rest) {
            var named = bounds.named();
            return new HistoryWish(
                    room, new HistoryRequest(page, named), rest == null ? null : new HistoryRequest(rest, named));
        }
    }
}
