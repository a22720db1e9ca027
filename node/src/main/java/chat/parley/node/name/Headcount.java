package chat.parley.node.name;

import chat.parley.node.cluster.Nodes;
import chat.parley.node.person.Person;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What LUSERS counts: this node's own numbers, and the newest that each other node has told. Part of {@link People}. */
final class Headcount {
    /** Messages get lost: all are told every so many looks, even if nothing has changed. */
    private static final int LOOKS_PER_REFRESH = 10;

    private final Neighbours neighbours;
    private final String serverName;

    // Mutable state
    private final Map<Long, Census> others = new HashMap<>();
    private final Set<Long> told = new HashSet<>();
    private int people;
    private int invisible;
    private int operators;
    private int unregistered;
    private int rooms;
    private boolean storeAway;
    private int looks;

    Headcount(Neighbours neighbours, String serverName) {
        this.neighbours = neighbours;
        this.serverName = serverName;
    }

    void add(Person person) {
        count(person, 1);
    }

    void remove(Person person) {
        count(person, -1);
    }

    private void count(Person person, int difference) {
        people += difference;
        invisible += person.invisible() ? difference : 0;
        operators += person.operator() ? difference : 0;
        told.clear();
    }

    void addUnregistered(int difference) {
        unregistered += difference;
        told.clear();
    }

    void addRooms(int difference) {
        rooms += difference;
        told.clear();
    }

    void setStoreAway(boolean away) {
        if (away != storeAway) {
            storeAway = away;
            told.clear();
        }
    }

    /** Whether any node's rooms wait for the store. */
    boolean isStoreAway() {
        return storeAway || others.values().stream().anyMatch(Census::storeAway);
    }

    void heard(Census census) {
        if (neighbours.has(census.node())) {
            others.put(census.node(), census);
        }
    }

    void forget(Set<Long> removedNodes) {
        others.keySet().removeAll(removedNodes);
        told.removeAll(removedNodes);
    }

    /** Tells the other nodes that do not know this one's newest numbers. */
    void tell() {
        if (++looks % LOOKS_PER_REFRESH == 0) {
            told.clear();
        }
        neighbours.present().stream()
                .filter(peer -> peer.node() != neighbours.self() && told.add(peer.node()))
                .map(Nodes.Peer::people)
                .forEach(other -> other.tell(new People.Counted(own())));
    }

    List<Census> all() {
        return Stream.concat(Stream.of(own()), others.values().stream())
                .sorted(Comparator.comparing(Census::server))
                .toList();
    }

    private Census own() {
        return new Census(neighbours.self(), serverName, people, invisible, operators, unregistered, rooms, storeAway);
    }
}
