package chat.parley.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A whole cluster on this machine, in real processes, each as {@code bin/parley node} starts it: the ground of every system test and of the
 * checker. People reach it as they would anywhere, through {@link NodeProcess#connect}; what breaks in the world is a method here
 * ({@link NodeProcess#kill}, {@link NodeProcess#freeze}, {@link NodeProcess#terminate}).
 *
 * <pre>{@code
 * try (ParleyCluster cluster = ParleyCluster.builder().nodes(3).start()) {
 *     IrcProbe ann = cluster.node(0).connect("ann").join("#lobby");
 *     IrcProbe bob = cluster.node(1).connect("bob").join("#lobby");
 *     cluster.node(2).kill();
 *     ann.sayAndWait("#lobby", "still here?");
 *     bob.expect(message("ann", "#lobby", "still here?"));
 * }
 * }</pre>
 *
 * <p>Ports are free ones, everything is on loopback, heaps are small. Logs stay in {@link #folder()} when the cluster is closed; no process and no
 * data do. For one thread.
 */
public final class ParleyCluster implements AutoCloseable {
    /** Made for many small JVMs on few cores: they start quickly and stay small. */
    private static final List<String> SMALL_JVM = List.of(
            "-Xms24m", "-Xmx192m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

    /** Test people come from one address and talk faster than people do. */
    private static final String MANY_FROM_ONE_ADDRESS = """
            parley.limits.flood.enabled = false
            parley.limits.connections-per-address = 0
            """;

    private final Path folder;
    private final Path data;
    private final List<NodeProcess> nodes;

    private ParleyCluster(Path folder, Path data, List<NodeProcess> nodes) {
        this.folder = folder;
        this.data = data;
        this.nodes = List.copyOf(nodes);
    }

    public static Builder builder() {
        return new Builder();
    }

    public List<NodeProcess> nodes() {
        return nodes;
    }

    /** Counted from 0. */
    public NodeProcess node(int index) {
        return nodes.get(index);
    }

    /** Configuration ({@code node-N.conf}) and logs ({@code node-N.log}) of all nodes. */
    public Path folder() {
        return folder;
    }

    /** Ends all nodes at once, without a word to anybody. */
    @Override
    public void close() {
        nodes.forEach(NodeProcess::discard);
        Folders.remove(data);
    }

    private void start() {
        try {
            nodes.forEach(NodeProcess::start);
            nodes.forEach(NodeProcess::awaitReady);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** What a cluster is made of. */
    public static final class Builder {
        private int size = 3;
        private String config = "";
        private List<String> jvmOptions = List.of();
        private List<String> dialects = List.of();
        private Path parent = ParleyHome.folder().resolve("src-test/target/clusters");

        private Builder() {}

        public Builder nodes(int count) {
            size = count;
            return this;
        }

        /** HOCON that is put over the harness's own. */
        public Builder config(String hocon) {
            config = hocon;
            return this;
        }

        /** Dialects that each node listens for besides IRC, each on a free port. */
        public Builder listen(String... names) {
            dialects = List.of(names);
            return this;
        }

        /** Further options for each node's JVM. */
        public Builder jvm(List<String> options) {
            jvmOptions = List.copyOf(options);
            return this;
        }

        /** Where the cluster's own folder is made. */
        public Builder in(Path folder) {
            parent = folder;
            return this;
        }

        /** Starts all nodes and waits until each serves people. */
        public ParleyCluster start() {
            try {
                Files.createDirectories(parent);
                Path folder = Files.createTempDirectory(parent, "cluster-");
                // Not below a build folder: a control socket's path has little room.
                Path data = Files.createTempDirectory("parley-");
                ParleyCluster cluster = new ParleyCluster(folder, data, nodes(folder, data));
                cluster.start();
                return cluster;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private List<NodeProcess> nodes(Path folder, Path data) throws IOException {
            List<Integer> clusterPorts =
                    IntStream.range(0, size).mapToObj(i -> Ports.free()).toList();
            List<NodeProcess> nodes = new ArrayList<>();
            for (int index = 0; index < size; index++) {
                Map<String, Integer> ports = ports();
                Path log = folder.resolve("node-" + index + ".log");
                Path home = data.resolve(String.valueOf(index));
                List<String> command = command(configFile(folder, index), clusterPorts, index, ports, home);
                nodes.add(new NodeProcess(index, ports, command, log, home));
            }
            return nodes;
        }

        /** IRC is the last one: when it is open, the others are, or nearly so. */
        private Map<String, Integer> ports() {
            Map<String, Integer> ports = new LinkedHashMap<>();
            dialects.forEach(dialect -> ports.put(dialect, Ports.free()));
            ports.put("irc", Ports.free());
            return ports;
        }

        private Path configFile(Path folder, int index) throws IOException {
            String name = "parley.server-name = \"node" + index + ".parley.test\"\n";
            return Files.writeString(folder.resolve("node-" + index + ".conf"), MANY_FROM_ONE_ADDRESS + name + config);
        }

        private List<String> command(
                Path file, List<Integer> clusterPorts, int index, Map<String, Integer> ports, Path home) {
            List<String> command = new ArrayList<>();
            command.add(ParleyHome.java());
            command.addAll(SMALL_JVM);
            command.addAll(jvmOptions);
            command.addAll(List.of("-cp", ParleyHome.nodeClassPath(), "chat.parley.node.Main", "node"));
            command.addAll(List.of("--host", "127.0.0.1", "--port", String.valueOf(clusterPorts.get(index))));
            clusterPorts.forEach(port -> command.addAll(List.of("--join", "127.0.0.1:" + port)));
            ports.forEach((dialect, port) -> command.addAll(List.of("--listen", dialect + "=127.0.0.1:" + port)));
            command.addAll(List.of("--data", home.toString(), "--config", file.toString()));
            return command;
        }
    }
}
