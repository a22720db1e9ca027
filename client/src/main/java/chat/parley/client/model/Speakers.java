package chat.parley.client.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who speaks in a place, or is about to. */
final class Speakers {
    private static final int LIMIT = 500;
    private static final int FORGOTTEN_AFTER_SECONDS = 60;

    // Mutable state
    private final Set<String> spoke = new LinkedHashSet<>();
    private final Map<String, Instant> typing = new LinkedHashMap<>();

    void spoke(String nick) {
        spoke.remove(nick);
        spoke.add(nick);
        typing.remove(nick);
        if (spoke.size() > LIMIT) {
            spoke.remove(spoke.iterator().next());
        }
    }

    /** They type, and no longer than until then unless they are heard of again. */
    void types(String nick, Instant until) {
        typing.values().removeIf(other -> other.isBefore(until.minusSeconds(FORGOTTEN_AFTER_SECONDS)));
        typing.put(nick, until);
    }

    List<String> lastFirst() {
        List<String> last = new ArrayList<>(spoke);
        Collections.reverse(last);
        return last;
    }

    List<String> typing(Instant now) {
        return typing.entrySet().stream()
                .filter(each -> each.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }
}
