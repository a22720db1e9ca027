package chat.parley.node.ops;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Starts a node in the background: {@code bin/parley keep}, in a session of its own, so that it outlives this terminal. */
final class Launch {
    private final Installation installation;

    Launch(Installation installation) {
        this.installation = installation;
    }

    void start(LocalNode node, LocalCluster cluster) throws IOException {
        var command = new ArrayList<String>();
        if (Installation.onPath("setsid").isPresent()) {
            command.add("setsid");
        }
        command.addAll(List.of(
                installation.launcher().toString(), "keep", node.folder().toString()));
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
}
