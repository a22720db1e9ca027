package chat.parley.node;

import chat.parley.node.cluster.ClusterNodes;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.history.Store;
import chat.parley.node.ops.NodeStatus;
import chat.parley.node.room.ChatRoom;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.cluster.sharding.typed.ClusterShardingQuery;
import org.apache.pekko.cluster.sharding.typed.GetShardRegionState;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.typed.Cluster;

/** What a node answers on its control socket. Runs on the socket's thread, which may wait. */
final class ControlAnswers {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ActorSystem<Guardian.Command> system;
    private final NodeConfig config;
    private final AdminAnswers admin;

    ControlAnswers(ActorSystem<Guardian.Command> system, NodeConfig config, Store store) {
        this.admin = new AdminAnswers(store, new ClusterNodes(system));
        this.system = system;
        this.config = config;
    }

    String answer(String request) {
        try {
            return switch (request) {
                case "status" -> status().toJson();
                case "rooms" -> JSON.writeValueAsString(rooms());
                default ->
                    request.startsWith("admin ")
                            ? admin.answer(request.substring("admin ".length()))
                            : "error unknown request; known are: status, rooms, admin";
            };
        } catch (ExecutionException | TimeoutException | JsonProcessingException e) {
            return "error this node is too busy to answer: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "error this node ends";
        }
    }

    private NodeStatus status() throws ExecutionException, TimeoutException, InterruptedException {
        var report = AskPattern.<Guardian.Command, Guardian.Report>ask(
                        system, Guardian.AskReport::new, PATIENCE, system.scheduler())
                .toCompletableFuture()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return new NodeStatus(
                report.state(),
                config.serverName(),
                ProcessHandle.current().pid(),
                config.cluster().address().toString(),
                config.data().toAbsolutePath().toString(),
                report.listeners(),
                report.people(),
                report.rooms(),
                members());
    }

    /** The entity ids of the rooms and conversations whose one writer is on this node now. */
    private List<String> rooms() throws ExecutionException, TimeoutException, InterruptedException {
        var region = AskPattern.<ClusterShardingQuery, ShardRegion.CurrentShardRegionState>ask(
                        ClusterSharding.get(system).shardState(),
                        replyTo -> new GetShardRegionState(ChatRoom.TYPE_KEY, replyTo),
                        PATIENCE,
                        system.scheduler())
                .toCompletableFuture()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return region.getShards().stream()
                .flatMap(shard -> shard.getEntityIds().stream())
                .sorted()
                .toList();
    }

    private List<NodeStatus.MemberStatus> members() {
        var state = Cluster.get(system).state();
        var members = new ArrayList<NodeStatus.MemberStatus>();
        for (var member : state.getMembers()) {
            members.add(new NodeStatus.MemberStatus(
                    text(member.address()),
                    member.status().toString(),
                    !state.getUnreachable().contains(member)));
        }
        return members;
    }

    private static String text(Address address) {
        return address.getHost().orElse("?") + ":" + address.getPort().orElse(0);
    }
}
