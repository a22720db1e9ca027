package chat.parley.check;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is done to a node. */
public enum FaultKind {
    /** SIGKILL, of any node. */
    KILL("kill"),
    /** SIGKILL, of the node that holds a certain room. */
    KILL_HOLDER("kill-holder"),
    /** SIGKILL of two, at once or one a little after the other; only where most of the nodes are left. */
    KILL_TWO("kill-two"),
    /** SIGKILL of all at once, then started in any order; only where a store keeps what was said. */
    KILL_ALL("kill-all"),
    /** SIGSTOP for longer than the others wait for it, then SIGCONT. */
    FREEZE("freeze"),
    /** SIGSTOP of the node that holds a certain room, in the midst of a write to the store; the others must end it. Only with SQLite. */
    FREEZE_WRITING("freeze-writing"),
    /** Cut off from the other nodes for longer than these wait for it, while people still reach it. */
    SPLIT("split"),
    /** SIGTERM. */
    STOP("stop"),
    /** SIGTERM of each node and its start, one after the other, as for a new release. */
    RESTART("restart"),
    /** The database breaks all connections and is not there for a while; only with PostgreSQL. */
    STORE_AWAY("store-away"),
    /** The database is there and answers nobody for a while; only with PostgreSQL. */
    STORE_ASLEEP("store-asleep"),
    /** The database answers now and then only, for a while; only with PostgreSQL. */
    STORE_SLOW("store-slow"),
    /** The disk of all nodes' data is full for a while; only with --disk. */
    DISK_FULL("disk-full");

    private final String words;

    FaultKind(String words) {
        this.words = words;
    }

    /** The kind of this name, as the plan prints it. */
    static FaultKind parse(String words) {
        return Stream.of(values())
                .filter(kind -> kind.words.equals(words))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault \"" + words + "\", only "
                        + Stream.of(values()).map(FaultKind::toString).collect(Collectors.joining(", "))));
    }

    /** Whether the node had no chance to hand anything over: what only it knew may be gone. */
    boolean isSudden() {
        return this != STOP && this != RESTART && !isOfStore();
    }

    /** Whether it is done to what all nodes share, and to none of them. */
    boolean isOfStore() {
        return this == STORE_AWAY || this == STORE_ASLEEP || this == STORE_SLOW || this == DISK_FULL;
    }

    /** Whether the plan says which node it is done to. */
    boolean isOfOne() {
        return this != KILL_HOLDER && this != FREEZE_WRITING && this != KILL_ALL && this != RESTART && !isOfStore();
    }

    /** Whether it must end by itself, to be started again. */
    boolean endsItself() {
        return this == FREEZE || this == FREEZE_WRITING || this == SPLIT;
    }

    @Override
    public String toString() {
        return words;
    }
}
