package chat.parley.node.room;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Mask;
import chat.parley.wire.Nick;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of one room, as its entity and each of its replicas hold it: equal wherever the same events were applied in the same order. It
 * changes in place, so that somebody's coming or going costs the same in a room of ten thousand as in one of ten.
 *
 * <p>Used by one actor only. Says nothing of what is allowed: that is {@link RoomRules}.
 */
public final class RoomState implements RoomView {
    /**
     * Invitations that a room remembers; a further one drops the oldest. Not to be configured: nodes that differed in it would hold different
     * states.
     */
    public static final int MAX_INVITED = 64;

    private final RoomKey key;

    // Mutable state
    private String displayName;
    private long createdMillis;
    private @Nullable Topic topic;
    private RoomModes modes;
    private final MaskList bans;
    private final MaskList exceptions;
    private final MaskList invitationMasks;
    private final Set<PersonId> invited;
    private final Members members = new Members();
    private @Nullable Member departed;

    private RoomState(RoomKey key, RoomSettings settings) {
        this.key = key;
        displayName = settings.displayName();
        createdMillis = settings.createdMillis();
        topic = settings.topic();
        modes = settings.modes();
        bans = MaskList.of(settings.bans());
        exceptions = MaskList.of(settings.exceptions());
        invitationMasks = MaskList.of(settings.invitationMasks());
        invited = new LinkedHashSet<>(settings.invited());
    }

    /** A room in which nothing has happened. */
    public static RoomState empty(RoomKey key) {
        return new RoomState(key, RoomSettings.initial(key));
    }

    /** What {@link #settings()} and {@link #allMembers()} gave elsewhere. */
    public static RoomState restored(RoomKey key, RoomSettings settings, Iterable<Member> members) {
        var state = new RoomState(key, settings);
        members.forEach(state.members::admit);
        return state;
    }

    /** Takes in what happened. Never throws; an event about somebody who is not here changes nothing. */
    public void apply(Entry entry) {
        if (createdMillis == 0) {
            createdMillis = entry.timeMillis();
        }
        var event = entry.event();
        if (event instanceof RoomEvent.Said) {
            return;
        }
        departed = null;
        if (event instanceof RoomEvent.Joined joined) {
            onJoined(joined, entry.timeMillis());
        } else if (event instanceof RoomEvent.Restored restored) {
            members.admit(new Member(restored.person(), restored.roles(), entry.timeMillis()));
        } else if (event instanceof RoomEvent.Parted parted) {
            depart(parted.who().id());
        } else if (event instanceof RoomEvent.Kicked kicked) {
            depart(kicked.who().id());
        } else if (event instanceof RoomEvent.Left left) {
            members.remove(left.who());
            invited.remove(left.who());
        } else if (event instanceof RoomEvent.Described described) {
            members.describe(described.person());
        } else if (event instanceof RoomEvent.TopicChanged changed) {
            onTopicChanged(changed, entry.timeMillis());
        } else if (event instanceof RoomEvent.ModesChanged changed) {
            changed.changes().forEach(change -> onModeChange(change, changed.by(), entry.timeMillis()));
        } else if (event instanceof RoomEvent.Invited invitation) {
            onInvited(invitation);
        }
    }

    private void depart(PersonId id) {
        departed = members.get(id);
        members.remove(id);
    }

    private void onJoined(RoomEvent.Joined joined, long timeMillis) {
        var created = joined.created();
        if (created != null) {
            begin(created.text(), timeMillis);
        }
        members.admit(new Member(joined.person(), joined.roles(), timeMillis));
        invited.remove(joined.person().id());
    }

    /** A room ends with its last member; nothing of an older one of this name is left in it. */
    private void begin(String name, long timeMillis) {
        displayName = name;
        createdMillis = timeMillis;
        topic = null;
        modes = RoomModes.DEFAULT;
        bans.clear();
        exceptions.clear();
        invitationMasks.clear();
        invited.clear();
    }

    private void onTopicChanged(RoomEvent.TopicChanged changed, long timeMillis) {
        var text = changed.topic();
        topic = text.isEmpty() ? null : new Topic(text, changed.by().hostmask(), timeMillis);
    }

    private void onModeChange(ModeChange change, Identity by, long timeMillis) {
        var argument = change.argument();
        switch (change.mode()) {
            case 'i', 'm', 'n', 's', 't' -> modes = modes.withFlag(change.mode(), change.add());
            case 'k' -> modes = modes.withKey(change.add() ? argument : null);
            case 'l' -> modes = modes.withLimit(change.add() ? ModeRules.parseLimit(argument) : 0);
            case 'o', 'v' -> onRoleChange(change);
            case 'b', 'e', 'I' -> onListChange(change, by, timeMillis);
            default -> {}
        }
    }

    private void onRoleChange(ModeChange change) {
        var member = members.get(change.member());
        if (member != null) {
            var role = roleOf(change.mode());
            var roles =
                    change.add() ? member.roles().with(role) : member.roles().without(role);
            members.setRoles(member.person().id(), roles);
        }
    }

    private void onListChange(ModeChange change, Identity by, long timeMillis) {
        var argument = change.argument();
        var mask = argument == null ? null : Mask.parse(argument).orElse(null);
        if (mask != null && change.add()) {
            masks(change.mode()).add(mask, by.hostmask(), timeMillis);
        } else if (mask != null) {
            masks(change.mode()).remove(mask);
        }
    }

    /** Only an operator's invitation opens the room (RFC 2811 section 4.2.2); anybody else's just tells the invited of it. */
    private void onInvited(RoomEvent.Invited invitation) {
        var by = members.get(invitation.by().id());
        if (by == null || !by.roles().has(Role.OPERATOR)) {
            return;
        }
        invited.remove(invitation.who().id());
        invited.add(invitation.who().id());
        if (invited.size() > MAX_INVITED) {
            var oldest = invited.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Takes in that a member has changed, unless something newer is known of them. */
    public void describe(Person person) {
        members.describe(person);
    }

    /** Whether this person is a member of whom nothing newer is known. */
    public boolean isNewest(Person person) {
        var member = members.get(person.id());
        return member != null && member.person().version() <= person.version();
    }

    /** Hides a member whose QUIT has been shown, until the room's own event removes them. */
    public void conceal(PersonId id) {
        members.conceal(id);
    }

    public boolean concealed(PersonId id) {
        return members.concealed(id);
    }

    @Override
    public RoomKey key() {
        return key;
    }

    @Override
    public String displayName() {
        return displayName;
    }

    @Override
    public long createdMillis() {
        return createdMillis;
    }

    @Override
    public @Nullable Topic topic() {
        return topic;
    }

    @Override
    public RoomModes modes() {
        return modes;
    }

    @Override
    public List<ListEntry> list(char mode) {
        return masks(mode).entries();
    }

    /** @throws IllegalArgumentException for a mode that is no list */
    MaskList masks(char mode) {
        return switch (mode) {
            case 'b' -> bans;
            case 'e' -> exceptions;
            case 'I' -> invitationMasks;
            default -> throw new IllegalArgumentException("mode " + mode + " is no list: ask for b, e or I");
        };
    }

    /** @throws IllegalArgumentException for a mode that is no role */
    static Role roleOf(char mode) {
        for (var role : Role.values()) {
            if (role.mode() == mode) {
                return role;
            }
        }
        throw new IllegalArgumentException("mode " + mode + " is no role: ask for o or v");
    }

    /** Whether an operator has invited this person since they last joined. */
    public boolean invited(PersonId id) {
        return invited.contains(id);
    }

    @Override
    public Collection<Member> members() {
        return members.visible();
    }

    /** The concealed ones too, in the order of their joining; a view, not a copy. */
    public Collection<Member> allMembers() {
        return members.all();
    }

    @Override
    public @Nullable Member member(PersonId id) {
        return members.visible(id);
    }

    @Override
    public @Nullable Member member(Nick nick) {
        return members.visible(nick);
    }

    @Override
    public @Nullable Member departed() {
        return departed;
    }

    /** Everything but the members, as it is now. */
    public RoomSettings settings() {
        return new RoomSettings(
                displayName,
                createdMillis,
                topic,
                modes,
                bans.entries(),
                exceptions.entries(),
                invitationMasks.entries(),
                List.copyOf(invited));
    }

    /** Visible or concealed; {@code null} for who is no member. */
    @Nullable
    Member anyMember(PersonId id) {
        return members.get(id);
    }

    /** Whether this person is a member, visible or concealed. */
    public boolean holds(PersonId id) {
        return members.get(id) != null;
    }

    /** Which members are here, of all nodes, the concealed ones too. */
    public RoomDigest digest() {
        return members.digest();
    }

    /** Which members of a node are here, the concealed ones too. */
    public RoomDigest digest(long node) {
        return members.digest(node);
    }

    /**
     * The event as this node's people can follow it, to be asked before it is applied: whoever is put out or given a role has the name by which
     * they are known here. A node hears of a NICK before the room does, so an event may still have the old one.
     */
    public RoomEvent inPresentNames(RoomEvent event) {
        if (event instanceof RoomEvent.Kicked kicked) {
            var target = members.get(kicked.who().id());
            return target == null
                    ? event
                    : new RoomEvent.Kicked(kicked.by(), target.person().identity(), kicked.reason());
        }
        if (event instanceof RoomEvent.ModesChanged changed) {
            var changes = changed.changes().stream().map(this::inPresentNames).toList();
            return new RoomEvent.ModesChanged(changed.by(), changes);
        }
        return event;
    }

    private ModeChange inPresentNames(ModeChange change) {
        var target = members.get(change.member());
        return target == null
                ? change
                : new ModeChange(
                        change.add(), change.mode(), target.person().nick().text(), change.member());
    }
}
