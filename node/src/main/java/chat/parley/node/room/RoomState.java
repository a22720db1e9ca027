package chat.parley.node.room;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Mask;
import chat.parley.wire.Nick;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    private final Map<PersonId, Member> members = new LinkedHashMap<>();
    private final Collection<Member> allMembers = Collections.unmodifiableCollection(members.values());
    private final NickIndex nicks = new NickIndex();
    private final Set<PersonId> concealed = new HashSet<>();
    private final Map<Long, RoomDigest> digests = new HashMap<>();

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
        members.forEach(state::admit);
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
        if (event instanceof RoomEvent.Joined joined) {
            onJoined(joined, entry.timeMillis());
        } else if (event instanceof RoomEvent.Restored restored) {
            admit(new Member(restored.person(), restored.roles(), entry.timeMillis()));
        } else if (event instanceof RoomEvent.Parted parted) {
            remove(parted.who().id());
        } else if (event instanceof RoomEvent.Kicked kicked) {
            remove(kicked.who().id());
        } else if (event instanceof RoomEvent.Left left) {
            remove(left.who());
            invited.remove(left.who());
        } else if (event instanceof RoomEvent.Described described) {
            describe(described.person());
        } else if (event instanceof RoomEvent.TopicChanged changed) {
            onTopicChanged(changed, entry.timeMillis());
        } else if (event instanceof RoomEvent.ModesChanged changed) {
            changed.changes().forEach(change -> onModeChange(change, changed.by(), entry.timeMillis()));
        } else if (event instanceof RoomEvent.Invited invitation) {
            onInvited(invitation);
        }
    }

    private void onJoined(RoomEvent.Joined joined, long timeMillis) {
        var created = joined.created();
        if (created != null) {
            displayName = created.text();
        }
        admit(new Member(joined.person(), joined.roles(), timeMillis));
        invited.remove(joined.person().id());
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
        var id = change.member();
        var member = id == null ? null : members.get(id);
        if (member != null) {
            var role = roleOf(change.mode());
            var roles =
                    change.add() ? member.roles().with(role) : member.roles().without(role);
            members.put(member.person().id(), member.with(roles));
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

    /** Whoever comes in comes in last, known by the newest that was told of them. */
    private void admit(Member member) {
        var id = member.person().id();
        var before = members.remove(id);
        if (before != null) {
            nicks.remove(before.person().nick(), id);
        } else {
            digests.merge(id.node(), RoomDigest.EMPTY.plus(id), (digest, one) -> digest.plus(id));
        }
        var newer =
                before != null && before.person().version() > member.person().version() ? before.person() : null;
        var admitted = newer == null ? member : member.with(newer);
        members.put(id, admitted);
        if (!concealed.contains(id)) {
            nicks.put(admitted.person().nick(), id);
        }
    }

    private void remove(PersonId id) {
        var gone = members.remove(id);
        if (gone != null) {
            nicks.remove(gone.person().nick(), id);
            concealed.remove(id);
            digests.computeIfPresent(id.node(), (node, digest) -> digest.members() == 1 ? null : digest.minus(id));
        }
    }

    /** Takes in that a member has changed, unless something newer is known of them. */
    public void describe(Person person) {
        var id = person.id();
        var known = members.get(id);
        if (known == null || known.person().version() >= person.version()) {
            return;
        }
        members.put(id, known.with(person));
        if (!concealed.contains(id) && !known.person().nick().equals(person.nick())) {
            nicks.remove(known.person().nick(), id);
            nicks.put(person.nick(), id);
        }
    }

    /** Hides a member whose QUIT has been shown, until the room's own event removes them. */
    public void conceal(PersonId id) {
        var member = members.get(id);
        if (member != null && concealed.add(id)) {
            nicks.remove(member.person().nick(), id);
        }
    }

    public boolean concealed(PersonId id) {
        return concealed.contains(id);
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
        return concealed.isEmpty()
                ? allMembers
                : members.values().stream()
                        .filter(member -> !concealed.contains(member.person().id()))
                        .toList();
    }

    /** The concealed ones too, in the order of their joining; a view, not a copy. */
    public Collection<Member> allMembers() {
        return allMembers;
    }

    @Override
    public @Nullable Member member(PersonId id) {
        return concealed.contains(id) ? null : members.get(id);
    }

    @Override
    public @Nullable Member member(Nick nick) {
        var id = nicks.holder(nick);
        return id == null ? null : members.get(id);
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

    /** Whether this person is a member, visible or concealed. */
    public boolean holds(PersonId id) {
        return members.containsKey(id);
    }

    /** Which members are here, of all nodes, the concealed ones too. */
    public RoomDigest digest() {
        return digests.values().stream().reduce(RoomDigest.EMPTY, (sum, digest) -> sum.plus(digest));
    }

    /** Which members of a node are here, the concealed ones too. */
    public RoomDigest digest(long node) {
        return digests.getOrDefault(node, RoomDigest.EMPTY);
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
        var id = change.member();
        var target = id == null ? null : members.get(id);
        return target == null
                ? change
                : new ModeChange(
                        change.add(), change.mode(), target.person().nick().text(), id);
    }
}
