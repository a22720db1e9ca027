package chat.parley.bench;

import chat.parley.harness.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A node in a process of its own, started with {@code bin/parley} of the folder that this program runs in. */
public final class Node implements AutoCloseable {
    private static final Path LAUNCHER = Path.of("bin", "parley");
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(120);

    /** Of the times in /proc. */
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;
    private final InetSocketAddress address;
    private final Path log;

    private Node(Process process, InetSocketAddress address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /** Starts so many, which are one cluster, and waits until they can be spoken to. Their data and logs are in the folder. */
    public static List<Node> start(int count, Path folder, Path config) throws IOException {
        if (!Files.isExecutable(LAUNCHER)) {
            throw new IOException("there is no bin/parley here: run this in the folder of the checkout");
        }
        var ports = Stream.generate(Ports::free).distinct().limit(2L * count).toList();
        var command = new ArrayList<>(List.of(
                LAUNCHER.toString(),
                "node",
                "--data",
                folder.resolve("data").toString(),
                "--config",
                config.toString()));
        ports.subList(0, count).forEach(port -> command.addAll(List.of("--join", "127.0.0.1:" + port)));
        var nodes = new ArrayList<Node>();
        for (var i = 0; i < count; i++) {
            nodes.add(start(command, ports.get(i), ports.get(count + i), folder.resolve("node-" + i + ".log")));
        }
        for (var node : nodes) {
            node.awaitStart();
        }
        return nodes;
    }

    private static Node start(List<String> common, int clusterPort, int ircPort, Path log) throws IOException {
        var command = new ArrayList<>(common);
        command.addAll(List.of("--port", "" + clusterPort, "--listen", "irc=127.0.0.1:" + ircPort));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Node(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), ircPort), log);
    }

    private void awaitStart() throws IOException {
        var deadline = System.nanoTime() + START_NANOS;
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("a node did not start: see " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where it speaks IRC. */
    public InetSocketAddress address() {
        return address;
    }

    /** User and system time of the process until now. */
    public double cpuSeconds() throws IOException {
        var fields = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        var afterName = fields.substring(fields.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(afterName[11]) + Long.parseLong(afterName[12])) / TICKS_PER_SECOND;
    }

    /** The most memory that it has had so far, in MiB. */
    public long peakMebibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** In order, and by force where it takes too long. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
