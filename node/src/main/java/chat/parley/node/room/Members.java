package chat.parley.node.room;

import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room, in the order of their joining; found by id and by nick. The concealed are still members, but found by {@link #get} alone.
 */
final class Members {
    private final Map<PersonId, Member> byId = new LinkedHashMap<>();
    private final Collection<Member> all = Collections.unmodifiableCollection(byId.values());
    private final NickIndex nicks = new NickIndex();
    private final Set<PersonId> concealed = new HashSet<>();
    private final Map<Long, RoomDigest> digests = new HashMap<>();

    /** Whoever comes in comes in last, known by the newest that was told of them. */
    void admit(Member member) {
        var id = member.person().id();
        var before = byId.remove(id);
        if (before != null) {
            nicks.remove(before.person().nick(), id);
        } else {
            digests.merge(id.node(), RoomDigest.EMPTY.plus(id), (digest, one) -> digest.plus(id));
        }
        var newer =
                before != null && before.person().version() > member.person().version() ? before.person() : null;
        var admitted = newer == null ? member : member.with(newer);
        byId.put(id, admitted);
        if (!concealed.contains(id)) {
            nicks.put(admitted.person().nick(), id);
        }
    }

    void remove(PersonId id) {
        var gone = byId.remove(id);
        if (gone != null) {
            nicks.remove(gone.person().nick(), id);
            concealed.remove(id);
            digests.computeIfPresent(id.node(), (node, digest) -> digest.members() == 1 ? null : digest.minus(id));
        }
    }

    void describe(Person person) {
        var id = person.id();
        var known = byId.get(id);
        if (known == null || known.person().version() >= person.version()) {
            return;
        }
        byId.put(id, known.with(person));
        if (!concealed.contains(id) && !known.person().nick().equals(person.nick())) {
            nicks.remove(known.person().nick(), id);
            nicks.put(person.nick(), id);
        }
    }

    void setRoles(PersonId id, Roles roles) {
        byId.computeIfPresent(id, (same, member) -> member.with(roles));
    }

    void conceal(PersonId id) {
        var member = byId.get(id);
        if (member != null && concealed.add(id)) {
            nicks.remove(member.person().nick(), id);
        }
    }

    boolean concealed(PersonId id) {
        return concealed.contains(id);
    }

    /** The concealed ones too; {@code null} for nobody, so that an event need not ask whether it names somebody. */
    @Nullable
    Member get(@Nullable PersonId id) {
        return id == null ? null : byId.get(id);
    }

    @Nullable
    Member visible(PersonId id) {
        return concealed.contains(id) ? null : byId.get(id);
    }

    @Nullable
    Member visible(Nick nick) {
        return get(nicks.holder(nick));
    }

    /** A view that is counted at once: with every one of thousands who quit somebody asks how many are left. */
    Collection<Member> visible() {
        return concealed.isEmpty() ? all : new Visible();
    }

    /** The concealed ones too; a view. */
    Collection<Member> all() {
        return all;
    }

    RoomDigest digest() {
        return digests.values().stream().reduce(RoomDigest.EMPTY, RoomDigest::plus);
    }

    RoomDigest digest(long node) {
        return digests.getOrDefault(node, RoomDigest.EMPTY);
    }

    /** All but the concealed, each of whom is a member. */
    private final class Visible extends AbstractCollection<Member> {
        @Override
        public Iterator<Member> iterator() {
            return all.stream()
                    .filter(member -> !concealed.contains(member.person().id()))
                    .iterator();
        }

        @Override
        public int size() {
            return all.size() - concealed.size();
        }
    }
}
