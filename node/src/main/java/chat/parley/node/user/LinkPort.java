package chat.parley.node.user;

import chat.parley.node.person.Outbound;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.Receiver;
import chat.parley.node.room.Replicas;
import chat.parley.node.room.RoomAnswer;
import chat.parley.node.room.RoomEncoder;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomReplica;
import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.jspecify.annotations.Nullable;

/** What the links of one user to rooms have in common: who they are, and how they reach the node's replicas and the rooms. */
record LinkPort(
        ActorContext<Object> context,
        PersonId self,
        Outbound outbound,
        Supplier<RoomEncoder> encoder,
        ActorRef<? super RoomAnswer> answers,
        ActorRef<RoomReplica.Looked> looked,
        ActorRef<RoomReplica.Recalled> recalled,
        ActorRef<Replicas.Command> replicas,
        ActorRef<ShardingEnvelope<ChatRoom.Command>> rooms) {

    /** Asks to be let in; the encoder that it was asked with. */
    RoomEncoder enter(RoomKey room) {
        var shown = encoder.get();
        replicas.tell(new Replicas.Enter(room, new Receiver(self, outbound, shown, answers)));
        return shown;
    }

    /** A replica that fails takes its people's places in the room along. */
    void watch(ActorRef<RoomReplica.Command> replica) {
        context.watch(replica);
    }

    void unwatch(ActorRef<RoomReplica.Command> replica) {
        context.unwatch(replica);
    }

    /** @param entity the incarnation that is known to serve; {@code null} for whichever the shards find */
    void ask(
            String entityId,
            @Nullable ActorRef<ChatRoom.Command> entity,
            long oldestPending,
            List<ChatRoom.Request> requests) {
        var ask = new ChatRoom.Ask(self, oldestPending, requests, answers.narrow());
        if (entity == null) {
            rooms.tell(new ShardingEnvelope<>(entityId, ask));
        } else {
            entity.tell(ask);
        }
    }
}
