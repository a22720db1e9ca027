package chat.parley.node.room;

import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has a nick. The directory gives a name to one person at a time, but a room may hear of the new holder before it hears that the old one has
 * gone or has another name: then the later one counts, and the earlier again if the later goes first.
 */
final class NickIndex {
    private final Map<Nick, PersonId> holders = new HashMap<>();
    /** Who had a nick when somebody else came with it: the earliest first; empty nearly always. */
    private final Map<Nick, List<PersonId>> earlier = new HashMap<>();

    @Nullable
    PersonId holder(Nick nick) {
        return holders.get(nick);
    }

    void put(Nick nick, PersonId id) {
        remove(nick, id);
        var before = holders.put(nick, id);
        if (before != null) {
            earlier.computeIfAbsent(nick, n -> new ArrayList<>()).add(before);
        }
    }

    void remove(Nick nick, PersonId id) {
        if (holders.remove(nick, id)) {
            promoteEarlier(nick);
        } else {
            forgetEarlier(nick, id);
        }
    }

    private void promoteEarlier(Nick nick) {
        var waiting = earlier.get(nick);
        if (waiting != null) {
            var latest = waiting.get(waiting.size() - 1);
            holders.put(nick, latest);
            forgetEarlier(nick, latest);
        }
    }

    private void forgetEarlier(Nick nick, PersonId id) {
        var waiting = earlier.get(nick);
        if (waiting != null && waiting.remove(id) && waiting.isEmpty()) {
            earlier.remove(nick);
        }
    }
}
