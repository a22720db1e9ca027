package chat.parley.node.ops;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a node in the background: {@code bin/parley keep}, in a session of its own, so that it outlives this terminal. */
final class Launch {
    private final Path program;

    private Launch(Path program) {
        this.program = program;
    }

    /** With the launcher that started this process. */
    static Launch ofThisInstallation() throws ExitStatus.Failure {
        var home = System.getProperty("parley.home");
        if (home == null) {
            throw new ExitStatus.Failure(ExitStatus.FAILED, "start this with bin/parley: it must know where that is");
        }
        return new Launch(Path.of(home, "bin", "parley"));
    }

    void start(LocalNode node, LocalCluster cluster) throws IOException {
        var command = new ArrayList<String>();
        if (isOnPath("setsid")) {
            command.add("setsid");
        }
        command.addAll(List.of(program.toString(), "keep", node.folder().toString()));
        command.addAll(List.of("--host", node.cluster().host()));
        command.addAll(List.of("--port", String.valueOf(node.cluster().port())));
        for (var seed : cluster.nodes()) {
            command.addAll(List.of("--join", seed.cluster().toString()));
        }
        command.addAll(List.of("--listen", "irc=" + node.irc()));
        command.addAll(List.of("--data", cluster.folder().toString()));
        command.addAll(List.of("--config", node.folder().resolve("node.conf").toString()));
        Files.deleteIfExists(node.folder().resolve("pid"));
        Files.deleteIfExists(node.folder().resolve("keeper.pid"));
        new ProcessBuilder(command)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(node.console().toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static boolean isOnPath(String name) {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }
}
