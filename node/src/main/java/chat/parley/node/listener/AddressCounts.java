package chat.parley.node.listener;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** How many connections each address has; bounded by the connections themselves. */
final class AddressCounts {
    private final int limit;

    // Mutable state
    private final Map<InetAddress, Integer> counts = new HashMap<>();

    /** @param limit connections from one address, 0 for no bound */
    AddressCounts(int limit) {
        this.limit = limit;
    }

    /** One more, if it may be. */
    boolean tryAdd(InetAddress address) {
        var count = counts.getOrDefault(address, 0);
        if (limit > 0 && count >= limit) {
            return false;
        }
        counts.put(address, count + 1);
        return true;
    }

    void remove(InetAddress address) {
        counts.computeIfPresent(address, (known, count) -> count == 1 ? null : count - 1);
    }
}
