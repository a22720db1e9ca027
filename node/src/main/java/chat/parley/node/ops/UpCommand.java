package chat.parley.node.ops;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley cluster up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        synopsisHeading = "",
        customSynopsis = {"  parley cluster up", "  parley cluster up --nodes 5 --data /srv/parley", ""},
        description = {
            "Starts a cluster and waits until it is up; nodes of it that have died are started again.",
            "Ports that are taken are passed over: IRC from 6667, the cluster from 7355.",
            ""
        })
final class UpCommand implements Callable<Integer> {
    private static final int IRC_PORT = 6667;
    private static final int CLUSTER_PORT = 7355;
    private static final int MOST_NODES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "3", description = "how many (3)")
    private int count;

    @Mixin
    private final ClusterCommand.Folder folder = new ClusterCommand.Folder();

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        if (count < 1 || count > MOST_NODES) {
            throw new ExitStatus.Failure(ExitStatus.WRONG_CALL, "--nodes takes 1 to " + MOST_NODES);
        }
        try (var lock = DataLock.take(folder.path(), "wait until that is done")) {
            return up(LocalCluster.read(folder.path()));
        }
    }

    private int up(LocalCluster known) throws Exception {
        var installation = Installation.ofThisProcess();
        var cluster = known.isRunning() ? known : fresh();
        var missing = cluster.nodes().stream().filter(node -> !node.isRunning()).toList();
        if (missing.isEmpty()) {
            out.println("It runs already.");
        } else {
            tellOfRestarts(cluster, missing);
            start(cluster, missing, installation);
        }
        new Patience(PATIENCE).untilUp(cluster);
        tell(cluster, installation.call());
        return ExitStatus.DONE;
    }

    private LocalCluster fresh() throws IOException, ExitStatus.Failure {
        var taken = new ArrayList<Integer>();
        var ports = new Ports();
        var cluster = LocalCluster.of(
                folder.path(), ports.from(IRC_PORT, count, taken::add), ports.from(CLUSTER_PORT, count, taken::add));
        if (!taken.isEmpty()) {
            out.println("Taken by somebody else, so passed over: port "
                    + taken.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        if (count == 2) {
            out.println("With two nodes the loss of one can stop both; from three on one may be lost.");
        }
        cluster.write();
        return cluster;
    }

    private void tellOfRestarts(LocalCluster cluster, List<LocalNode> missing) {
        if (missing.size() < cluster.nodes().size()) {
            out.println("Not running, so started again: "
                    + missing.stream().map(LocalNode::name).collect(Collectors.joining(", ")));
        }
    }

    private static void start(LocalCluster cluster, List<LocalNode> missing, Installation installation)
            throws Exception {
        var launch = new Launch(installation);
        for (var node : missing) {
            launch.start(node, cluster);
        }
    }

    private void tell(LocalCluster cluster, String parley) {
        out.println("Up: " + cluster.nodes().size() + (cluster.nodes().size() == 1 ? " node" : " nodes")
                + ", data and logs in " + cluster.folder());
        for (var node : cluster.nodes()) {
            out.printf("  %-8s irc %s   cluster %s%n", node.name(), node.irc(), node.cluster());
        }
        var addresses =
                cluster.nodes().stream().map(node -> node.irc().toString()).collect(Collectors.joining(" "));
        out.println();
        out.println("Talk:  " + parley + " chat " + addresses);
        out.println("       or any IRC client, at any of these addresses");
        out.println("Look:  " + parley + " cluster status" + folder.option());
        out.println("Stop:  " + parley + " cluster down" + folder.option());
    }
}
