package chat.parley.check;

import chat.parley.harness.PostgresServer;
import chat.parley.harness.SmallDisk;
import chat.parley.harness.SplitNetwork;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What faults need of the cluster, and the cluster of the machine, so that a run which cannot be made is not begun.
 *
 * @param what needs it
 * @param words what is needed
 */
record Needs(String what, boolean wanted, BooleanSupplier isThere, String words) {
    private static final int NODES_OF_WHICH_TWO_MAY_GO = 5;

    /** The first thing that is missing, as a sentence that says what to do. */
    static Optional<String> missing(Collection<FaultKind> kinds, int nodes, String store, int diskMegabytes) {
        boolean sqlite = store.equals("sqlite");
        boolean postgresql = store.equals("postgresql");
        boolean disk = diskMegabytes > 0;
        return List.of(
                        of(kinds, FaultKind.KILL_TWO, nodes >= NODES_OF_WHICH_TWO_MAY_GO, "--nodes 5 or more"),
                        of(kinds, FaultKind.KILL_ALL, sqlite || postgresql, "--store sqlite or postgresql"),
                        of(kinds, FaultKind.FREEZE_WRITING, sqlite, "--store sqlite"),
                        of(kinds, FaultKind.STORE_AWAY, postgresql, "--store postgresql"),
                        of(kinds, FaultKind.STORE_ASLEEP, postgresql, "--store postgresql"),
                        of(kinds, FaultKind.STORE_SLOW, postgresql, "--store postgresql"),
                        of(kinds, FaultKind.DISK_FULL, disk, "--disk MB"),
                        new Needs(
                                FaultKind.SPLIT.toString(),
                                kinds.contains(FaultKind.SPLIT),
                                SplitNetwork::isPossible,
                                "a machine where this user may make network namespaces: root, and iproute2's \"ip\""),
                        new Needs(
                                "--disk",
                                disk,
                                SmallDisk::isPossible,
                                "a machine where this user may mount a tmpfs: root, and not in a container that forbids it"),
                        new Needs(
                                "--store postgresql",
                                postgresql,
                                PostgresServer::isPossible,
                                "PostgreSQL's initdb and postgres, and openssl (Debian: postgresql, openssl)"))
                .stream()
                .filter(need -> need.wanted && !need.isThere.getAsBoolean())
                .findFirst()
                .map(need -> need.what + " needs " + need.words);
    }

    private static Needs of(Collection<FaultKind> kinds, FaultKind kind, boolean isThere, String words) {
        return new Needs(kind.toString(), kinds.contains(kind), () -> isThere, words);
    }
}
