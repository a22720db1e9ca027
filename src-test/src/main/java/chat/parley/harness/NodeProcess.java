package chat.parley.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One node of a {@link ParleyCluster}: a process that can be killed, frozen and started again on the same ports. Whatever happens to the process
 * that runs this, no node outlives it. For one thread, except for its addresses and {@link #connect}.
 */
public final class NodeProcess {
    /** A node that is not up by then will not be. */
    public static final Duration START_PATIENCE = Duration.ofSeconds(90);

    /** How long a planned stop may take. */
    public static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

    /** The generations of the serial collector, without the spaces that they consist of. */
    private static final Pattern USED_KIB = Pattern.compile("generation .*used (\\d+)K");

    /** What /proc/locks tells of a process that waits for a lock has an arrow in it. */
    private static final String FREEZE = """
            holding() { grep "WRITE $1 [^ ]*:$inode " /proc/locks | grep -qv -e '->'; }
            resting() { ! holding "$1"; }
            inode=$(stat -c %i "$2")
            while ((SECONDS < 20)); do
              kill -STOP "$1"
              "$3" "$1" && sleep 0.05 && "$3" "$1" && exit 0
              kill -CONT "$1"
              sleep 0.00$((1 + RANDOM % 9))
            done
            exit 1
            """;

    private static final int POLL_MILLIS = 50;
    private static final int CONNECT_TIMEOUT_MILLIS = 500;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "end-of-the-nodes"));
    }

    private final int index;
    private final String host;
    private final Map<String, Integer> ports;
    private final List<String> command;
    private final Path log;
    private final Path data;

    // Mutable state
    private @Nullable Process process;

    /** @param ports where it listens on {@code host}, by dialect; {@code irc} among them */
    NodeProcess(int index, String host, Map<String, Integer> ports, List<String> command, Path log, Path data) {
        this.index = index;
        this.host = host;
        this.ports = Map.copyOf(ports);
        this.command = command;
        this.log = log;
        this.data = data;
    }

    /** Counted from 0. */
    public int index() {
        return index;
    }

    /** Where it speaks IRC, whenever it runs. */
    public InetSocketAddress address() {
        return address("irc");
    }

    /** Where it speaks this dialect, which {@link ParleyCluster.Builder#listen} must have named. */
    public InetSocketAddress address(String dialect) {
        Integer port = ports.get(dialect);
        if (port == null) {
            throw new IllegalArgumentException("Node " + index + " does not speak " + dialect + ", only "
                    + ports.keySet() + ": name it in the builder's listen()");
        }
        return new InetSocketAddress(host, port);
    }

    /** Starts the client of a text dialect that is connected to it. */
    public TextProbe program(String dialect) {
        return TextProbe.connect(address(dialect));
    }

    /** What it printed, over all its lives. */
    public Path log() {
        return log;
    }

    public long pid() {
        return running().pid();
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** What its heap holds after a full collection, in KiB. The node stands still meanwhile. */
    public long liveHeapKib() {
        jcmd("GC.run");
        return USED_KIB.matcher(jcmd("GC.heap_info"))
                .results()
                .mapToLong(used -> Long.parseLong(used.group(1)))
                .sum();
    }

    private String jcmd(String request) {
        String jcmd = Path.of(ParleyHome.java()).resolveSibling("jcmd").toString();
        return Shell.run(jcmd, String.valueOf(pid()), request).requireSuccess().output();
    }

    /** What it answers on its control socket, one line; {@link IOException} where it does not. */
    public String ask(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(data.resolve("control.sock")));
            channel.write(ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /** Connects a person to it. */
    public IrcProbe connect(String nick) {
        return IrcProbe.connect(address(), nick);
    }

    /** Starts the process; {@link #awaitReady()} waits until it serves people. */
    public void start() {
        if (isRunning()) {
            throw new IllegalStateException("Node " + index + " runs already");
        }
        try {
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            RUNNING.removeIf(ended -> !ended.isAlive());
            RUNNING.add(started);
            process = started;
        } catch (IOException e) {
            throw new UncheckedIOException("Node " + index + " could not be started", e);
        }
    }

    /** Waits until its IRC port is open, which is when it is a full member of the cluster. */
    public void awaitReady() {
        long deadlineNanos = System.nanoTime() + START_PATIENCE.toNanos();
        while (!isOpen()) {
            if (exitsWithin(POLL_MILLIS)) {
                throw new AssertionError("Node " + index + " ended with status "
                        + running().exitValue() + " before it was ready: see " + log);
            }
            if (System.nanoTime() > deadlineNanos) {
                throw new AssertionError(
                        "Node " + index + " was not ready within " + START_PATIENCE.toSeconds() + " s: see " + log);
            }
        }
    }

    /** SIGKILL: as a machine that loses its power. Returns when the process is gone. */
    public void kill() {
        running().destroyForcibly();
        awaitExit();
    }

    /** SIGTERM: a planned stop begins; {@link #awaitExit()} waits for its end. */
    public void terminate() {
        running().destroy();
    }

    /** SIGSTOP: the process sleeps, its sockets stay open. */
    public void freeze() {
        signal("STOP");
    }

    /**
     * SIGSTOP while it has the lock of this file, as it has in the midst of a write: it is stopped again and again until it does. Whether it has worked
     * in time; otherwise it goes on.
     */
    boolean freezeWhileItHolds(Path lock) {
        return freeze(lock, "holding");
    }

    /** SIGSTOP while it has not. */
    boolean freezeWhileItHoldsNot(Path lock) {
        return freeze(lock, "resting");
    }

    private boolean freeze(Path lock, String state) {
        return Shell.run("bash", "-c", FREEZE, "freeze", String.valueOf(pid()), lock.toString(), state)
                        .status()
                == 0;
    }

    /** SIGCONT: it goes on where it was, as if no time had passed. */
    public void thaw() {
        signal("CONT");
    }

    /** Waits until the process has ended and gives its exit status. */
    public int awaitExit() {
        if (!exitsWithin(STOP_PATIENCE.toMillis())) {
            throw new AssertionError(
                    "Node " + index + " had not ended after " + STOP_PATIENCE.toSeconds() + " s: see " + log);
        }
        return running().exitValue();
    }

    /** Ends the process if there is one. */
    void discard() {
        if (process != null) {
            process.destroyForcibly();
            awaitExit();
        }
    }

    /** Whether somebody accepts connections on its IRC port. */
    public boolean isOpen() {
        try (Socket socket = new Socket()) {
            socket.connect(address(), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean exitsWithin(long millis) {
        try {
            return running().waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for node " + index, e);
        }
    }

    private void signal(String name) {
        Shell.run("kill", "-" + name, String.valueOf(pid())).requireSuccess();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("Node " + index + " was never started");
        }
        return process;
    }
}
