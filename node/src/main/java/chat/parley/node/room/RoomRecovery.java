package chat.parley.node.room;

import chat.parley.node.person.PersonId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
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
 * the state of the most advanced replica. Requests wait meanwhile. Silence never counts as "nobody": a node is waited for until it has answered
 * or was removed.
 *
 * <p>By answering, a replica promises to follow this incarnation and no older one, so that nothing of an older one can come between.
 */
final class RoomRecovery extends AbstractBehavior<ChatRoom.Command> {
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(1);

    /** What the recovery found; {@code fresh} where nobody has anything of the room. */
    record Recovered(
            RoomState state,
            RequestTable requests,
            List<Entry> tail,
            long epoch,
            long seq,
            long lastMillis,
            boolean fresh) {}

    private final TimerScheduler<ChatRoom.Command> timers;
    private final StashBuffer<ChatRoom.Command> stash;
    private final RoomKey key;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final ChatRoom.Services services;

    // Mutable state
    private MessageLog.@Nullable Opened opened;
    private final Map<Long, Answer> answers = new HashMap<>();
    private @Nullable Long baseNode;
    private RoomPage.Collector basePages = new RoomPage.Collector();
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
        open(0);
    }

    @Override
    public Receive<ChatRoom.Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(ChatRoom.Opened.class, this::onOpened)
                .onMessage(ChatRoom.OpenFailed.class, this::onOpenFailed)
                .onMessage(ChatRoom.Standing.class, this::onStanding)
                .onMessage(ChatRoom.Held.class, this::onHeld)
                .onMessage(ChatRoom.RegistryEnded.class, this::onRegistryEnded)
                .onMessage(ChatRoom.AskAgain.class, this::onAskAgain)
                .onMessage(ChatRoom.Stop.class, stop -> Behaviors.stopped())
                .onAnyMessage(this::onOther)
                .build();
    }

    private void open(long atLeastEpoch) {
        getContext()
                .pipeToSelf(
                        services.log().open(key, atLeastEpoch),
                        (done, failure) -> failure == null
                                ? new ChatRoom.Opened(done)
                                : new ChatRoom.OpenFailed(String.valueOf(failure)));
    }

    private Behavior<ChatRoom.Command> onOpened(ChatRoom.Opened message) {
        opened = message.opened();
        answers.clear();
        baseNode = null;
        askMissing();
        timers.startTimerWithFixedDelay(ChatRoom.AskAgain.class, new ChatRoom.AskAgain(), ASK_AGAIN_AFTER);
        return completeIfAllAnswered();
    }

    private Behavior<ChatRoom.Command> onOpenFailed(ChatRoom.OpenFailed failed) {
        getContext()
                .getLog()
                .error("room {} cannot start: its log could not be opened: {}", key.entityId(), failed.reason());
        return Behaviors.stopped();
    }

    private Behavior<ChatRoom.Command> onAskAgain(ChatRoom.AskAgain again) {
        askMissing();
        if (baseNode != null) {
            askBase();
        }
        return completeIfAllAnswered();
    }

    /** Asks all whose answer is not complete, those among them who have become present since. */
    private void askMissing() {
        answers.keySet().removeIf(node -> services.nodes().find(node) == null);
        for (var peer : services.nodes().present()) {
            var answer = answers.computeIfAbsent(peer.node(), node -> {
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
        if (standing.promised() > epoch()) {
            timers.cancel(ChatRoom.AskAgain.class);
            open(standing.promised() + 1);
            return this;
        }
        var answer = answers.get(standing.node());
        if (answer == null || answer.complete || standing.epoch() != epoch()) {
            return this;
        }
        answer.add(standing);
        return completeIfAllAnswered();
    }

    /** The node was removed: it has nobody any more. */
    private Behavior<ChatRoom.Command> onRegistryEnded(ChatRoom.RegistryEnded ended) {
        answers.remove(ended.node());
        if (baseNode != null && baseNode == ended.node()) {
            baseNode = null;
        }
        return completeIfAllAnswered();
    }

    private Behavior<ChatRoom.Command> completeIfAllAnswered() {
        if (opened == null || baseNode != null || isAnyMissing()) {
            return this;
        }
        var base = mostAdvanced();
        if (base == null) {
            return complete(RoomState.empty(key), List.of(), List.of(), 0);
        }
        baseNode = base.node();
        basePages = new RoomPage.Collector();
        askBase();
        return this;
    }

    private boolean isAnyMissing() {
        for (var peer : services.nodes().present()) {
            var answer = answers.get(peer.node());
            if (answer == null || !answer.complete) {
                return true;
            }
        }
        return answers.values().stream().anyMatch(answer -> !answer.complete);
    }

    private ChatRoom.@Nullable Standing mostAdvanced() {
        return standings().stream()
                .filter(standing ->
                        standing.replica() != null && standing.progress().seq() > 0)
                .max(Comparator.comparingLong(standing -> standing.progress().seq()))
                .orElse(null);
    }

    private void askBase() {
        for (var standing : standings()) {
            var replica = standing.replica();
            if (baseNode != null && standing.node() == baseNode && replica != null) {
                replica.tell(new RoomReplica.GiveState(epoch(), getContext().getSelf()));
            }
        }
    }

    private Behavior<ChatRoom.Command> onHeld(ChatRoom.Held held) {
        if (baseNode == null
                || held.node() != baseNode
                || held.epoch() != epoch()
                || !basePages.add(held.progress(), held.page())) {
            return this;
        }
        return complete(
                basePages.state(key),
                basePages.requests(),
                basePages.tail(),
                held.progress().seq());
    }

    private Behavior<ChatRoom.Command> complete(RoomState state, List<RequestMark> marks, List<Entry> tail, long seq) {
        var log = Objects.requireNonNull(opened);
        timers.cancelAll();
        for (var peer : services.nodes().present()) {
            getContext().unwatch(peer.replicas());
        }
        if (dropped > 0) {
            getContext()
                    .getLog()
                    .warn("room {} dropped {} messages while it started; they are sent again", key.entityId(), dropped);
        }
        var requests =
                new RequestTable(services.config().times().retryDeadline().toMillis());
        var now = services.clock().millis();
        marks.forEach(mark -> requests.restore(mark, now));
        var lastMillis = tail.stream().mapToLong(Entry::timeMillis).max().orElse(0);
        var recovered = new Recovered(
                state,
                requests,
                tail,
                epoch(),
                Math.max(seq, log.lastSeq()),
                Math.max(lastMillis, log.lastTimeMillis()),
                seq == 0 && log.lastSeq() == 0);
        var room = new ChatRoom(getContext(), timers, key, shard, services, recovered);
        return stash.unstashAll(room.start(standings()));
    }

    private List<ChatRoom.Standing> standings() {
        return answers.values().stream().map(Answer::whole).toList();
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

    /** One node's answer, of which pages may still be missing. */
    private static final class Answer {
        // Mutable state
        private final List<PersonId> people = new ArrayList<>();
        private ChatRoom.@Nullable Standing newest;
        private int pages;
        private boolean complete;

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

        ChatRoom.Standing whole() {
            var standing = Objects.requireNonNull(newest);
            return new ChatRoom.Standing(
                    standing.node(),
                    standing.epoch(),
                    standing.promised(),
                    standing.replica(),
                    standing.progress(),
                    List.copyOf(people),
                    0,
                    true);
        }
    }
}
