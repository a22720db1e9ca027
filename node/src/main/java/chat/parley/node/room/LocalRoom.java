package chat.parley.node.room;

import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A room as the people of one node have it: the state that they see, who of them is written to, and what each event means to them. The half of a
 * {@link RoomReplica} that knows nothing of how events come. Used by the replica's actor only.
 */
final class LocalRoom {
    private final RoomKey key;
    private final long node;
    private final Duties duties;
    private final FanOut fanOut;

    // Mutable state
    private @Nullable RoomState state;
    private final Map<PersonId, Receiver> receivers = new LinkedHashMap<>();
    private final Map<PersonId, Unannounced> unannounced = new HashMap<>();
    /** Who has quit before the room's state was here. */
    private final Set<PersonId> quitBefore = new HashSet<>();

    private boolean changed;

    /** @param duties what the room is to hear of this node's people */
    LocalRoom(RoomKey key, long node, Duties duties) {
        this.key = key;
        this.node = node;
        this.duties = duties;
        this.fanOut = new FanOut(key);
    }

    /** Whether the room's state is here. */
    boolean isKnown() {
        return state != null;
    }

    /** Empty until the room's state is here. */
    RoomView view() {
        return state == null ? RoomState.empty(key) : state;
    }

    boolean holds(PersonId id) {
        return state != null && state.holds(id);
    }

    RoomState state() {
        return Objects.requireNonNull(state, "the room's state is not here yet");
    }

    /** Takes in somebody who wants to be shown the room. In a conversation whoever is here is written to; in a room, members are. */
    void admit(Receiver receiver) {
        receivers.put(receiver.id(), receiver);
        if (key instanceof RoomKey.Conversation || fanOut.isSeated(receiver.id())) {
            seat(receiver);
        }
    }

    void retune(PersonId id, RoomEncoder encoder) {
        var receiver = receivers.get(id);
        if (receiver != null) {
            admit(receiver.with(encoder));
        }
    }

    /** Forgets somebody who has gone or does not look any more. */
    void forget(PersonId id) {
        unseat(id);
        receivers.remove(id);
    }

    private void seat(Receiver receiver) {
        if (fanOut.isSeated(receiver.id())) {
            fanOut.flush();
        }
        fanOut.seat(receiver);
    }

    private void unseat(PersonId id) {
        if (fanOut.isSeated(id)) {
            fanOut.flush();
            fanOut.unseat(id);
        }
    }

    @Nullable
    Receiver receiver(PersonId id) {
        return receivers.get(id);
    }

    Collection<Receiver> receivers() {
        return receivers.values();
    }

    List<PersonId> people() {
        return List.copyOf(receivers.keySet());
    }

    /** Writes what has been shown since the last time. */
    void flush() {
        fanOut.flush();
    }

    boolean hasUnwritten() {
        return !fanOut.isEmpty();
    }

    boolean mustFlush() {
        return fanOut.isFull();
    }

    /** Takes in the next event and shows it. */
    void apply(Entry entry, long nowMillis) {
        var author = entry.author();
        var speaker = author == null || author.node() != node ? null : receivers.get(author);
        var event = state().inPresentNames(entry.event());
        show(event, entry.with(event), speaker, nowMillis);
        changed |= !(event instanceof RoomEvent.Said);
    }

    private void show(RoomEvent event, Entry entry, @Nullable Receiver speaker, long nowMillis) {
        if (event instanceof RoomEvent.Said said) {
            showSaid(said, entry, speaker);
        } else if (event instanceof RoomEvent.Joined joined) {
            showArrival(joined.person(), entry, speaker);
        } else if (event instanceof RoomEvent.Restored restored) {
            showReturn(restored.person(), entry);
        } else if (event instanceof RoomEvent.Parted parted) {
            showDeparture(parted.who().id(), null, entry, speaker);
        } else if (event instanceof RoomEvent.Kicked kicked) {
            showDeparture(kicked.who().id(), kicked, entry, speaker);
        } else if (event instanceof RoomEvent.Left left) {
            takeOut(left.who(), entry, nowMillis);
        } else if (event instanceof RoomEvent.Described described) {
            state().apply(entry);
            duties.isHere(described.person());
        } else if (event instanceof RoomEvent.ModesChanged modes) {
            showModes(modes, entry, speaker);
        } else {
            state().apply(entry);
            fanOut.add(entry, state(), speaker);
        }
    }

    private void showSaid(RoomEvent.Said said, Entry entry, @Nullable Receiver speaker) {
        state().apply(entry);
        var atLeast = said.atLeast();
        if (atLeast == null) {
            fanOut.add(entry, state(), speaker);
        } else {
            fanOut.addFor(id -> hasRole(id, atLeast), entry, state(), speaker);
        }
    }

    private boolean hasRole(PersonId id, Role atLeast) {
        var member = state().member(id);
        return member != null && member.roles().atLeast(atLeast);
    }

    /** Whoever comes sees their own copy and nothing of before. One of ours whose user has ended meanwhile must leave again. */
    private void showArrival(Person person, Entry entry, @Nullable Receiver speaker) {
        state().apply(entry);
        fanOut.add(entry, state(), speaker);
        settle(person.id());
    }

    /** Gives a new member of this node their place. */
    private void settle(PersonId id) {
        if (id.node() != node) {
            return;
        }
        var receiver = receivers.get(id);
        if (receiver == null) {
            duties.leave(id);
        } else {
            tellStanding(receiver);
            seat(receiver);
        }
    }

    /** Shown only to those who have seen this member go. */
    private void showReturn(Person person, Entry entry) {
        var id = person.id();
        var isInSight = unannounced.remove(id) != null || state().holds(id);
        if (!isInSight) {
            showArrival(person, entry, null);
        } else {
            state().apply(entry);
            settle(id);
        }
        duties.isHere(person);
    }

    private void showDeparture(
            PersonId id, RoomEvent.@Nullable Kicked kicked, Entry entry, @Nullable Receiver speaker) {
        state().apply(entry);
        fanOut.add(entry, state(), speaker);
        duties.hasLeft(id);
        release(id, kicked);
    }

    /** One of ours is no member any more, which they have just been shown. */
    private void release(PersonId id, RoomEvent.@Nullable Kicked kicked) {
        var receiver = receivers.get(id);
        if (receiver != null) {
            if (kicked != null && !kicked.by().id().equals(id)) {
                // Their user may end at once: what shows them why must have been written.
                fanOut.flush();
            }
            receiver.user().tell(new RoomAnswer.Gone(key, kicked));
            unseat(id);
        }
    }

    /**
     * The room has let go of a member, whose end the people actors tell. Until then they are in sight. Who is still here, as only this replica can
     * know, is put back.
     */
    private void takeOut(PersonId id, Entry entry, long nowMillis) {
        var member = state().member(id);
        state().apply(entry);
        duties.hasLeft(id);
        if (member == null) {
            return;
        }
        unannounced.put(id, new Unannounced(member, nowMillis));
        if (receivers.containsKey(id)) {
            duties.rejoin(member);
        }
    }

    /** Those whose roles have changed are told, and all when the room becomes secret or public. */
    private void showModes(RoomEvent.ModesChanged modes, Entry entry, @Nullable Receiver speaker) {
        var wasSecret = state().modes().secret();
        state().apply(entry);
        fanOut.add(entry, state(), speaker);
        if (wasSecret != state().modes().secret()) {
            fanOut.seated().forEach(this::tellStanding);
            return;
        }
        for (var change : modes.changes()) {
            var id = change.member();
            if (id != null) {
                tellStanding(id);
            }
        }
    }

    private void tellStanding(PersonId id) {
        var receiver = receivers.get(id);
        if (receiver != null) {
            tellStanding(receiver);
        }
    }

    private void tellStanding(Receiver receiver) {
        var member = state().member(receiver.id());
        if (member != null) {
            receiver.user()
                    .tell(new RoomAnswer.Standing(
                            key, member.roles(), state().modes().secret()));
        }
    }

    /** Takes a change of somebody everywhere into the view. Those of this node's members who have them in sight. */
    List<PersonId> take(PersonChange change) {
        fanOut.flush();
        var view = state;
        var id = change.before().id();
        var now = change.now();
        if (view == null) {
            if (now == null) {
                quitBefore.add(id);
            }
            return List.of();
        }
        var isSeen = view.member(id) != null || unannounced.containsKey(id);
        if (now == null) {
            unannounced.remove(id);
            view.conceal(id);
        } else {
            describe(view, now);
        }
        changed = true;
        return isSeen ? List.copyOf(fanOut.seated()) : List.of();
    }

    private void describe(RoomState view, Person now) {
        unannounced.computeIfPresent(now.id(), (id, gone) -> gone.with(now));
        view.describe(now);
        if (now.id().node() == node && view.holds(now.id())) {
            duties.describe(now);
        }
    }

    /** A node was removed: its people go out of sight. Who has come back to another node under the same name has quit before. */
    RoomReplica.Lost lose(long lostNode) {
        fanOut.flush();
        var lost = new ArrayList<Member>();
        view().members().stream().filter(member -> isOf(lostNode, member)).forEach(lost::add);
        removeUnannounced(one -> isOf(lostNode, one.member)).forEach(one -> lost.add(one.member));
        var gone = lost.stream()
                .filter(member -> !isNameOfAnother(member, state()))
                .map(Member::person)
                .toList();
        lost.forEach(member -> state().conceal(member.person().id()));
        changed = true;
        return new RoomReplica.Lost(
                key, gone, List.copyOf(fanOut.seated()), view().members().size());
    }

    private static boolean isOf(long someNode, Member member) {
        return member.person().id().node() == someNode;
    }

    boolean hasUnannounced() {
        return !unannounced.isEmpty();
    }

    /** Members whose end nobody has told since then (their JOIN was on its way when they quit) are shown to leave. */
    void showUnannounced(long sinceMillis, Function<RoomEvent, Entry> place) {
        fanOut.flush();
        removeUnannounced(one -> one.sinceMillis <= sinceMillis).stream()
                .filter(one -> !isNameOfAnother(one.member, state()))
                .forEach(one -> showGone(one.member, place));
        fanOut.flush();
    }

    /** Clients know people by their names: to them, a PART would take out the one who came with the same name since. */
    private static boolean isNameOfAnother(Member member, RoomState room) {
        var holder = room.member(member.person().nick());
        return holder != null && !holder.person().id().equals(member.person().id());
    }

    private List<Unannounced> removeUnannounced(Predicate<Unannounced> which) {
        var removed = unannounced.values().stream().filter(which).toList();
        unannounced.values().removeAll(removed);
        return removed;
    }

    /**
     * The room's whole state, because the events between are not to be had any more. What they changed in who is here is shown as if it happened now.
     *
     * @param stray whether what is held here belongs to no order that the room knows: then our members are still here, whatever the room holds
     * @param place makes an event happen where the room is now
     */
    void replace(RoomState now, boolean stray, Function<RoomEvent, Entry> place) {
        fanOut.flush();
        var before = state;
        state = now;
        duties.compare(now);
        if (before != null) {
            keepWhatIsNewer(before, now);
            showDifference(before, now, stray, place);
        }
        quitBefore.forEach(now::conceal);
        quitBefore.clear();
        for (var member : List.copyOf(now.allMembers())) {
            unannounced.remove(member.person().id());
            settle(member.person().id());
        }
        changed = true;
    }

    /** People's changes come to a node before they come to the room. */
    private static void keepWhatIsNewer(RoomState before, RoomState now) {
        for (var member : before.allMembers()) {
            var id = member.person().id();
            now.describe(member.person());
            if (before.concealed(id)) {
                now.conceal(id);
            }
        }
    }

    private void showDifference(RoomState before, RoomState now, boolean stray, Function<RoomEvent, Entry> place) {
        for (var member : before.members()) {
            var id = member.person().id();
            if (now.holds(id)) {
                continue;
            }
            if (stray && receivers.containsKey(id)) {
                duties.rejoin(member);
            } else {
                showGone(member, place);
                release(id, null);
            }
        }
        for (var member : now.members()) {
            if (!before.holds(member.person().id())
                    && !unannounced.containsKey(member.person().id())) {
                fanOut.add(place.apply(new RoomEvent.Restored(member.person(), member.roles())), now, null);
            }
        }
        fanOut.flush();
    }

    private void showGone(Member member, Function<RoomEvent, Entry> place) {
        var parted = new RoomEvent.Parted(member.person().identity(), "");
        fanOut.add(place.apply(parted), state(), null);
    }

    /** LIST's line of this room, if something in it has changed since the last time; {@code null} otherwise. */
    @Nullable
    RoomSummary takeSummary() {
        if (!changed || state == null || !(key instanceof RoomKey.Named named)) {
            return null;
        }
        changed = false;
        var topic = state.topic();
        return new RoomSummary(
                named.name(),
                state.displayName(),
                state.members().size(),
                topic == null ? "" : topic.text(),
                state.modes().secret(),
                state.createdMillis(),
                topic == null ? 0 : topic.timeMillis());
    }

    /** A member whom the room has let go of, and whose end nobody has told yet. */
    private record Unannounced(Member member, long sinceMillis) {
        Unannounced with(Person now) {
            return new Unannounced(member.with(now), sinceMillis);
        }
    }
}
