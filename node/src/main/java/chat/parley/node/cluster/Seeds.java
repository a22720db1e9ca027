package chat.parley.node.cluster;

import chat.parley.node.config.HostPort;
import chat.parley.node.config.NodeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Which seed nodes to ask when a node joins. Pekko lets the first seed found a cluster when no other one has answered for a while, so that a node
 * which is started again beside busy survivors, or on the smaller side of a split, makes a second cluster. Here silence is not enough:
 *
 * <ul>
 *   <li>A seed whose port refuses connections is left out: there is no process.
 *   <li>One that accepts them gets {@code parley.cluster.found-after} to answer; a process that sleeps for longer ends when it wakes.
 *   <li>From one that does neither nothing is known. Where half of the seeds or more are like that, a living cluster may be among them, and this
 *       node does not found: it asks until somebody answers.
 * </ul>
 */
public final class Seeds {
    private Seeds() {}

    /** The seeds in the order that Pekko shall have them, this node first if it may found the cluster. Blocks for at most 300 ms a seed. */
    public static List<HostPort> toAsk(NodeConfig.Cluster cluster) {
        return toAsk(cluster, Knock::on);
    }

    static List<HostPort> toAsk(NodeConfig.Cluster cluster, Function<HostPort, Knock> knock) {
        if (!cluster.isFirstSeed()) {
            return cluster.otherSeeds();
        }
        var ask = new ArrayList<>(List.of(cluster.address()));
        var silent = 0;
        for (var seed : cluster.otherSeeds()) {
            var heard = knock.apply(seed);
            if (heard != Knock.REFUSED) {
                ask.add(seed);
            }
            silent += heard == Knock.SILENCE ? 1 : 0;
        }
        return silent * 2 < cluster.otherSeeds().size() + 1 ? List.copyOf(ask) : cluster.otherSeeds();
    }
}
