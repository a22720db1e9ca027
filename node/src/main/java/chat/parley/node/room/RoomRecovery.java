package chat.parley.node.room;

import chat.parley.node.person.PersonId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.jspecify.annotations.Nullable;

/**
 * The first phase of a {@link ChatRoom}: it takes a new epoch, asks the registry of every node that is present what it has of the room, and takes
 * the state of the most advanced replica and what the log has beyond it; where no node holds anything, the room is what the log keeps of it. Requests wait meanwhile. Silence never counts as "nobody": a node is
 * waited for until it has answered or was removed.
 *
 * <p>By answering, a replica promises to follow this incarnation and no older one, so that nothing of an older one can come between.
 */
final class RoomRecovery extends AbstractBehavior<ChatRoom.Command> {
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final int READ_AT_ONCE = 1000;

    /**
     * What the recovery found.
     *
     * @param tail the newest events up to {@code seq}
     * @param stored whether the log keeps something of the room
     */
    record Recovered(
            RoomState state,
            Claims claims,
            RequestTable requests,
            List<Entry> tail,
            long epoch,
            long seq,
            long lastMillis,
            boolean stored) {}

    private final TimerScheduler<ChatRoom.Command> timers;
    private final StashBuffer<ChatRoom.Command> stash;
    private final RoomKey key;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final ChatRoom.Services services;
    private final RequestTable requests;

    // Mutable state
    private MessageLog.@Nullable Opened opened;
    private final Map<Long, Answer> answers = new HashMap<>();
    private ChatRoom.@Nullable Standing base;
    private long baseSeq;
    private RoomPage.Collector basePages = new RoomPage.Collector();
    private @Nullable Rebuild rebuild;
    private int dropped;

    static Behavior<ChatRoom.Command> create(
            RoomKey key, ActorRef<ClusterSharding.ShardCommand> shard, ChatRoom.Services services) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> Behaviors.withStash(
                services.config().limits().roomStash(),
                stash -> new RoomRecovery(context, timers, stash, key, shard, services))));
    }

    private RoomRecovery(
            ActorContext<ChatRoom.Command> context,
            TimerScheduler<ChatRoom.Command> timers,
            StashBuffer<ChatRoom.Command> stash,
            RoomKey key,
            ActorRef<ClusterSharding.ShardCommand> shard,
            ChatRoom.Services services) {
        super(context);
        this.timers = timers;
        this.stash = stash;
        this.key = key;
        this.shard = shard;
        this.services = services;
        this.requests = RequestTable.of(services.config());
        open(0);
    }

    @Override
    public Receive<ChatRoom.Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(ChatRoom.Opened.class, this::onOpened)
                .onMessage(ChatRoom.Standing.class, this::onStanding)
                .onMessage(ChatRoom.RegistryEnded.class, this::onRegistryEnded)
                .onMessage(ChatRoom.AskAgain.class, this::onAskAgain)
                .onMessage(ChatRoom.Held.class, this::onHeld)
                .onMessage(ChatRoom.ReplicaEnded.class, this::onReplicaEnded)
                .onMessage(ChatRoom.ReadBack.class, this::onReadBack)
                .onMessage(ChatRoom.Read.class, this::onRead)
                .onMessage(ChatRoom.LogFailed.class, this::onLogFailed)
                .onMessage(ChatRoom.Stop.class, stop -> Behaviors.stopped())
                .onAnyMessage(this::onOther)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    /** Until the log has answered nothing of an earlier attempt is heard. */
    private void open(long atLeastEpoch) {
        opened = null;
        timers.cancel(ChatRoom.AskAgain.class);
        getContext()
                .pipeToSelf(
                        services.log().open(key, atLeastEpoch),
                        (done, failure) -> failure == null
                                ? new ChatRoom.Opened(done)
                                : new ChatRoom.LogFailed(String.valueOf(failure)));
    }

    private Behavior<ChatRoom.Command> onOpened(ChatRoom.Opened message) {
        opened = message.opened();
        answers.clear();
        forgetBase();
        timers.startTimerWithFixedDelay(ChatRoom.AskAgain.class, new ChatRoom.AskAgain(), ASK_AGAIN_AFTER);
        askMissing();
        return goOn();
    }

    /** Asks all whose answer is not complete, those among them who have become present since. */
    private void askMissing() {
        answers.keySet().removeIf(node -> services.nodes().find(node) == null);
        for (var peer : services.nodes().present()) {
            var answer = answers.computeIfAbsent(peer.node(), node -> {
                getContext().unwatch(peer.replicas());
                getContext().watchWith(peer.replicas(), new ChatRoom.RegistryEnded(node));
                return new Answer();
            });
            if (!answer.complete) {
                peer.replicas()
                        .tell(new Replicas.Report(
                                key.entityId(), epoch(), getContext().getSelf()));
            }
        }
    }

    private Behavior<ChatRoom.Command> onStanding(ChatRoom.Standing standing) {
        var answer = answers.get(standing.node());
        if (opened == null || standing.epoch() != epoch() || answer == null || answer.complete) {
            return this;
        }
        if (standing.promised() > epoch()) {
            open(standing.promised() + 1);
            return this;
        }
        answer.add(standing);
        return goOn();
    }

    /** The node was removed: it has nobody any more. */
    private Behavior<ChatRoom.Command> onRegistryEnded(ChatRoom.RegistryEnded ended) {
        answers.put(ended.node(), Answer.ofNobody());
        return goOn();
    }

    private Behavior<ChatRoom.Command> onAskAgain(ChatRoom.AskAgain again) {
        askMissing();
        if (base != null && baseSeq == 0) {
            askBase(base);
        }
        return goOn();
    }

    /** Does what can be done next. */
    private Behavior<ChatRoom.Command> goOn() {
        if (opened == null || rebuild != null || isAnyMissing()) {
            return this;
        }
        var best = mostAdvanced();
        if (best == null) {
            rebuild = Rebuild.ofLog(
                    key, opened, claims(), requests, services.clock().millis());
            return rememberOrComplete(rebuild, opened.lastSeq());
        }
        if (!best.equals(base)) {
            forgetBase();
            base = best;
            askBase(best);
            return this;
        }
        return baseSeq == 0 ? this : rebuild();
    }

    private boolean isAnyMissing() {
        for (var peer : services.nodes().present()) {
            var answer = answers.get(peer.node());
            if (answer == null || !answer.complete) {
                return true;
            }
        }
        return false;
    }

    /** By place: whoever was served by a younger incarnation need not have all of its events yet. */
    private ChatRoom.@Nullable Standing mostAdvanced() {
        return standings().stream()
                .filter(standing ->
                        standing.replica() != null && standing.progress().seq() > 0)
                .max(Comparator.comparingLong(standing -> standing.progress().seq()))
                .orElse(null);
    }

    private void askBase(ChatRoom.Standing asked) {
        var replica = asked.replica();
        if (replica != null) {
            getContext().watchWith(replica, new ChatRoom.ReplicaEnded(asked.node(), replica));
            replica.tell(new RoomReplica.GiveState(epoch(), getContext().getSelf()));
        }
    }

    private void forgetBase() {
        if (base != null && base.replica() != null) {
            getContext().unwatch(base.replica());
        }
        base = null;
        baseSeq = 0;
        basePages = new RoomPage.Collector();
    }

    private Behavior<ChatRoom.Command> onHeld(ChatRoom.Held held) {
        if (base == null
                || baseSeq > 0
                || held.node() != base.node()
                || held.epoch() != epoch()
                || !basePages.add(held.progress(), held.page())) {
            return this;
        }
        baseSeq = held.progress().seq();
        return goOn();
    }

    /** It has failed, and with it what its node had of the room. */
    private Behavior<ChatRoom.Command> onReplicaEnded(ChatRoom.ReplicaEnded ended) {
        var lost = base;
        if (lost != null && baseSeq == 0 && ended.replica().equals(lost.replica())) {
            answers.put(lost.node(), Answer.ofNobody());
            forgetBase();
        }
        return goOn();
    }

    /** Nobody but the log can tell what was asked for: from {@code upTo} back as far as anybody asks again. */
    private Behavior<ChatRoom.Command> rememberOrComplete(Rebuild begun, long upTo) {
        if (upTo == 0) {
            return complete(begun);
        }
        var from = Math.max(1, upTo - READ_AT_ONCE + 1);
        getContext()
                .pipeToSelf(
                        services.log().read(key, from, (int) (upTo - from + 1)),
                        (read, failure) -> failure == null
                                ? new ChatRoom.ReadBack(from, read)
                                : new ChatRoom.LogFailed(String.valueOf(failure)));
        return this;
    }

    private Behavior<ChatRoom.Command> onReadBack(ChatRoom.ReadBack read) {
        var begun = rebuild;
        if (begun == null) {
            return this;
        }
        var now = services.clock().millis();
        read.entries().forEach(entry -> begun.remember(entry, now));
        var reachesFar = read.entries().isEmpty() || read.entries().get(0).timeMillis() < requests.neededFrom(now);
        return reachesFar ? complete(begun) : rememberOrComplete(begun, read.fromSeq() - 1);
    }

    private Behavior<ChatRoom.Command> rebuild() {
        var log = opened;
        if (log == null) {
            return this;
        }
        rebuild = Rebuild.ofReplica(
                key,
                basePages,
                baseSeq,
                log,
                claims(),
                requests,
                services.clock().millis());
        return readOrComplete(rebuild);
    }

    private Claims claims() {
        return new Claims(services.config().rooms().keepEmpty().toMillis());
    }

    private Behavior<ChatRoom.Command> readOrComplete(Rebuild begun) {
        if (opened == null || begun.seq() >= opened.lastSeq()) {
            return complete(begun);
        }
        getContext()
                .pipeToSelf(
                        services.log().read(key, begun.seq() + 1, READ_AT_ONCE),
                        (read, failure) -> failure == null
                                ? new ChatRoom.Read(read)
                                : new ChatRoom.LogFailed(String.valueOf(failure)));
        return this;
    }

    private Behavior<ChatRoom.Command> onRead(ChatRoom.Read read) {
        var begun = rebuild;
        if (begun == null) {
            return this;
        }
        var now = services.clock().millis();
        read.entries().forEach(entry -> begun.add(entry, now));
        return read.entries().isEmpty() ? complete(begun) : readOrComplete(begun);
    }

    /** The replicas ask for the room again, which starts it again. */
    private Behavior<ChatRoom.Command> onLogFailed(ChatRoom.LogFailed failed) {
        getContext().getLog().error("room {} cannot start: its log failed: {}", key.entityId(), failed.reason());
        return Behaviors.stopped();
    }

    private Behavior<ChatRoom.Command> complete(Rebuild whole) {
        var log = opened;
        if (log == null) {
            return this;
        }
        timers.cancelAll();
        services.nodes().present().forEach(peer -> getContext().unwatch(peer.replicas()));
        forgetBase();
        if (dropped > 0) {
            getContext()
                    .getLog()
                    .warn("room {} dropped {} messages while it started; they are sent again", key.entityId(), dropped);
        }
        var room = new ChatRoom(getContext(), timers, key, shard, services, whole.recovered(log));
        return stash.unstashAll(room.start(standings()));
    }

    private List<ChatRoom.Standing> standings() {
        return answers.values().stream().flatMap(Answer::whole).toList();
    }

    private long epoch() {
        return opened == null ? 0 : opened.epoch();
    }

    /** Waits for the room; beyond the bound its sender must send it again. */
    private Behavior<ChatRoom.Command> onOther(ChatRoom.Command command) {
        if (stash.isFull()) {
            dropped++;
        } else {
            stash.stash(command);
        }
        return this;
    }

    private Behavior<ChatRoom.Command> onPostStop(PostStop stopped) {
        if (opened != null) {
            services.log().close(key, opened.epoch());
        }
        return this;
    }

    /** One node's answer, of which pages may still be missing. */
    private static final class Answer {
        // Mutable state
        private final List<PersonId> people = new ArrayList<>();
        private ChatRoom.@Nullable Standing newest;
        private int pages;
        private boolean complete;

        static Answer ofNobody() {
            var answer = new Answer();
            answer.complete = true;
            return answer;
        }

        /** A first page begins anew; a page out of turn is dropped, and its node is asked again. */
        void add(ChatRoom.Standing standing) {
            if (standing.page() == 0) {
                people.clear();
                pages = 0;
            }
            if (standing.page() != pages) {
                return;
            }
            pages++;
            newest = standing;
            people.addAll(standing.people());
            complete = standing.last();
        }

        /** All pages as one; empty where there is nobody. */
        Stream<ChatRoom.Standing> whole() {
            return complete && newest != null ? Stream.of(newest.with(List.copyOf(people))) : Stream.empty();
        }
    }
}
