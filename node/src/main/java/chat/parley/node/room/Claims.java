package chat.parley.node.room;

import chat.parley.node.person.Identity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who gets back a role when they come back. Without accounts a person is who others saw: the same {@code nick!user@host}. That is a weak proof, so it
 * is asked for only where the role would otherwise be lost for everybody's harm: whoever was lost with their node gets back what they had, and
 * the last operator who leaves stays one for a while, so that a room does not end up with nobody to look after it. Whoever else leaves, or is put
 * out, has given up their role.
 *
 * <p>Used by the room's actor only.
 */
final class Claims {
    /** Beyond it the oldest is forgotten. */
    static final int MAX = 64;

    private final long keepMillis;

    // Mutable state
    private final Map<String, RoleClaim> gone = new LinkedHashMap<>();

    /** @param keepMillis how long after their going; {@code parley.rooms.keep-empty} */
    Claims(long keepMillis) {
        this.keepMillis = keepMillis;
    }

    /**
     * Takes over what was kept.
     *
     * @param nobodyIsHere whether those who had a role as members are lost too, as of now
     */
    void restore(List<RoleClaim> kept, boolean nobodyIsHere, long nowMillis) {
        for (var claim : kept) {
            if (claim.goneSinceMillis() > 0) {
                put(claim);
            } else if (nobodyIsHere) {
                put(new RoleClaim(claim.hostmask(), claim.roles(), nowMillis));
            }
        }
    }

    /** What this person gets back if they join now. */
    Roles of(Identity who, long nowMillis) {
        var claim = gone.get(key(who));
        return claim == null || isOver(claim, nowMillis) ? Roles.NONE : claim.roles();
    }

    /** Takes in an event before the room's state does. */
    void before(RoomEvent event, RoomState state, long nowMillis) {
        if (event instanceof RoomEvent.Joined joined) {
            if (joined.created() != null) {
                gone.clear();
            }
            gone.remove(key(joined.person().identity()));
        } else if (event instanceof RoomEvent.Restored restored) {
            gone.remove(key(restored.person().identity()));
        } else if (event instanceof RoomEvent.Left left) {
            leaves(state.anyMember(left.who()), state, nowMillis);
        } else if (event instanceof RoomEvent.Parted parted) {
            leaves(state.anyMember(parted.who().id()), state, nowMillis);
        }
    }

    private void leaves(@Nullable Member member, RoomState state, long nowMillis) {
        if (member != null && member.roles().has(Role.OPERATOR) && isOnlyOperator(member, state)) {
            lost(member, nowMillis);
        }
    }

    private static boolean isOnlyOperator(Member member, RoomState state) {
        return state.allMembers().stream()
                .noneMatch(other -> other.roles().has(Role.OPERATOR)
                        && !other.person().id().equals(member.person().id()));
    }

    /** No node has this member any more. */
    void lost(Member member, long nowMillis) {
        if (!member.roles().equals(Roles.NONE)) {
            put(new RoleClaim(key(member.person().identity()), member.roles(), nowMillis));
        }
    }

    private void put(RoleClaim claim) {
        gone.remove(claim.hostmask());
        gone.put(claim.hostmask(), claim);
        if (gone.size() > MAX) {
            var oldest = gone.values().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** All roles that are to be kept with the room, those of its members too. */
    List<RoleClaim> all(RoomState state, long nowMillis) {
        gone.values().removeIf(claim -> isOver(claim, nowMillis));
        var all = new ArrayList<>(gone.values());
        for (var member : state.allMembers()) {
            if (!member.roles().equals(Roles.NONE)) {
                all.add(new RoleClaim(key(member.person().identity()), member.roles(), 0));
            }
        }
        return all;
    }

    private boolean isOver(RoleClaim claim, long nowMillis) {
        return claim.goneSinceMillis() + keepMillis < nowMillis;
    }

    private static String key(Identity who) {
        return who.nick().folded() + "!" + who.username() + "@" + who.host();
    }
}
