package chat.parley.node.room;

import chat.parley.node.cluster.CborSerializable;
import chat.parley.node.cluster.Nodes;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a room: decides every request in the order of its mailbox, commits the events to the {@link MessageLog}, and publishes them
 * once to each node's {@link RoomReplica}. Starts as {@link RoomRecovery}, which gathers what the nodes know of the room.
 *
 * <p>State changes when an event is decided and is published after its commit; several events may gather while one batch is under way. A commit
 * that fails ends the actor, and whatever it threw ends it too (the default supervision of an entity): the replicas ask for the room again, which
 * starts a new incarnation. Nothing is undone in place.
 */
public final class ChatRoom extends AbstractBehavior<ChatRoom.Command> {
    public static final EntityTypeKey<Command> TYPE_KEY = EntityTypeKey.create(Command.class, "rooms");

    /** What is sent to the entity of a room, through its shard; replicas and registries also answer it directly. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
    public sealed interface Command extends CborSerializable {}

    /**
     * A user asks for things, in order.
     *
     * @param oldestPending the lowest number that this user still waits for: all below are answered
     */
    public record Ask(PersonId author, long oldestPending, List<Request> requests, ActorRef<RoomAnswer> replyTo)
            implements Command {}

    /** One request with its number; the numbers of one user's requests to one room have no gap. */
    public record Request(long number, @Nullable String label, RoomCommand command) {}

    /**
     * A replica wants the room's events from where it is; repeated until the room answers.
     *
     * @param people for a conversation: who of the two can be reached through this replica; otherwise empty
     */
    public record Attach(long node, ActorRef<RoomReplica.Command> replica, Progress progress, List<PersonId> people)
            implements Command {}

    /** A replica has nobody left and ends. Should one of its node's people be a member by now, they are gone. */
    public record Detach(long node, ActorRef<RoomReplica.Command> replica) implements Command {}

    /** A replica has applied everything up to here. */
    public record Ack(long node, Progress progress) implements Command {}

    /** A replica has seen a hole, or differs from the room, and wants to be brought up from here. */
    public record Resend(long node, Progress progress) implements Command {}

    /** One of a replica's people has ended; repeated until the replica sees the event, as the two below are. */
    public record Leave(PersonId person) implements Command {}

    /** The room has taken somebody out who is still there, as their replica knows. */
    public record Rejoin(Person person, Roles roles) implements Command {}

    /** One of a replica's people has changed (NICK, AWAY, SETNAME), and every node knows. */
    public record Describe(Person person) implements Command {}

    /** A replica compares what it holds with the room. */
    public record Compare(long node, Progress progress, RoomDigest digest) implements Command {}

    /** A replica follows a younger incarnation; this one must end. */
    public record Superseded(long epoch) implements Command {}

    /** To a starting room: one node's registry tells what it has of it; see {@link RoomRecovery}. */
    public record Standing(
            long node,
            long epoch,
            long promised,
            @Nullable ActorRef<RoomReplica.Command> replica,
            Progress progress,
            List<PersonId> people,
            int page,
            boolean last)
            implements Command {
        /** All of an answer, of which this is the last page. */
        Standing with(List<PersonId> allPeople) {
            return new Standing(node, epoch, promised, replica, progress, allPeople, 0, true);
        }
    }

    /** To a starting room: a part of what its most advanced replica holds. */
    public record Held(long node, long epoch, Progress progress, RoomPage page) implements Command {}

    /** How far a replica is: the incarnation that it last heard, and the place in the order up to which it has applied everything. */
    public record Progress(long epoch, long seq) {
        public static final Progress NONE = new Progress(0, 0);
    }

    /** From the shard: the entity moves or is not needed. It ends after its last commit was published. */
    public record Stop() implements Command {}

    private record Committed(RoomJournal.Batch batch) implements Command {}

    private record CommitFailed(String reason) implements Command {}

    private record Tick() implements Command {}

    private record GiveUpWaiting() implements Command {}

    // What both phases hear of those they watch, and what RoomRecovery tells itself; here, because an entity has one
    // protocol.
    record ReplicaEnded(long node, ActorRef<RoomReplica.Command> replica) implements Command {}

    record Opened(MessageLog.Opened opened) implements Command {}

    record LogFailed(String reason) implements Command {}

    record RegistryEnded(long node) implements Command {}

    record Read(List<Entry> entries) implements Command {}

    record ReadBack(long fromSeq, List<Entry> entries) implements Command {}

    record AskAgain() implements Command {}

    /**
     * What a room needs of its node.
     *
     * @param counted is told 1 when a room that people can join is served here, and -1 when it is no more
     */
    public record Services(MessageLog log, Nodes nodes, NodeConfig config, Clock clock, IntConsumer counted) {
        /** Where nobody counts. */
        public Services(MessageLog log, Nodes nodes, NodeConfig config, Clock clock) {
            this(log, nodes, config, clock, change -> {});
        }

        Duration tick() {
            return Duration.ofSeconds(1);
        }
    }

    /** How long a message waits for the two people of a conversation to be reachable. */
    private static final Duration CONVERSATION_PATIENCE = Duration.ofSeconds(5);

    private final RoomKey key;
    private final Services services;
    private final ActorRef<ClusterSharding.ShardCommand> shard;
    private final TimerScheduler<Command> timers;
    private final RoomJournal journal;
    private final Links links;

    // Mutable state
    private final List<Ask> waitingForPeople = new ArrayList<>();
    private long lastAskMillis;
    private boolean ticking;
    private boolean stopping;

    public static Behavior<Command> create(
            RoomKey key, ActorRef<ClusterSharding.ShardCommand> shard, Services services) {
        return RoomRecovery.create(key, shard, services);
    }

    /** The room as its recovery has put it together; {@link #start} must follow. */
    ChatRoom(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            RoomKey key,
            ActorRef<ClusterSharding.ShardCommand> shard,
            Services services,
            RoomRecovery.Recovered recovered) {
        super(context);
        var limits = services.config().limits();
        this.key = key;
        this.services = services;
        this.shard = shard;
        this.timers = timers;
        this.lastAskMillis = services.clock().millis();
        this.journal = new RoomJournal(
                key, services.config(), services.clock(), services.log().isShared(), recovered);
        this.links = new Links(
                services.nodes().self(),
                context.getSelf(),
                recovered.seq(),
                recovered.tail(),
                limits.replicaTailEntries(),
                services.log().isShared() ? 1 : limits.replicaTailEntries(),
                (node, replica) -> context.watchWith(replica, new ReplicaEnded(node, replica)),
                context::unwatch);
    }

    /** Brings all replicas to where the room is, and lets go of the people whom no node has any more. */
    Behavior<Command> start(List<Standing> standings) {
        for (var standing : standings) {
            var replica = standing.replica();
            if (replica != null) {
                links.trust(standing.node(), replica);
                attach(new Attach(standing.node(), replica, standing.progress(), standing.people()));
            }
        }
        var present = standings.stream()
                .flatMap(standing -> standing.people().stream())
                .collect(Collectors.toSet());
        letGo(id -> !present.contains(id));
        keepTicking();
        count(1);
        return this;
    }

    private void count(int change) {
        if (key instanceof RoomKey.Named) {
            services.counted().accept(change);
        }
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Ask.class, this::onAsk)
                .onMessage(Committed.class, this::onCommitted)
                .onMessage(CommitFailed.class, this::onCommitFailed)
                .onMessage(Attach.class, this::onAttach)
                .onMessage(Detach.class, this::onDetach)
                .onMessage(ReplicaEnded.class, this::onReplicaEnded)
                .onMessage(Ack.class, this::onAck)
                .onMessage(Resend.class, this::onResend)
                .onMessage(Compare.class, this::onCompare)
                .onMessage(Leave.class, this::onLeave)
                .onMessage(Rejoin.class, this::onRejoin)
                .onMessage(Describe.class, this::onDescribe)
                .onMessage(Tick.class, this::onTick)
                .onMessage(GiveUpWaiting.class, this::onGiveUpWaiting)
                .onMessage(Superseded.class, this::onSuperseded)
                .onMessage(Stop.class, this::onStop)
                .onMessage(Standing.class, late -> this)
                .onMessage(Held.class, late -> this)
                .onMessage(Opened.class, late -> this)
                .onMessage(Read.class, late -> this)
                .onMessage(ReadBack.class, late -> this)
                .onMessage(LogFailed.class, late -> this)
                .onMessage(RegistryEnded.class, late -> this)
                .onMessage(AskAgain.class, late -> this)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    /**
     * A room that is about to end takes no more: authors who know it directly would keep it from ever being done. They ask the next incarnation.
     *
     * <p>Whoever asks is heard through their node's replica, which owns their leaving. Where there is none (any more), a JOIN would make a member whom
     * nobody would ever take out; the author, if still there, asks again. So they do where the store is away or slow: their requests stay pending,
     * and nothing is decided that waits for too long to be kept.
     */
    private Behavior<Command> onAsk(Ask ask) {
        if (stopping) {
            return this;
        }
        if (lacksPeople()) {
            waitForPeople(ask);
            return this;
        }
        if (!links.has(ask.author().node()) || isOverloaded()) {
            return this;
        }
        lastAskMillis = services.clock().millis();
        for (var request : ask.requests()) {
            if (!handle(ask, request)) {
                break;
            }
        }
        commit();
        return this;
    }

    /** Whether the next request of the same message can be handled too. */
    private boolean handle(Ask ask, Request request) {
        var verdict = journal.judge(ask, request);
        if (verdict instanceof RequestTable.Verdict.Gap gap) {
            ask.replyTo().tell(new RoomAnswer.ResendFrom(key, gap.from()));
            return false;
        }
        if (verdict instanceof RequestTable.Verdict.Repeated repeated) {
            answerAgain(ask, request, repeated);
        } else {
            journal.decide(ask, request);
        }
        return true;
    }

    /**
     * What became an event reaches its author through the stream; should the end of that be lost, the position shows it. Only a replica that got the
     * event within a snapshot cannot tell its author.
     */
    private void answerAgain(Ask ask, Request request, RequestTable.Verdict.Repeated repeated) {
        var node = ask.author().node();
        if (repeated.answer() != null) {
            journal.tell(ask, request, repeated.answer());
        } else if (repeated.seq() > 0 && links.hasAcknowledged(node, repeated.seq())) {
            journal.tell(ask, request, Outcome.Done.INSTANCE);
        } else {
            links.tellPosition(node, published());
        }
    }

    private boolean isOverloaded() {
        return journal.isFull() || !services.log().hasSpace();
    }

    private void record(RoomEvent event) {
        journal.record(event);
        commit();
    }

    private void letGo(Predicate<PersonId> whom) {
        List.copyOf(journal.state().allMembers()).stream()
                .map(member -> member.person().id())
                .filter(whom)
                .forEach(journal::lose);
        commit();
    }

    /** A log that has kept a batch at once costs no turn of the actor. */
    private void commit() {
        for (var batch = journal.begin(); batch != null && isKeptAtOnce(batch); batch = journal.begin()) {
            publish(batch);
        }
    }

    private boolean isKeptAtOnce(RoomJournal.Batch batch) {
        if (batch.entries().isEmpty()) {
            return true;
        }
        var stage = services.log().append(key, batch.entries(), batch.kept());
        var future = stage.toCompletableFuture();
        if (future.isDone() && !future.isCompletedExceptionally()) {
            return true;
        }
        getContext()
                .pipeToSelf(
                        stage,
                        (done, failure) ->
                                failure == null ? new Committed(batch) : new CommitFailed(String.valueOf(failure)));
        return false;
    }

    private Behavior<Command> onCommitted(Committed committed) {
        publish(committed.batch());
        commit();
        return stopping ? endWhenPublished() : this;
    }

    private Behavior<Command> onCommitFailed(CommitFailed failed) {
        getContext()
                .getLog()
                .error("room {} ends and recovers: its events could not be kept: {}", key.entityId(), failed.reason());
        return Behaviors.stopped();
    }

    private void publish(RoomJournal.Batch batch) {
        journal.end();
        batch.answers().forEach(RoomJournal.Answer::tell);
        if (!batch.entries().isEmpty()) {
            links.publish(journal.epoch(), batch.entries());
            keepTicking();
        }
    }

    /** The place of the last event that is committed and published. */
    private Progress published() {
        return new Progress(journal.epoch(), links.publishedSeq());
    }

    private Behavior<Command> onAttach(Attach attach) {
        attach(attach);
        if (!waitingForPeople.isEmpty() && !lacksPeople()) {
            timers.cancel(GiveUpWaiting.class);
            takeWaiting().forEach(this::onAsk);
        }
        return this;
    }

    private void attach(Attach attach) {
        links.attach(attach, journal.decided(), journal::pages);
        keepTicking();
    }

    private Behavior<Command> onDetach(Detach detach) {
        detach(detach.node(), detach.replica());
        return this;
    }

    /** Its node was removed from the cluster, or it failed. */
    private Behavior<Command> onReplicaEnded(ReplicaEnded ended) {
        detach(ended.node(), ended.replica());
        return this;
    }

    private void detach(long node, ActorRef<RoomReplica.Command> replica) {
        if (links.detach(node, replica)) {
            letGo(id -> id.node() == node);
            keepTicking();
        }
    }

    private Behavior<Command> onAck(Ack ack) {
        links.acknowledged(ack.node(), ack.progress(), journal.epoch());
        return this;
    }

    private Behavior<Command> onResend(Resend resend) {
        links.bringUp(resend.node(), resend.progress(), journal.decided(), journal::pages);
        return this;
    }

    /** Counts and digests are compared now and then; a replica that has gone astray gets the whole state. */
    private Behavior<Command> onCompare(Compare compare) {
        if (compare.progress().equals(journal.decided())
                && !compare.digest().equals(journal.state().digest())) {
            getContext()
                    .getLog()
                    .error("room {}: node {} held other members; it is sent all", key.entityId(), compare.node());
            links.bringUp(compare.node(), Progress.NONE, journal.decided(), journal::pages);
        }
        return this;
    }

    private Behavior<Command> onLeave(Leave leave) {
        if (journal.state().holds(leave.person())) {
            record(new RoomEvent.Left(leave.person()));
        } else {
            links.tellPosition(leave.person().node(), published());
        }
        return this;
    }

    private Behavior<Command> onRejoin(Rejoin rejoin) {
        var id = rejoin.person().id();
        if (!journal.state().holds(id) && links.has(id.node())) {
            record(new RoomEvent.Restored(rejoin.person(), rejoin.roles()));
        } else {
            links.tellPosition(id.node(), published());
        }
        return this;
    }

    /** Also what is known here already: a room that came back knows it of the replica that it started from, and the others may not. */
    private Behavior<Command> onDescribe(Describe describe) {
        if (journal.state().isNewest(describe.person())) {
            record(new RoomEvent.Described(describe.person()));
        } else {
            links.tellPosition(describe.person().id().node(), published());
        }
        return this;
    }

    /**
     * A second after the last event every replica that has not told that it has it is told where the room is, until all have it: so a lost last
     * event is seen. A room that nobody needs asks its shard to end it.
     */
    private Behavior<Command> onTick(Tick tick) {
        repeatPosition();
        journal.prune();
        var unneeded = isUnneeded();
        if (unneeded) {
            shard.tell(new ClusterSharding.Passivate<>(getContext().getSelf()));
        }
        if (links.allHaveEverything() && !unneeded && !(key instanceof RoomKey.Conversation)) {
            ticking = false;
            timers.cancel(Tick.class);
        }
        return this;
    }

    private void repeatPosition() {
        links.tellPositions(published());
    }

    private void keepTicking() {
        if (!ticking) {
            ticking = true;
            timers.startTimerWithFixedDelay(Tick.class, new Tick(), services.tick());
        }
    }

    private boolean isUnneeded() {
        return key instanceof RoomKey.Conversation
                ? isQuiet()
                : journal.state().allMembers().isEmpty() && links.isEmpty();
    }

    /** A conversation for which nobody has had a word for long. */
    private boolean isQuiet() {
        var idleMillis = services.clock().millis() - lastAskMillis;
        return idleMillis > services.config().times().conversationIdle().toMillis() && waitingForPeople.isEmpty();
    }

    private boolean lacksPeople() {
        return key instanceof RoomKey.Conversation talk
                && !(links.reaches(talk.first()) && links.reaches(talk.second()));
    }

    private void waitForPeople(Ask ask) {
        if (waitingForPeople.size() < services.config().limits().roomStash()) {
            waitingForPeople.add(ask);
        }
        if (!timers.isTimerActive(GiveUpWaiting.class)) {
            timers.startSingleTimer(GiveUpWaiting.class, new GiveUpWaiting(), CONVERSATION_PATIENCE);
        }
    }

    private List<Ask> takeWaiting() {
        var waited = List.copyOf(waitingForPeople);
        waitingForPeople.clear();
        return waited;
    }

    /** The other one has gone, or their node will be removed soon: nobody has heard anything. */
    private Behavior<Command> onGiveUpWaiting(GiveUpWaiting giveUp) {
        for (var ask : takeWaiting()) {
            for (var request : ask.requests()) {
                if (journal.judge(ask, request) instanceof RequestTable.Verdict.New) {
                    journal.answer(ask, request, new Outcome.Refused(Refusal.NO_SUCH_PERSON, ""));
                }
            }
        }
        return this;
    }

    private Behavior<Command> onSuperseded(Superseded superseded) {
        if (superseded.epoch() <= journal.epoch()) {
            return this;
        }
        getContext().getLog().warn("room {} ends here: a younger incarnation serves it", key.entityId());
        return Behaviors.stopped();
    }

    private Behavior<Command> onStop(Stop stop) {
        stopping = true;
        return endWhenPublished();
    }

    private Behavior<Command> endWhenPublished() {
        if (!journal.isSettled()) {
            return this;
        }
        if (key instanceof RoomKey.Conversation && isQuiet()) {
            links.tellClosed();
        }
        return Behaviors.stopped();
    }

    private Behavior<Command> onPostStop(PostStop stopped) {
        services.log().close(key, journal.epoch());
        count(-1);
        return this;
    }
}
