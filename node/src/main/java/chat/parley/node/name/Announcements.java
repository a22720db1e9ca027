package chat.parley.node.name;

import chat.parley.node.cluster.Nodes;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The changes of this node's people on their way to every node. One change of a person at a time (more than two cannot wait: a user waits for the
 * answer, and ends once), many persons side by side; each is told again until all nodes that are present have shown it. Part of
 * {@link People}, runs in its actor.
 */
final class Announcements {
    /**
     * A change to announce.
     *
     * @param person as they are after it, or were before they quit
     * @param everywhere whether the rooms are not known and all replicas must be asked
     * @param done runs once every node has shown it
     */
    record Announcement(
            PersonChange change, Person person, List<People.Position> rooms, boolean everywhere, Runnable done) {}

    private record Running(long number, Announcement announcement, Set<Long> shownOn) {}

    private final Neighbours neighbours;
    private final ActorRef<People.Command> self;

    // Mutable state
    private final TreeMap<Long, Running> running = new TreeMap<>();
    private final Map<PersonId, Deque<Announcement>> byPerson = new HashMap<>();
    private long lastNumber;

    Announcements(Neighbours neighbours, ActorRef<People.Command> self) {
        this.neighbours = neighbours;
        this.self = self;
    }

    void add(Announcement announcement) {
        var queue = byPerson.computeIfAbsent(announcement.person().id(), id -> new ArrayDeque<>());
        queue.add(announcement);
        if (queue.size() == 1) {
            start(announcement);
        }
    }

    boolean concern(PersonId person) {
        return byPerson.containsKey(person);
    }

    void shown(long number, long node) {
        var change = running.get(number);
        if (change != null) {
            change.shownOn.add(node);
            finishIfComplete(change, neighbours.present());
        }
    }

    /** Tells those that have not answered yet, nodes that have joined since among them. */
    void repeat() {
        var present = neighbours.present();
        List.copyOf(running.values()).forEach(change -> tell(change, present));
        finishComplete();
    }

    /** To be called when a node was removed: nobody waits for it. */
    void finishComplete() {
        var present = neighbours.present();
        List.copyOf(running.values()).forEach(change -> finishIfComplete(change, present));
    }

    private void start(Announcement announcement) {
        var change = new Running(++lastNumber, announcement, new HashSet<>());
        running.put(change.number, change);
        var present = neighbours.present();
        tell(change, present);
        finishIfComplete(change, present);
    }

    private void tell(Running change, Collection<Nodes.Peer> present) {
        var news = change.announcement;
        var message = new People.PersonChanged(
                neighbours.self(),
                change.number,
                running.firstKey(),
                news.change,
                news.person,
                news.rooms,
                news.everywhere,
                self);
        present.stream()
                .filter(peer -> !change.shownOn.contains(peer.node()))
                .forEach(peer -> peer.people().tell(message));
    }

    private void finishIfComplete(Running change, Collection<Nodes.Peer> present) {
        if (present.stream().allMatch(peer -> change.shownOn.contains(peer.node()))) {
            running.remove(change.number);
            var queue = byPerson.get(change.announcement.person.id());
            if (queue != null) {
                queue.remove();
                change.announcement.done.run();
                startNext(change.announcement.person.id(), queue);
            }
        }
    }

    private void startNext(PersonId person, Deque<Announcement> queue) {
        if (queue.isEmpty()) {
            byPerson.remove(person);
        } else {
            start(queue.element());
        }
    }
}
