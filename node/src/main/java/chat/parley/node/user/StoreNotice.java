package chat.parley.node.user;

/** Whether a person has to be told of the store: once when they wait and it is away, and once more when it is back. */
final class StoreNotice {
    // Mutable state
    private boolean away;
    private boolean told;

    /** Whether they are to be told at once: it is back, and they know that it was away. */
    boolean heard(boolean there) {
        away = !there;
        var tell = there && told;
        told &= away;
        return tell;
    }

    /** Whether to tell somebody who waits that it is away; asking is telling. */
    boolean mustTell() {
        var tell = away && !told;
        told |= tell;
        return tell;
    }
}
