package chat.parley.node.ops;

import chat.parley.node.config.HostPort;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One node of a cluster on this machine, as seen by the commands that start and stop it.
 *
 * @param name {@code node-1} and so on; also the name of its folder
 * @param folder its data, log, pid and control socket
 */
record LocalNode(String name, Path folder, HostPort irc, HostPort cluster) {
    private static final int TAIL_BYTES = 4096;
    private static final int TAIL_LINES = 12;

    /** Its own words; empty where it does not answer. */
    Optional<NodeStatus> status() {
        try {
            return Optional.of(NodeStatus.parse(ControlSocket.ask(folder, "status")));
        } catch (IOException silent) {
            return Optional.empty();
        }
    }

    /** Its process, if one of ours runs; not somebody else's who was given the number later. */
    Optional<ProcessHandle> process() {
        return processOf("pid").filter(process -> mentions(process, "chat.parley.node.Main"));
    }

    /** The keeper that starts it again, if it runs. */
    Optional<ProcessHandle> keeper() {
        return processOf("keeper.pid").filter(process -> mentions(process, "keep"));
    }

    boolean isRunning() {
        return process().isPresent() || keeper().isPresent();
    }

    Path log() {
        return folder.resolve("node.log");
    }

    /** What the keeper and the node's process itself write. */
    Path console() {
        return folder.resolve("console.log");
    }

    /** The last lines of what it has written, for whoever wonders why it is not up. */
    List<String> lastLines() throws IOException {
        var file = Files.exists(log()) && Files.size(log()) > 0 ? log() : console();
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            var tail = new byte[(int) Math.min(TAIL_BYTES, bytes.length())];
            bytes.seek(bytes.length() - tail.length);
            bytes.readFully(tail);
            var lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        }
    }

    private Optional<ProcessHandle> processOf(String file) {
        try {
            var pid = Files.readString(folder.resolve(file)).strip();
            return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static boolean mentions(ProcessHandle process, String word) {
        var info = process.info();
        return info.arguments()
                .map(arguments -> List.of(arguments).contains(word))
                .or(() -> info.commandLine().map(line -> line.contains(word)))
                .orElse(true);
    }
}
