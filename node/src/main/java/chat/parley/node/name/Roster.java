package chat.parley.node.name;

import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** This node's registered people: found by id at once, and searched a few at a time in the order of their ids. Part of {@link People}. */
final class Roster {
    /** How many people one question looks at: a fraction of a millisecond. */
    static final int MAX_STEPS = 256;

    private static final int MAX_PAGE_BYTES = 64 * 1024;

    // Mutable state
    private final Map<PersonId, Registered> people = new HashMap<>();
    private final NavigableSet<PersonId> inOrder = new TreeSet<>();

    @Nullable
    Registered get(PersonId id) {
        return people.get(id);
    }

    /** Adds a person, or what is known of one now. */
    void put(Registered person) {
        if (people.put(person.person().id(), person) == null) {
            inOrder.add(person.person().id());
        }
    }

    void remove(PersonId id) {
        if (people.remove(id) != null) {
            inOrder.remove(id);
        }
    }

    /** Who matches among the next people after {@code after}; {@code null}: from the first on. */
    People.PeoplePage find(long node, @Nullable PersonId after, PersonFilter filter) {
        var found = new ArrayList<Person>();
        var upTo = after;
        var steps = 0;
        var bytes = 0;
        for (var id : after == null ? inOrder : inOrder.tailSet(after, false)) {
            var person = people.get(id);
            var weight = person != null && filter.test(person.person()) ? Pages.bytesOf(person.person()) : 0;
            if (++steps > MAX_STEPS || bytes + weight > MAX_PAGE_BYTES) {
                return new People.PeoplePage(node, found, upTo, false);
            }
            if (person != null && weight > 0) {
                found.add(person.person());
                bytes += weight;
            }
            upTo = id;
        }
        return new People.PeoplePage(node, found, upTo, true);
    }
}
