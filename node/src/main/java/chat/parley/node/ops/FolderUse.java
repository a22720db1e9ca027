package chat.parley.node.ops;

import chat.parley.node.config.HostPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Which nodes use a data folder, so that no two clusters share one: they would tell two stories of each room. Each node leaves a file there that says
 * where it can be asked, and leaves it there: a node that does not answer, killed, frozen or gone, uses nothing. All of it may block.
 */
public final class FolderUse {
    private static final String NAME = "nodes";

    /** A node that was cut off needs some seconds to end, and until then it is a member of a cluster without us. */
    private static final int LOOKS = 4;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final Path data;
    private final Path folder;
    private final Path own;
    private final HostPort address;

    private FolderUse(Path data, Path folder, Path own, HostPort address) {
        this.data = data;
        this.folder = folder;
        this.own = own;
        this.address = address;
    }

    /**
     * From now on this node is known to use it.
     *
     * @param home where the node's control socket is
     */
    public static FolderUse register(Path data, Path home, HostPort address) throws IOException {
        var folder = Files.createDirectories(data.resolve(NAME));
        var own = folder.resolve(address.toString().replace(':', '_'));
        Files.writeString(own, home.toAbsolutePath() + "\n");
        return new FolderUse(data.toAbsolutePath(), folder, own, address);
    }

    /**
     * Before this node joins: who uses it in a cluster that this node would not join, in words that say what to do.
     *
     * @param seeds whom this node would join
     */
    public Optional<String> strangerBeforeJoining(Collection<HostPort> seeds) {
        return stranger(status ->
                !status.members().isEmpty() && status.members().stream().noneMatch(member -> isOneOf(seeds, member)));
    }

    private boolean isOneOf(Collection<HostPort> seeds, NodeStatus.MemberStatus member) {
        return member.cluster().equals(address.toString())
                || seeds.stream().anyMatch(seed -> member.cluster().equals(seed.toString()));
    }

    /** The same once this node is a member: two that started at the same moment have not seen each other before. */
    public Optional<String> strangerAfterJoining() {
        for (var look = 1; ; look++) {
            var found = stranger(status -> status.state().equals("up")
                    && status.members().stream()
                            .noneMatch(member -> member.cluster().equals(address.toString())));
            if (found.isEmpty() || look == LOOKS) {
                return found;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private Optional<String> stranger(Predicate<NodeStatus> isStranger) {
        return others().stream()
                .flatMap(home -> ask(home).stream())
                .filter(status -> isSame(Path.of(status.data())))
                .filter(isStranger)
                .findFirst()
                .map(this::words);
    }

    private String words(NodeStatus other) {
        return "the data folder " + data + " is in use by another cluster: process " + other.pid()
                + " is its node " + other.cluster() + ". To join that one give this node --join " + other.cluster()
                + "; otherwise another --data";
    }

    private List<Path> others() {
        var homes = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (!file.equals(own)) {
                    homes.add(Path.of(
                            Files.readString(file, StandardCharsets.UTF_8).strip()));
                }
            }
        } catch (IOException gone) {
            // So nobody can be asked.
        }
        return homes;
    }

    private boolean isSame(Path other) {
        try {
            return Files.isSameFile(other, data);
        } catch (IOException gone) {
            return false;
        }
    }

    private static Optional<NodeStatus> ask(Path home) {
        try {
            return Optional.of(NodeStatus.parse(ControlSocket.ask(home, "status")));
        } catch (IOException silent) {
            return Optional.empty();
        }
    }
}
