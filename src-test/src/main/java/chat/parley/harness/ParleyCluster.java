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
import org.jspecify.annotations.Nullable;

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
    private static final List<String> SMALL_JVM =
            List.of("-Xms24m", "-Xmn8m", "-Xmx192m", "-Xss512k", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

    /** What a node has that is told nothing. */
    public static final String USUAL_STORE = "sqlite";

    private static final String MEMORY = "memory";
    private static final String POSTGRESQL = "postgresql";
    private static final String LOOPBACK = "127.0.0.1";

    /** Test people come from one address and talk faster than people do. */
    private static final String MANY_FROM_ONE_ADDRESS = """
            parley.limits.flood.enabled = false
            parley.limits.connections-per-address = 0
            """;

    private final Path folder;
    private final Path data;
    private final List<NodeProcess> nodes;
    private final Surroundings surroundings;

    private ParleyCluster(Path folder, Path data, List<NodeProcess> nodes, Surroundings surroundings) {
        this.folder = folder;
        this.data = data;
        this.nodes = List.copyOf(nodes);
        this.surroundings = surroundings;
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

    /** Whether the nodes keep what is said in a store that outlives them. */
    public boolean isStored() {
        return surroundings.stored();
    }

    /** What connects the nodes, where {@link Builder#splittable()} was asked for. */
    public SplitNetwork network() {
        return asked(surroundings.network(), "splittable()");
    }

    /** The database of all nodes, where they are {@link Builder#store stored} in {@code postgresql}. */
    public PostgresServer database() {
        return asked(surroundings.database(), "store(\"postgresql\")");
    }

    /** What holds the data of all nodes, where {@link Builder#smallDisk} was asked for. */
    public SmallDisk disk() {
        return asked(surroundings.disk(), "smallDisk()");
    }

    private static <T> T asked(@Nullable T part, String method) {
        if (part == null) {
            throw new IllegalStateException("This cluster has none: ask the builder for " + method);
        }
        return part;
    }

    /** The folder that all nodes share. */
    public Path data() {
        return data;
    }

    /** SIGSTOP to a node in the midst of a write to the store that all share, where that is SQLite; whether it has worked. */
    public boolean freezeInAWrite(NodeProcess node) {
        return node.freezeWhileItHolds(writeLock());
    }

    /** SIGSTOP to a node that writes nothing just then: one that the others do not end, since it is in nobody's way. Whether it has worked. */
    public boolean freezeAtRest(NodeProcess node) {
        return node.freezeWhileItHoldsNot(writeLock());
    }

    private Path writeLock() {
        return data.resolve("history.db.lock");
    }

    /** SIGKILL to all that run, with one call. */
    public void killAll() {
        List<NodeProcess> running =
                nodes.stream().filter(NodeProcess::isRunning).toList();
        List<String> command = new ArrayList<>(List.of("kill", "-KILL"));
        running.forEach(node -> command.add(String.valueOf(node.pid())));
        Shell.run(command.toArray(String[]::new)).requireSuccess();
        running.forEach(NodeProcess::awaitExit);
    }

    /** Ends all nodes at once, without a word to anybody. The second time there is nothing left to do. */
    @Override
    public void close() {
        nodes.forEach(NodeProcess::discard);
        surroundings.close();
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

    /** What nodes live in and with. */
    private record Surroundings(
            boolean stored,
            @Nullable SplitNetwork network,
            @Nullable PostgresServer database,
            @Nullable SmallDisk disk) implements AutoCloseable {
        @Override
        public void close() {
            if (network != null) {
                network.close();
            }
            if (database != null) {
                database.close();
            }
            if (disk != null) {
                disk.close();
            }
        }
    }

    /** What a cluster is made of. */
    public static final class Builder {
        private int size = 3;
        private String config = "";
        private String store = USUAL_STORE;
        private List<String> jvmOptions = List.of();
        private List<String> dialects = List.of();
        private boolean splittable;
        private int diskMegabytes;
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

        /** {@code parley.history.store} of all nodes: {@value #USUAL_STORE} unless told otherwise. */
        public Builder store(String name) {
            store = name;
            return this;
        }

        /** Dialects that each node listens for besides IRC, each on a free port. */
        public Builder listen(String... names) {
            dialects = List.of(names);
            return this;
        }

        /** Further options for each node's JVM, none with a space in it. */
        public Builder jvm(List<String> options) {
            jvmOptions = List.copyOf(options);
            return this;
        }

        /** With a network between the nodes that can be split; only where {@link SplitNetwork#isPossible()}. */
        public Builder splittable() {
            splittable = true;
            return this;
        }

        /** With the data of all nodes on a disk that holds so much; only where {@link SmallDisk#isPossible()}. */
        public Builder smallDisk(int megabytes) {
            diskMegabytes = megabytes;
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
                Surroundings surroundings = new Surroundings(
                        !store.equals(MEMORY),
                        splittable ? SplitNetwork.of(size) : null,
                        store.equals(POSTGRESQL) ? PostgresServer.start() : null,
                        diskMegabytes > 0 ? SmallDisk.over(data, diskMegabytes) : null);
                ParleyCluster cluster =
                        new ParleyCluster(folder, data, nodes(folder, data, surroundings), surroundings);
                cluster.start();
                return cluster;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private List<NodeProcess> nodes(Path folder, Path data, Surroundings surroundings) throws IOException {
            SplitNetwork network = surroundings.network();
            List<String> seeds = IntStream.range(0, size)
                    .mapToObj(index -> (network == null ? LOOPBACK : network.forNodes(index)) + ":" + Ports.free())
                    .toList();
            List<NodeProcess> nodes = new ArrayList<>();
            for (int index = 0; index < size; index++) {
                String host = network == null ? LOOPBACK : network.forPeople(index);
                Map<String, Integer> ports = ports();
                Path log = folder.resolve("node-" + index + ".log");
                Path home = data.resolve(String.valueOf(index));
                List<String> command = new ArrayList<>(network == null ? List.of() : network.inside(index));
                command.addAll(launch());
                command.addAll(addresses(seeds, index, host, ports));
                command.addAll(List.of("--data", data.toString()));
                command.addAll(List.of(
                        "--config",
                        configFile(folder, index, home, surroundings.database()).toString()));
                nodes.add(new NodeProcess(index, host, ports, command, log, home));
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

        private Path configFile(Path folder, int index, Path home, @Nullable PostgresServer database)
                throws IOException {
            String own = "parley { server-name = node%d.parley.test, node-data = \"%s\", history.store = %s }%n"
                    .formatted(index, home, store);
            return Files.writeString(
                    folder.resolve("node-" + index + ".conf"),
                    MANY_FROM_ONE_ADDRESS + own + (database == null ? "" : settings(database)) + config);
        }

        private static String settings(PostgresServer database) {
            return """
                    parley.history.postgresql { url = "%s", user = "%s", password-file = "%s" }
                    """.formatted(database.url(), database.user(), database.passwordFile());
        }

        private List<String> launch() {
            List<String> options = new ArrayList<>(SMALL_JVM);
            options.addAll(jvmOptions);
            return List.of(
                    "env",
                    "JAVA_HOME=" + System.getProperty("java.home"),
                    "PARLEY_JAVA_OPTS=" + String.join(" ", options),
                    ParleyHome.nodeLauncher().toString(),
                    "node");
        }

        private static List<String> addresses(List<String> seeds, int index, String host, Map<String, Integer> ports) {
            String[] own = seeds.get(index).split(":", 2);
            List<String> addresses = new ArrayList<>(List.of("--host", own[0], "--port", own[1]));
            seeds.forEach(seed -> addresses.addAll(List.of("--join", seed)));
            ports.forEach((dialect, port) -> addresses.addAll(List.of("--listen", dialect + "=" + host + ":" + port)));
            return addresses;
        }
    }
}
