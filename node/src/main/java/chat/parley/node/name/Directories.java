package chat.parley.node.name;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;

/** Where the 64 directories are reached, wherever in the cluster each of them lives. */
@FunctionalInterface
public interface Directories {
    /** Sends to one directory; may be lost, so whoever needs an answer repeats. */
    void tell(int bucket, Directory.Command command);

    /** Through the shard region that {@link Directory#entity} was started with. */
    static Directories sharded(ActorRef<ShardingEnvelope<Directory.Command>> region) {
        return (bucket, command) -> region.tell(new ShardingEnvelope<>(Integer.toString(bucket), command));
    }
}
