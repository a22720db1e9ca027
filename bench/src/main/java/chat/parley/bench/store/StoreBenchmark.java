package chat.parley.bench.store;

import chat.parley.bench.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * How fast what people say is kept and acknowledged, and what it costs the nodes; with each store alike. A program of its own:
 * {@code java -cp 'bench/target/lib/*' chat.parley.bench.store.StoreBenchmark --help}.
 */
@Command(
        name = "StoreBenchmark",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs cases of talking people, one after the other on the same nodes, and prints a line for each.")
public final class StoreBenchmark implements Callable<Integer> {
    private static final Path BASE = Path.of("bench", "parley.conf");

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "parley.history.store (default: ${DEFAULT-VALUE}).",
            defaultValue = "sqlite")
    private String store = "";

    @Option(names = "--nodes", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "1")
    private int nodes;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Anything else of the nodes, such as where PostgreSQL is.")
    private @Nullable Path config;

    @Option(
            names = "--seconds",
            paramLabel = "T",
            description = "Of each case (default: ${DEFAULT-VALUE}).",
            defaultValue = "10")
    private double seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "T",
            description = "Seconds before that (default: ${DEFAULT-VALUE}).",
            defaultValue = "8")
    private double warmUpSeconds;

    @Option(names = "--data", paramLabel = "FOLDER", description = "A new one (default: one that is removed).")
    private @Nullable Path data;

    @Parameters(paramLabel = "CASE", arity = "0..*", description = "Of: rooms, room, paced, fan-out (default: all).")
    private List<Case> cases = List.of();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StoreBenchmark())
                .registerConverter(Case.class, Case::of)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        run(cases.isEmpty() ? List.of(Case.values()) : cases);
        return 0;
    }

    private void run(List<Case> chosen) throws IOException {
        var folder = data == null ? Files.createTempDirectory("parley-store-") : Files.createDirectory(data);
        say(
                "%s, %d node(s), JDK %s, %d cores, %s on %s",
                store,
                nodes,
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                Files.getFileStore(folder).type(),
                folder);
        var cluster = Node.start(nodes, folder, writeConfig(folder));
        try {
            for (var each : chosen) {
                run(each, cluster);
            }
        } finally {
            for (var node : cluster) {
                node.close();
            }
        }
        if (data == null) {
            remove(folder);
        }
    }

    private Path writeConfig(Path folder) throws IOException {
        var text = "include required(file(\"" + BASE.toAbsolutePath() + "\"))\nparley.history.store = " + store + "\n";
        if (config != null) {
            text += "include required(file(\"" + config.toAbsolutePath() + "\"))\n";
        }
        return Files.writeString(folder.resolve("node.conf"), text);
    }

    private void run(Case what, List<Node> cluster) throws IOException {
        try (var crowd = new Crowd(what, cluster.stream().map(Node::address).toList())) {
            crowd.talk(warmUpSeconds);
            var before = cpuSeconds(cluster);
            var start = System.nanoTime();
            var tally = crowd.talk(seconds);
            var lasted = (System.nanoTime() - start) / 1e9;
            report(what, tally, lasted, cpuSeconds(cluster) - before);
            if (what.perSecond > 0) {
                say("%-8s the program itself was %.1f ms behind its clock at worst", "", crowd.latestMillis());
            }
            crowd.settle();
        }
    }

    private static double cpuSeconds(List<Node> cluster) throws IOException {
        var sum = 0.0;
        for (var node : cluster) {
            sum += node.cpuSeconds();
        }
        return sum;
    }

    private static void report(Case what, Tally tally, double seconds, double cpuSeconds) {
        say(
                "%-8s %7.0f messages/s  acknowledged p50 %6.1f ms  p99 %6.1f ms  max %6.1f ms"
                        + "  CPU %5.1f us a message  %6.2f us a delivery  (%s)",
                what.word(),
                tally.messages() / seconds,
                tally.waitedMillis(0.5),
                tally.waitedMillis(0.99),
                tally.waitedMillis(1),
                cpuSeconds / tally.messages() * 1e6,
                cpuSeconds / tally.deliveries() * 1e6,
                what.description);
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
