package chat.parley.node.room;

import chat.parley.node.cluster.CborSerializable;
import chat.parley.node.config.NodeConfig;
import chat.parley.wire.Mask;
import chat.parley.wire.RoomName;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * A node's registry of its room replicas; at {@code /user/replicas}, from before the node joins until it ends. Starting rooms ask it what this node
 * has of them, and it always has an answer. Its failure ends the node (the guardian's default), because rooms could not recover without it.
 */
public final class Replicas extends AbstractBehavior<Replicas.Command> {
    /** What the registry understands. */
    public sealed interface Command {}

    /** What crosses the network. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
    public sealed interface Remote extends Command, CborSerializable {}

    /**
     * A starting room asks what this node has of it; answered with {@link ChatRoom.Standing}, whose {@code promised} is higher than {@code epoch}
     * where a younger incarnation has asked before, or another one of the same epoch.
     *
     * @param room the entity id
     */
    public record Report(String room, long epoch, ActorRef<ChatRoom.Command> replyTo) implements Remote {}

    /**
     * What LIST needs of the rooms that this node has replicas of, a page at a time; conversations are not among them.
     *
     * @param after the last room of the page before; {@code null} for the first page
     */
    public record ListRooms(@Nullable RoomName after, ActorRef<RoomsPage> replyTo) implements Remote {}

    /** A page of at most 64 KiB, by the rooms' names; {@code last} where no room comes after these. */
    public record RoomsPage(long node, List<RoomSummary> rooms, boolean last) implements CborSerializable {}

    /** What these people have said was erased from the store: the replicas hold it no longer either. */
    public record Forget(Mask who) implements Remote {}

    /** One of this node's people wants a room's replica; answered with {@link RoomAnswer.Entered}. */
    public record Enter(RoomKey room, Receiver receiver) implements Command {}

    /** From the people actor: the replicas of these rooms (that exist here). */
    public record FindReplicas(List<RoomKey> rooms, ActorRef<Found> replyTo) implements Command {}

    /** From the people actor: all replicas. */
    public record AllReplicas(ActorRef<Found> replyTo) implements Command {}

    public record Found(Map<RoomKey, ActorRef<RoomReplica.Command>> replicas) {}

    /** From a replica: it has nobody; {@code admitted} tells whom it had been sent by then. */
    record Unneeded(RoomKey room, ActorRef<RoomReplica.Command> replica, int admitted) implements Command {}

    /** From a replica: what LIST is to tell of it. */
    record Summarised(RoomSummary summary) implements Command {}

    private record ReplicaEnded(RoomKey room, ActorRef<RoomReplica.Command> replica) implements Command {}

    private static final int ROOMS_PER_PAGE = 64;
    /** Promises to rooms of which this node has no replica; forgetting one is harmless once its incarnation has ended. */
    private static final int MAX_PROMISES = 10_000;

    private static final Duration REPLICA_TICK = Duration.ofSeconds(1);
    private static final Duration COMPARE_EVERY = Duration.ofSeconds(30);

    private final long node;
    private final RoomReplica.Services services;

    // Mutable state
    private final Map<RoomKey, Hosted> hosted = new HashMap<>();
    /** What LIST tells: of the rooms among {@code hosted} that have people. */
    private final NavigableMap<RoomName, RoomSummary> summaries = new TreeMap<>();

    private final Map<RoomKey, Promise> promises = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RoomKey, Promise> eldest) {
            return size() > MAX_PROMISES;
        }
    };
    private long replicasStarted;

    /**
     * The registry of a node.
     *
     * @param node its unique number, {@link chat.parley.node.cluster.Nodes#self()}
     * @param rooms the sharded rooms
     */
    public static Behavior<Command> create(
            long node, ActorRef<ShardingEnvelope<ChatRoom.Command>> rooms, NodeConfig config, Clock clock) {
        return Behaviors.setup(context -> new Replicas(context, node, rooms, config, clock));
    }

    private Replicas(
            ActorContext<Command> context,
            long node,
            ActorRef<ShardingEnvelope<ChatRoom.Command>> rooms,
            NodeConfig config,
            Clock clock) {
        super(context);
        this.node = node;
        this.services = new RoomReplica.Services(
                node,
                message -> rooms.tell(new ShardingEnvelope<>(message.room().entityId(), message.command())),
                context.getSelf(),
                config,
                clock,
                REPLICA_TICK,
                COMPARE_EVERY);
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Enter.class, this::onEnter)
                .onMessage(Summarised.class, this::onSummarised)
                .onMessage(Unneeded.class, this::onUnneeded)
                .onMessage(ReplicaEnded.class, this::onReplicaEnded)
                .onMessage(Report.class, this::onReport)
                .onMessage(Forget.class, this::onForget)
                .onMessage(FindReplicas.class, this::onFindReplicas)
                .onMessage(AllReplicas.class, this::onAllReplicas)
                .onMessage(ListRooms.class, this::onListRooms)
                .build();
    }

    private Behavior<Command> onEnter(Enter enter) {
        var replica = hosted.computeIfAbsent(enter.room(), this::start);
        replica.admitted++;
        replica.ref.tell(new RoomReplica.Admit(enter.receiver()));
        return this;
    }

    private Hosted start(RoomKey key) {
        var promise = promises.get(key);
        var ref = getContext()
                .spawn(
                        RoomReplica.create(key, promise == null ? 0 : promise.epoch(), services),
                        "replica-" + Long.toHexString(++replicasStarted));
        getContext().watchWith(ref, new ReplicaEnded(key, ref));
        return new Hosted(ref);
    }

    private Behavior<Command> onSummarised(Summarised summarised) {
        var summary = summarised.summary();
        if (summary.people() > 0 && hosted.containsKey(RoomKey.of(summary.room()))) {
            summaries.put(summary.room(), summary);
        } else {
            summaries.remove(summary.room());
        }
        return this;
    }

    /** Somebody may have been sent to it meanwhile; then it stays. */
    private Behavior<Command> onUnneeded(Unneeded unneeded) {
        var replica = hosted.get(unneeded.room());
        if (replica != null && replica.ref.equals(unneeded.replica()) && replica.admitted == unneeded.admitted()) {
            forget(unneeded.room());
            replica.ref.tell(new RoomReplica.End());
        }
        return this;
    }

    private Behavior<Command> onReplicaEnded(ReplicaEnded ended) {
        var replica = hosted.get(ended.room());
        if (replica != null && replica.ref.equals(ended.replica())) {
            forget(ended.room());
            getContext()
                    .getLog()
                    .error("the replica of room {} has failed", ended.room().entityId());
        }
        return this;
    }

    private void forget(RoomKey room) {
        hosted.remove(room);
        if (room instanceof RoomKey.Named named) {
            summaries.remove(named.name());
        }
    }

    /** An epoch is promised to one incarnation only; whoever else asks in its name, or in an older one's, must take a higher one. */
    private Behavior<Command> onReport(Report report) {
        var key = RoomKey.parse(report.room());
        var promise = promises.get(key);
        if (promise != null && !promise.allows(report)) {
            tellNothing(report, Math.max(promise.epoch(), report.epoch() + 1));
            return this;
        }
        promises.put(key, new Promise(report.epoch(), report.replyTo()));
        var replica = hosted.get(key);
        if (replica != null) {
            replica.ref.tell(new RoomReplica.Report(report.epoch(), report.replyTo()));
        } else {
            tellNothing(report, report.epoch());
        }
        return this;
    }

    private void tellNothing(Report report, long promised) {
        report.replyTo()
                .tell(new ChatRoom.Standing(
                        node, report.epoch(), promised, null, ChatRoom.Progress.NONE, List.of(), 0, true));
    }

    private Behavior<Command> onForget(Forget forget) {
        hosted.values().forEach(replica -> replica.ref.tell(new RoomReplica.Forget(forget.who())));
        return this;
    }

    private Behavior<Command> onFindReplicas(FindReplicas find) {
        var found = new HashMap<RoomKey, ActorRef<RoomReplica.Command>>();
        for (var key : find.rooms()) {
            var replica = hosted.get(key);
            if (replica != null) {
                found.put(key, replica.ref);
            }
        }
        find.replyTo().tell(new Found(found));
        return this;
    }

    private Behavior<Command> onAllReplicas(AllReplicas all) {
        var found = new HashMap<RoomKey, ActorRef<RoomReplica.Command>>();
        hosted.forEach((key, replica) -> found.put(key, replica.ref));
        all.replyTo().tell(new Found(found));
        return this;
    }

    /** Whoever asks gets one page for one question, so that a long list holds up nobody's way into a room. */
    private Behavior<Command> onListRooms(ListRooms list) {
        var rest = list.after() == null ? summaries : summaries.tailMap(list.after(), false);
        var page = rest.values().stream().limit(ROOMS_PER_PAGE).toList();
        var last = page.isEmpty() || page.get(page.size() - 1).room().equals(summaries.lastKey());
        list.replyTo().tell(new RoomsPage(node, page, last));
        return this;
    }

    /** To follow no older incarnation than this one. */
    private record Promise(long epoch, ActorRef<ChatRoom.Command> room) {
        boolean allows(Report report) {
            return report.epoch() > epoch
                    || (report.epoch() == epoch && report.replyTo().equals(room));
        }
    }

    /** A replica of this node. */
    private static final class Hosted {
        private final ActorRef<RoomReplica.Command> ref;
        private int admitted;

        Hosted(ActorRef<RoomReplica.Command> ref) {
            this.ref = ref;
        }
    }
}
