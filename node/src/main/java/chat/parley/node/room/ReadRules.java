package chat.parley.node.room;

import chat.parley.node.config.NodeConfig.Reading;
import chat.parley.node.person.PersonId;
import java.util.List;

/**
 * Who may read a room's history: its members, unless a ban would keep them out. What was said in a room that is invite-only or has a key is for
 * those who were in it; in a room that anybody can enter, everything can be read.
 */
final class ReadRules {
    private ReadRules() {}

    static RoomPast past(RoomState state, PersonId reader, long seq, List<Entry> newest, Reading config) {
        var member = state.member(reader);
        var known = member == null || isKeptOut(state, member) ? null : member;
        var since =
                known != null && config.closedRoomsSinceJoin() && isClosed(state.modes()) ? known.joinedMillis() : 0;
        return new RoomPast(state.key(), state.displayName(), seq, known, since, newest);
    }

    /** An operator can lift the ban, so none of them keeps one out. */
    private static boolean isKeptOut(RoomState state, Member member) {
        return !member.roles().has(Role.OPERATOR)
                && RoomRules.isBanned(state, member.person().identity());
    }

    private static boolean isClosed(RoomModes modes) {
        return modes.inviteOnly() || modes.key() != null;
    }
}
