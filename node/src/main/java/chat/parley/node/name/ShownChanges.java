package chat.parley.node.name;

import java.util.HashMap;
import java.util.Map;

/**
 * Which of the other nodes' numbered changes this node has shown already. Each message tells the lowest number that its node still waits for, so
 * that what is remembered stays as small as what is on its way. Part of {@link People}.
 */
final class ShownChanges {
    /** What to do with a change that has come. */
    enum State {
        NEW,
        BEING_SHOWN,
        SHOWN
    }

    private static final class Origin {
        private final Map<Long, State> states = new HashMap<>();
        private long oldestPending;
    }

    // Mutable state
    private final Map<Long, Origin> byNode = new HashMap<>();

    /** Tells what is known of the change; from now on it is being shown, if it is not shown already. */
    State begin(long node, long number, long oldestPending) {
        var origin = byNode.computeIfAbsent(node, key -> new Origin());
        if (oldestPending > origin.oldestPending) {
            origin.oldestPending = oldestPending;
            origin.states.keySet().removeIf(known -> known < oldestPending);
        }
        if (number < origin.oldestPending) {
            return State.SHOWN;
        }
        var known = origin.states.putIfAbsent(number, State.BEING_SHOWN);
        return known == null ? State.NEW : known;
    }

    void end(long node, long number) {
        var origin = byNode.get(node);
        if (origin != null) {
            origin.states.replace(number, State.SHOWN);
        }
    }

    /** Whether something of this node's is being shown at this moment. */
    boolean isBusyWith(long node) {
        var origin = byNode.get(node);
        return origin != null && origin.states.containsValue(State.BEING_SHOWN);
    }

    void forget(long removedNode) {
        byNode.remove(removedNode);
    }
}
