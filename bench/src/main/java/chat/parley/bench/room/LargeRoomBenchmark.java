package chat.parley.bench.room;

import chat.parley.bench.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a room of thousands costs a node: coming in one after another and at once, NAMES, one JOIN, one PART; and whether LIST, WHO and NAMES keep
 * others waiting. A program of its own: {@code java -cp 'bench/target/lib/*' chat.parley.bench.room.LargeRoomBenchmark --help}. It needs as many open
 * files as people ({@code ulimit -n}).
 */
@Command(
        name = "LargeRoomBenchmark",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures a room of thousands on one node, and prints a line for each thing that is done.")
public final class LargeRoomBenchmark implements Callable<Integer> {
    @Option(names = "--people", description = "In the room (default: ${DEFAULT-VALUE}).", defaultValue = "10000")
    private int people;

    @Option(names = "--rooms", description = "For LIST (default: ${DEFAULT-VALUE}).", defaultValue = "5000")
    private int rooms;

    @Option(names = "--at-once", description = "All come into the room at once, and not one after another.")
    private boolean atOnce;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "More configuration of the node, in place of bench/parley.conf.",
            defaultValue = "bench/parley.conf")
    private Path config = Path.of("bench", "parley.conf");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LargeRoomBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var folder = Files.createTempDirectory("parley-large-");
        System.out.println("the node's log is in " + folder);
        try (var node = Node.start(1, folder, config).get(0);
                var guests = new Guests(node.address())) {
            new LargeRoom(node, guests, people, rooms, atOnce).measure();
        }
        return 0;
    }
}
