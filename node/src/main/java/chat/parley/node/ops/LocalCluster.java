package chat.parley.node.ops;

import chat.parley.node.config.HostPort;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A cluster on this machine, as its data folder describes it: {@code cluster.conf} with the addresses, a folder for each node, and the
 * store that they share.
 *
 * @param nodes in the order of their seeds
 */
record LocalCluster(Path folder, List<LocalNode> nodes) {
    private static final String HOST = "127.0.0.1";

    /** What the folder says; without nodes where nothing was started yet. */
    static LocalCluster read(Path folder) throws ExitStatus.Failure {
        var file = folder.resolve("cluster.conf");
        if (!Files.exists(file)) {
            return new LocalCluster(folder, List.of());
        }
        try {
            var nodes = new ArrayList<LocalNode>();
            for (var node : ConfigFactory.parseFile(file.toFile()).getConfigList("nodes")) {
                nodes.add(new LocalNode(
                        node.getString("name"),
                        folder.resolve(node.getString("name")),
                        HostPort.parse(node.getString("irc")),
                        HostPort.parse(node.getString("cluster"))));
            }
            return new LocalCluster(folder, List.copyOf(nodes));
        } catch (ConfigException | IllegalArgumentException e) {
            throw new ExitStatus.Failure(
                    ExitStatus.FAILED,
                    file + " cannot be read: " + e.getMessage() + ". Remove it if nothing runs there.");
        }
    }

    /** One that is not started yet. */
    static LocalCluster of(Path folder, List<Integer> ircPorts, List<Integer> clusterPorts) {
        var nodes = new ArrayList<LocalNode>();
        for (var i = 0; i < ircPorts.size(); i++) {
            var name = "node-" + (i + 1);
            nodes.add(new LocalNode(
                    name,
                    folder.resolve(name),
                    new HostPort(HOST, ircPorts.get(i)),
                    new HostPort(HOST, clusterPorts.get(i))));
        }
        return new LocalCluster(folder, List.copyOf(nodes));
    }

    boolean isRunning() {
        return nodes.stream().anyMatch(LocalNode::isRunning);
    }

    /** Writes {@code cluster.conf}, and each node's folder with its {@code node.conf}. */
    void write() throws IOException {
        makeFolder(folder);
        var text = new StringBuilder("# Written by \"parley cluster up\".\nnodes = [\n");
        for (var node : nodes) {
            text.append("  { name = %s, irc = \"%s\", cluster = \"%s\" }%n"
                    .formatted(node.name(), node.irc(), node.cluster()));
            makeFolder(node.folder());
            Files.writeString(node.folder().resolve("node.conf"), settings(node));
        }
        Files.writeString(folder.resolve("cluster.conf"), text.append("]\n"));
    }

    private String settings(LocalNode node) {
        return """
            # Written by "parley cluster up".
            parley {
              server-name = "%s.parley.localhost"
              node-data = %s
              others = [%s]
              log.file = %s
            }
            """.formatted(
                        node.name(),
                        ConfigUtil.quoteString(node.folder().toString()),
                        others(node),
                        ConfigUtil.quoteString(node.log().toString()));
    }

    private String others(LocalNode than) {
        return nodes.stream()
                .filter(node -> !node.equals(than))
                .map(node -> "\"" + node.irc() + "\"")
                .collect(Collectors.joining(", "));
    }

    /** After the last node has stopped. */
    void forget() throws IOException {
        Files.deleteIfExists(folder.resolve("cluster.conf"));
    }

    private static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
