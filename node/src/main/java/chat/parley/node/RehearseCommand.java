package chat.parley.node;

import chat.parley.node.config.ConfigReader;
import chat.parley.node.config.ConfigSource;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs a whole node for a moment, so that the launcher can keep what the JVM has loaded for it (application class data sharing). */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        var data = Files.createTempDirectory("parley");
        var source = ConfigSource.load(
                Map.of(
                        "parley.data", data.toString(),
                        "parley.cluster.port", 0,
                        "parley.listen", List.of("irc=127.0.0.1:0")),
                null);
        return new NodeProcess(source, ConfigReader.read(source)).rehearse();
    }
}
