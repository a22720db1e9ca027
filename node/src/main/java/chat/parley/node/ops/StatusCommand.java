package chat.parley.node.ops;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code parley cluster status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        synopsisHeading = "",
        customSynopsis = {"  parley cluster status", "  parley cluster status --data /srv/parley", ""},
        description = {"Tells of each node: its state, its members in sight, its rooms and people.", ""})
final class StatusCommand implements Callable<Integer> {
    /** As {@code parley chat} has it: no server could be reached. */
    private static final int NOBODY_THERE = 3;

    @Mixin
    private final ClusterCommand.Folder folder = new ClusterCommand.Folder();

    @Override
    public Integer call() throws Exception {
        var cluster = LocalCluster.read(folder.path());
        if (cluster.nodes().isEmpty()) {
            throw new ExitStatus.Failure(
                    NOBODY_THERE, "no cluster was started in " + cluster.folder() + ": parley cluster up");
        }
        var answered = 0;
        System.out.printf(
                "%-8s %-9s %8s %8s %8s  %-22s %-22s %s%n",
                "NODE", "STATE", "MEMBERS", "PEOPLE", "ROOMS", "IRC", "CLUSTER", "PID");
        for (var node : cluster.nodes()) {
            var status = node.status();
            answered += status.isPresent() ? 1 : 0;
            System.out.println(status.map(told -> line(node, told)).orElseGet(() -> line(node)));
        }
        return answered > 0 ? ExitStatus.DONE : NOBODY_THERE;
    }

    private static String line(LocalNode node, NodeStatus status) {
        return "%-8s %-9s %8s %8d %8d  %-22s %-22s %d"
                .formatted(
                        node.name(),
                        status.state(),
                        status.membersUp() + "/" + status.members().size(),
                        status.people(),
                        status.rooms(),
                        node.irc(),
                        node.cluster(),
                        status.pid());
    }

    private static String line(LocalNode node) {
        var dead = node.keeper().isPresent() ? "restarts" : "down";
        var state = node.process().isPresent() ? "silent" : dead;
        var pid = node.process().map(process -> String.valueOf(process.pid())).orElse("-");
        return "%-8s %-9s %8s %8s %8s  %-22s %-22s %s"
                .formatted(node.name(), state, "-", "-", "-", node.irc(), node.cluster(), pid);
    }
}
