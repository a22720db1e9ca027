package chat.parley.check;

/** What is done to a node. */
public enum FaultKind {
    /** SIGKILL, of any node. */
    KILL("kill"),
    /** SIGKILL, of the node that holds a certain room. */
    KILL_HOLDER("kill-holder"),
    /** SIGSTOP for longer than the others wait for it, then SIGCONT. */
    FREEZE("freeze"),
    /** SIGTERM. */
    STOP("stop");

    private final String words;

    FaultKind(String words) {
        this.words = words;
    }

    /** Whether the node had no chance to hand anything over: what only it knew may be gone. */
    boolean isSudden() {
        return this != STOP;
    }

    @Override
    public String toString() {
        return words;
    }
}
