package chat.parley.bench.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How fast what people say is kept and acknowledged, and what it costs the nodes; with each store alike. A program of its own:
 *
 * <pre>java -cp 'bench/target/lib/*' chat.parley.bench.store.StoreBenchmark [--store STORE] [--nodes N] [--config FILE] [--seconds T] [--warm-up T]
 *     [--data FOLDER] [CASE...]</pre>
 *
 * <p>Without cases all of {@link Case} are run, one after the other on the same nodes. The file may say anything else of the nodes, such as where
 * PostgreSQL is. The data folder must be new; a temporary one otherwise.
 */
public final class StoreBenchmark {
    private static final Path BASE = Path.of("bench", "parley.conf");

    private String store = "sqlite";
    private int nodes = 1;
    private String config = "";
    private double seconds = 10;
    private double warmUpSeconds = 8;
    private String data = "";
    private final List<Case> cases = new ArrayList<>();

    private StoreBenchmark(String[] arguments) {
        for (var i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--store" -> store = arguments[++i];
                case "--nodes" -> nodes = Integer.parseInt(arguments[++i]);
                case "--config" -> config = arguments[++i];
                case "--seconds" -> seconds = Double.parseDouble(arguments[++i]);
                case "--warm-up" -> warmUpSeconds = Double.parseDouble(arguments[++i]);
                case "--data" -> data = arguments[++i];
                default -> cases.add(Case.of(arguments[i]));
            }
        }
        if (cases.isEmpty()) {
            cases.addAll(Arrays.asList(Case.values()));
        }
    }

    /** Prints a line for each case. */
    public static void main(String[] arguments) throws IOException {
        new StoreBenchmark(arguments).run();
    }

    private void run() throws IOException {
        var folder = data.isEmpty() ? Files.createTempDirectory("parley-store-") : Files.createDirectory(Path.of(data));
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
            for (var each : cases) {
                run(each, cluster);
            }
        } finally {
            for (var node : cluster) {
                node.close();
            }
        }
        if (data.isEmpty()) {
            remove(folder);
        }
    }

    private Path writeConfig(Path folder) throws IOException {
        var text = "include required(file(\"" + BASE.toAbsolutePath() + "\"))\nparley.history.store = " + store + "\n";
        if (!config.isEmpty()) {
            text += "include required(file(\"" + Path.of(config).toAbsolutePath() + "\"))\n";
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
