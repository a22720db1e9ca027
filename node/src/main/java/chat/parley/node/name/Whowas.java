package chat.parley.node.name;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.wire.Nick;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Who had which name lately; the oldest entry makes room for a new one. */
final class Whowas {
    private final int maxEntries;

    // Mutable state
    private final Deque<People.FormerHolder> newestFirst = new ArrayDeque<>();

    Whowas(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    /** @param identity the person under the name that they have given up */
    void add(Identity identity, Person person) {
        newestFirst.addFirst(
                new People.FormerHolder(identity, person.realName(), person.server(), System.currentTimeMillis()));
        if (newestFirst.size() > maxEntries) {
            newestFirst.removeLast();
        }
    }

    List<People.FormerHolder> find(Nick nick, int limit) {
        return newestFirst.stream()
                .filter(former -> former.identity().nick().equals(nick))
                .limit(limit)
                .toList();
    }
}
