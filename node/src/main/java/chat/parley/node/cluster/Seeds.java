package chat.parley.node.cluster;

import chat.parley.node.config.HostPort;
import chat.parley.node.config.NodeConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which seed nodes to ask when a node joins. Pekko lets the first seed found a cluster when no other one has answered for a while, so that a node
 * which is started again beside busy survivors makes a second cluster. Here silence alone is not enough: a seed is left out where its port
 * refuses connections (there is no process), and those that are there get {@code parley.cluster.found-after} to answer.
 */
public final class Seeds {
    private static final int PROBE_TIMEOUT_MILLIS = 300;

    private Seeds() {}

    /** The seeds in the order that Pekko shall have them, this node among them if it may found the cluster. Blocks for at most 300 ms a seed. */
    public static List<HostPort> toAsk(NodeConfig.Cluster cluster) {
        return toAsk(cluster, Seeds::refuses);
    }

    static List<HostPort> toAsk(NodeConfig.Cluster cluster, Predicate<HostPort> refuses) {
        if (!cluster.isFirstSeed()) {
            return cluster.otherSeeds();
        }
        return Stream.concat(
                        Stream.of(cluster.address()),
                        cluster.otherSeeds().stream().filter(refuses.negate()))
                .toList();
    }

    private static boolean refuses(HostPort seed) {
        try (var socket = new Socket()) {
            socket.connect(seed.socketAddress(), PROBE_TIMEOUT_MILLIS);
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException unknown) {
            // A host that cannot be reached may still be there for the others.
            return false;
        }
    }
}
