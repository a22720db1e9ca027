package chat.parley.node.user;

import chat.parley.node.cluster.Nodes;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.name.Directory;
import chat.parley.node.name.People;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.MessageLog;
import chat.parley.node.room.ReadMarkers;
import chat.parley.node.room.Replicas;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;

/**
 * What all users of a node share, made once when the node starts. Tests put probes in.
 *
 * @param rooms the region of {@link ChatRoom}s
 * @param names the region of {@link Directory} entities
 * @param log where older history is read
 * @param markers how far people have read it
 * @param nanoTime a monotonic clock, {@code System::nanoTime} outside of tests
 * @param connections how many connections this node has had
 */
public record UserServices(
        NodeConfig config,
        Nodes nodes,
        ActorRef<People.Command> people,
        ActorRef<Replicas.Command> replicas,
        ActorRef<ShardingEnvelope<ChatRoom.Command>> rooms,
        ActorRef<ShardingEnvelope<Directory.Command>> names,
        MessageLog log,
        ReadMarkers markers,
        LongSupplier nanoTime,
        AtomicLong connections) {

    /** The id of the next connection. Any thread may call. */
    public PersonId nextId() {
        return new PersonId(nodes.self(), connections.incrementAndGet());
    }
}
