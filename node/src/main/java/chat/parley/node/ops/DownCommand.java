package chat.parley.node.ops;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code parley cluster down}. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        synopsisHeading = "",
        customSynopsis = {"  parley cluster down", "  parley cluster down --data /srv/parley", ""},
        description = {"Stops the nodes one after the other: each tells its people, hands over and leaves.", ""})
final class DownCommand implements Callable<Integer> {
    private static final Duration FOR_LEAVING = Duration.ofSeconds(40);
    private static final Duration FOR_DYING = Duration.ofSeconds(5);

    @Mixin
    private final ClusterCommand.Folder folder = new ClusterCommand.Folder();

    @Override
    public Integer call() throws Exception {
        var cluster = LocalCluster.read(folder.path());
        if (!cluster.isRunning()) {
            System.out.println("Nothing runs in " + cluster.folder() + ".");
            cluster.forget();
            return ExitStatus.DONE;
        }
        // The last one first: the first has the oldest member's duties, and hands them over but once.
        var allLeft = true;
        for (var i = cluster.nodes().size() - 1; i >= 0; i--) {
            allLeft &= stop(cluster.nodes().get(i));
        }
        cluster.forget();
        return allLeft ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    private static boolean stop(LocalNode node) {
        if (!node.isRunning()) {
            System.out.println(node.name() + " was down already.");
            return true;
        }
        // The keeper hands it on, and knows then that the node is not to be started again.
        node.keeper().or(node::process).ifPresent(ProcessHandle::destroy);
        if (new Patience(FOR_LEAVING).untilEnded(node)) {
            System.out.println(node.name() + " has left.");
            return true;
        }
        System.out.println(node.name() + " has not left within " + FOR_LEAVING.toSeconds() + " s: killed.");
        node.keeper().ifPresent(ProcessHandle::destroyForcibly);
        node.process().ifPresent(ProcessHandle::destroyForcibly);
        new Patience(FOR_DYING).untilEnded(node);
        return false;
    }
}
