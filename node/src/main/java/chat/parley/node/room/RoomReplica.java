package chat.parley.node.room;

import chat.parley.node.cluster.CborSerializable;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.person.Outbound;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Mask;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A room's arm on one node: applies the room's events in their order, without holes and each once, and writes them to this node's members. Owns
 * the leavings of its people: whoever's user actor ends is taken out of the room, however often it takes. When the room ends it asks for it again,
 * which starts it elsewhere; what it holds is what the new incarnation starts from.
 *
 * <p>A child of {@link Replicas}; stopped where it fails, as nothing of it may be trusted then: its people's users see it end.
 */
public final class RoomReplica extends AbstractBehavior<RoomReplica.Command> {
    /** What a replica understands. */
    public sealed interface Command {}

    /** What crosses the network, all of it from rooms. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
    public sealed interface FromRoom extends Command, CborSerializable {}

    /** This incarnation of the room serves the replica from now on. */
    public record Serve(long epoch, ActorRef<ChatRoom.Command> room) implements FromRoom {}

    /** Events, in order and without holes among them. */
    public record Publish(long epoch, List<Entry> entries) implements FromRoom {}

    /** Where the room is; a replica that is behind says so, one that is not acknowledges. */
    public record Position(ChatRoom.Progress progress) implements FromRoom {}

    /** The whole state at a place in the order, for a replica that has nothing or too little. */
    public record Snapshot(ChatRoom.Progress at, RoomPage page) implements FromRoom {}

    /** A starting room takes over what this replica holds. */
    public record GiveState(long epoch, ActorRef<ChatRoom.Command> replyTo) implements FromRoom {}

    /** A conversation was quiet for long and ends. */
    public record Close() implements FromRoom {}

    /** From the registry, which was asked by a starting room: tell where you are, and promise to follow no older one. */
    record Report(long epoch, ActorRef<ChatRoom.Command> replyTo) implements Command {}

    /** From the registry: one of this node's people needs the room. */
    record Admit(Receiver receiver) implements Command {}

    /** From the registry: nobody came while this replica told that it has nobody. */
    record End() implements Command {}

    /** This receiver's encoder has changed. */
    public record Retune(PersonId id, RoomEncoder encoder) implements Command {}

    /** A receiver who is no member has no further use for the replica. Members leave by asking the room. */
    public record Exit(PersonId id) implements Command {}

    /**
     * Writes what {@code look} makes of the room to {@code to}, in its place in the stream.
     *
     * @param look runs in the replica's actor and must not keep the view
     */
    public record Look(Function<RoomView, ByteString> look, Outbound to, ActorRef<Looked> replyTo) implements Command {}

    /** The bytes have been written. */
    public record Looked(RoomKey room) {}

    /** One of this node's people wants to read the room's past. */
    public record Recall(PersonId reader, ActorRef<Recalled> replyTo) implements Command {}

    /** From the registry: what these people have said was erased. */
    record Forget(Mask who) implements Command {}

    /** What they are told of it. */
    public record Recalled(RoomPast past) {}

    /**
     * The people actor of this node is about to tell of a change: once everything up to {@code afterSeq} is applied (or a bounded wait is over),
     * the replica takes the change into its view and answers with those who must be told.
     */
    public record AskAudience(PersonChange change, long afterSeq, ActorRef<Audience> replyTo) implements Command {}

    /**
     * This node's members who see the changed person in this room; empty where the person is not in it.
     *
     * @param members how many are in the room after the change
     */
    public record Audience(RoomKey room, List<PersonId> receivers, int members) {
        public Audience(RoomKey room, List<PersonId> receivers) {
            this(room, receivers, 0);
        }
    }

    /** A node was removed: its people are gone from the view, and the people actor tells who must hear it. */
    public record AskLost(long node, ActorRef<Lost> replyTo) implements Command {}

    /**
     * Members of the removed node, and this node's members who saw them.
     *
     * @param members how many are left in the room
     */
    public record Lost(RoomKey room, List<Person> gone, List<PersonId> receivers, int members) {
        public Lost(RoomKey room, List<Person> gone, List<PersonId> receivers) {
            this(room, gone, receivers, 0);
        }
    }

    private record Flush() implements Command {}

    private record UserEnded(PersonId id) implements Command {}

    private record RoomEnded(ActorRef<ChatRoom.Command> room) implements Command {}

    private record Tick() implements Command {}

    private record CompareNow() implements Command {}

    /** What replicas need of their node. */
    record Services(
            long node,
            Consumer<RoomMessage> rooms,
            ActorRef<Replicas.Command> registry,
            NodeConfig config,
            Clock clock,
            Duration tick,
            Duration compareEvery) {}

    /** A message for a room's entity, wherever it is. */
    record RoomMessage(RoomKey room, ChatRoom.Command command) {}

    private static final Flush FLUSH = new Flush();
    private static final int PEOPLE_PER_PAGE = 512;

    /** How long the end of a member whom the room has let go of may remain untold. */
    private static final Duration ANNOUNCED_WITHIN = Duration.ofSeconds(5);

    private final RoomKey key;
    private final Services services;
    private final TimerScheduler<Command> timers;
    private final Duties duties;
    private final LocalRoom local;
    private final Tail tail;
    private final RequestTable requests;

    // Mutable state
    private @Nullable ActorRef<ChatRoom.Command> room;
    private long epoch;
    private long seq;
    private long promisedEpoch;
    private long reportedEpoch;
    private boolean attached;
    private boolean asked;
    private boolean stray;
    private boolean askedResend;
    private boolean flushing;
    private int admitted;
    private RoomPage.Collector snapshotPages = new RoomPage.Collector();
    private final List<Waiting> waiting = new ArrayList<>();

    static Behavior<Command> create(RoomKey key, long promisedEpoch, Services services) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new RoomReplica(context, timers, key, promisedEpoch, services)));
    }

    private RoomReplica(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            RoomKey key,
            long promisedEpoch,
            Services services) {
        super(context);
        this.key = key;
        this.services = services;
        this.timers = timers;
        this.promisedEpoch = promisedEpoch;
        this.duties = new Duties(this::tellRoom);
        this.local = new LocalRoom(key, services.node(), duties);
        this.tail = new Tail(services.config().limits().replicaTailEntries());
        this.requests = RequestTable.of(services.config());
        timers.startTimerWithFixedDelay(CompareNow.class, new CompareNow(), services.compareEvery());
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Publish.class, this::onPublish)
                .onMessage(Flush.class, this::onFlush)
                .onMessage(Position.class, this::onPosition)
                .onMessage(Look.class, this::onLook)
                .onMessage(Recall.class, this::onRecall)
                .onMessage(Forget.class, this::onForget)
                .onMessage(Admit.class, this::onAdmit)
                .onMessage(Retune.class, this::onRetune)
                .onMessage(Exit.class, this::onExit)
                .onMessage(UserEnded.class, this::onUserEnded)
                .onMessage(AskAudience.class, this::onAskAudience)
                .onMessage(AskLost.class, this::onAskLost)
                .onMessage(Serve.class, this::onServe)
                .onMessage(Snapshot.class, this::onSnapshot)
                .onMessage(RoomEnded.class, this::onRoomEnded)
                .onMessage(Report.class, this::onReport)
                .onMessage(GiveState.class, this::onGiveState)
                .onMessage(Tick.class, this::onTick)
                .onMessage(CompareNow.class, this::onCompareNow)
                .onMessage(Close.class, this::onClose)
                .onMessage(End.class, this::onEnd)
                .build();
    }

    private Behavior<Command> onPublish(Publish publish) {
        if (!follows(publish.epoch())) {
            return this;
        }
        for (var entry : publish.entries()) {
            if (entry.seq() > seq + 1) {
                askResend();
                break;
            }
            if (entry.seq() == seq + 1) {
                apply(entry);
            }
        }
        answerWaiting();
        flushSoon();
        summarise();
        if (!duties.isEmpty() || local.hasUnannounced()) {
            tickSoon();
        }
        return this;
    }

    /** Whether a message of this incarnation is to be heeded; an older one is told that its time is over. */
    private boolean follows(long other) {
        if (other < promisedEpoch) {
            tellServingRoom(new ChatRoom.Superseded(promisedEpoch));
            return false;
        }
        if (room == null || other > epoch) {
            attach();
            return false;
        }
        return local.isKnown() && !stray;
    }

    private void apply(Entry entry) {
        var now = services.clock().millis();
        var author = entry.author();
        if (author != null && entry.request() > 0) {
            requests.happened(author, entry.request(), entry.seq(), now);
        }
        seq = entry.seq();
        askedResend = false;
        tail.add(entry);
        local.apply(entry, now);
        if (local.mustFlush()) {
            local.flush();
        }
    }

    private void flushSoon() {
        if (!flushing && local.hasUnwritten()) {
            flushing = true;
            getContext().getSelf().tell(FLUSH);
        }
    }

    private Behavior<Command> onFlush(Flush flush) {
        flushing = false;
        local.flush();
        return this;
    }

    private Behavior<Command> onPosition(Position position) {
        if (!follows(position.progress().epoch())) {
            return this;
        }
        if (position.progress().seq() > seq) {
            askedResend = false;
            askResend();
        } else {
            local.flush();
            tellServingRoom(new ChatRoom.Ack(services.node(), progress()));
        }
        return this;
    }

    private void askResend() {
        if (!askedResend) {
            askedResend = true;
            tellServingRoom(new ChatRoom.Resend(services.node(), progress()));
        }
    }

    /** What is held here, as far as it is of the room's order. */
    private ChatRoom.Progress progress() {
        return local.isKnown() && !stray ? new ChatRoom.Progress(epoch, seq) : ChatRoom.Progress.NONE;
    }

    private Behavior<Command> onLook(Look look) {
        local.flush();
        var bytes = look.look().apply(local.view());
        if (!bytes.isEmpty()) {
            look.to().deliver(bytes);
        }
        look.replyTo().tell(new Looked(key));
        return this;
    }

    /** What is in the answer has been written to the reader before, if it is newer than their joining. */
    private Behavior<Command> onRecall(Recall recall) {
        local.flush();
        var past = local.isKnown() && !stray
                ? ReadRules.past(
                        local.state(),
                        recall.reader(),
                        seq,
                        tail.all(),
                        services.config().reading())
                : RoomPast.unknown(key);
        recall.replyTo().tell(new Recalled(past));
        return this;
    }

    private Behavior<Command> onForget(Forget forget) {
        tail.erase(forget.who());
        return this;
    }

    private Behavior<Command> onAdmit(Admit admit) {
        admitted++;
        var receiver = admit.receiver();
        if (local.receiver(receiver.id()) == null) {
            getContext().watchWith(receiver.user(), new UserEnded(receiver.id()));
        }
        local.admit(receiver);
        if (key instanceof RoomKey.Conversation) {
            attachAnew();
        } else if (attached) {
            tellEntered(receiver);
        } else {
            attach();
        }
        return this;
    }

    private void tellEntered(Receiver receiver) {
        if (room != null) {
            receiver.user().tell(new RoomAnswer.Entered(key, getContext().getSelf(), room));
        }
    }

    private Behavior<Command> onRetune(Retune retune) {
        local.retune(retune.id(), retune.encoder());
        return this;
    }

    private Behavior<Command> onExit(Exit exit) {
        var receiver = local.receiver(exit.id());
        if (receiver != null && !local.holds(exit.id())) {
            getContext().unwatch(receiver.user());
            forget(exit.id());
        }
        return this;
    }

    /** While the room's state is not here nobody is a member through this replica; should the room hold them, its state will show. */
    private Behavior<Command> onUserEnded(UserEnded ended) {
        if (local.holds(ended.id())) {
            leave(ended.id());
        } else {
            duties.hasLeft(ended.id());
        }
        forget(ended.id());
        return this;
    }

    private void leave(PersonId id) {
        duties.leave(id);
        tickSoon();
    }

    private void forget(PersonId id) {
        local.forget(id);
        if (key instanceof RoomKey.Conversation && !local.receivers().isEmpty()) {
            attachAnew();
        }
        offerEnd();
    }

    /** The registry knows whether somebody is on the way in. What a starting room may want is kept until it serves. */
    private void offerEnd() {
        if (local.receivers().isEmpty() && duties.isEmpty() && (attached || !local.isKnown())) {
            services.registry().tell(new Replicas.Unneeded(key, getContext().getSelf(), admitted));
        }
    }

    private Behavior<Command> onAskAudience(AskAudience ask) {
        if (local.isKnown() && seq < ask.afterSeq()) {
            waiting.add(new Waiting(ask, services.clock().millis()));
            tickSoon();
        } else {
            answer(ask);
        }
        return this;
    }

    private void answerWaiting() {
        if (!waiting.isEmpty()) {
            answerWaiting(one -> seq >= one.ask.afterSeq());
        }
    }

    private void answerWaiting(Predicate<Waiting> isDue) {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            var next = each.next();
            if (isDue.test(next)) {
                each.remove();
                answer(next.ask);
            }
        }
    }

    private void answer(AskAudience ask) {
        var receivers = local.take(ask.change());
        ask.replyTo().tell(new Audience(key, receivers, local.view().members().size()));
        summarise();
        if (!duties.isEmpty()) {
            tickSoon();
        }
    }

    private Behavior<Command> onAskLost(AskLost ask) {
        ask.replyTo().tell(local.lose(ask.node()));
        summarise();
        return this;
    }

    /**
     * An incarnation begins to serve. Either this replica reported to it, so that what is held here is of its order; or it never asked this node, and
     * what is held here is stray until its state comes.
     */
    private Behavior<Command> onServe(Serve serve) {
        if (serve.epoch() < promisedEpoch) {
            serve.room().tell(new ChatRoom.Superseded(promisedEpoch));
            return this;
        }
        follow(serve.room(), serve.epoch());
        stray |= local.isKnown() && serve.epoch() > epoch && serve.epoch() != reportedEpoch;
        promisedEpoch = serve.epoch();
        epoch = serve.epoch();
        asked = false;
        askedResend = false;
        if (local.isKnown() && !stray) {
            nowAttached();
        }
        duties.repeat();
        return this;
    }

    private void follow(ActorRef<ChatRoom.Command> next, long nextEpoch) {
        if (next.equals(room)) {
            return;
        }
        if (room != null) {
            getContext().unwatch(room);
            room.tell(new ChatRoom.Superseded(nextEpoch));
        }
        room = next;
        attached = false;
        getContext().watchWith(next, new RoomEnded(next));
    }

    private void nowAttached() {
        if (!attached) {
            attached = true;
            local.receivers().forEach(this::tellEntered);
            offerEnd();
        }
    }

    private Behavior<Command> onSnapshot(Snapshot snapshot) {
        if (!isWanted(snapshot.at()) || !snapshotPages.add(snapshot.at(), snapshot.page())) {
            return this;
        }
        var now = services.clock().millis();
        if (local.isKnown() && snapshot.at().seq() > seq) {
            getContext()
                    .getLog()
                    .warn("room {}: what happened up to {} is not kept any more", key.entityId(), snapshot.at());
        }
        seq = snapshot.at().seq();
        tail.clear();
        snapshotPages.tail().forEach(tail::add);
        snapshotPages.requests().forEach(mark -> requests.restore(mark, now));
        local.replace(snapshotPages.state(key), stray, event -> new Entry(epoch, seq, now, null, 0, null, event));
        stray = false;
        snapshotPages = new RoomPage.Collector();
        nowAttached();
        answerWaiting();
        summarise();
        if (!duties.isEmpty()) {
            tickSoon();
        }
        return this;
    }

    /** Only of the incarnation that serves, unless a younger one was promised; and nothing that would go back. */
    private boolean isWanted(ChatRoom.Progress at) {
        return room != null
                && at.epoch() == epoch
                && epoch >= promisedEpoch
                && (!local.isKnown() || stray || at.seq() >= seq);
    }

    /** Asking for the room starts it where its shard is now. */
    private Behavior<Command> onRoomEnded(RoomEnded ended) {
        if (ended.room().equals(room)) {
            room = null;
            attach();
        }
        return this;
    }

    /** Asks for the room, at most once a tick, until it serves. */
    private void attach() {
        attached = false;
        if (!asked) {
            attachAnew();
        }
    }

    /** The two of a conversation are told to its room whenever they come or go here. */
    private void attachAnew() {
        attached = false;
        asked = true;
        tellAttach();
        tickSoon();
    }

    private void tellAttach() {
        var here = key instanceof RoomKey.Conversation ? local.people() : List.<PersonId>of();
        tellRoom(new ChatRoom.Attach(services.node(), getContext().getSelf(), progress(), here));
    }

    private Behavior<Command> onReport(Report report) {
        promisedEpoch = Math.max(promisedEpoch, report.epoch());
        reportedEpoch = report.epoch();
        var people = local.people();
        var pages = Math.max(1, (people.size() + PEOPLE_PER_PAGE - 1) / PEOPLE_PER_PAGE);
        for (var page = 0; page < pages; page++) {
            var from = page * PEOPLE_PER_PAGE;
            report.replyTo()
                    .tell(new ChatRoom.Standing(
                            services.node(),
                            report.epoch(),
                            promisedEpoch,
                            getContext().getSelf(),
                            progress(),
                            people.subList(from, Math.min(people.size(), from + PEOPLE_PER_PAGE)),
                            page,
                            page == pages - 1));
        }
        return this;
    }

    private Behavior<Command> onGiveState(GiveState give) {
        if (local.isKnown() && !stray && give.epoch() == promisedEpoch) {
            for (var page : RoomPage.of(local.state(), requests, tail.all())) {
                give.replyTo().tell(new ChatRoom.Held(services.node(), give.epoch(), progress(), page));
            }
        }
        return this;
    }

    /** What must not be lost is repeated until it has its effect. */
    private Behavior<Command> onTick(Tick tick) {
        timers.cancel(Tick.class);
        asked = false;
        if (!attached) {
            attach();
        }
        duties.repeat();
        var now = services.clock().millis();
        answerWaiting(one -> now - one.sinceMillis >= services.tick().toMillis());
        if (local.isKnown()) {
            local.showUnannounced(
                    now - ANNOUNCED_WITHIN.toMillis(), event -> new Entry(epoch, seq, now, null, 0, null, event));
        }
        if (!duties.isEmpty() || !waiting.isEmpty() || local.hasUnannounced()) {
            tickSoon();
        }
        offerEnd();
        return this;
    }

    private void tickSoon() {
        if (!timers.isTimerActive(Tick.class)) {
            timers.startSingleTimer(Tick.class, new Tick(), services.tick());
        }
    }

    /** Attaching again costs little, and brings back a replica that the room has lost sight of. */
    private Behavior<Command> onCompareNow(CompareNow compare) {
        requests.prune(services.clock().millis());
        if (attached) {
            tellAttach();
            tellServingRoom(new ChatRoom.Compare(
                    services.node(), progress(), local.state().digest()));
        }
        return this;
    }

    private Behavior<Command> onClose(Close close) {
        local.receivers().forEach(receiver -> receiver.user().tell(new RoomAnswer.Closed(key)));
        services.registry().tell(new Replicas.Unneeded(key, getContext().getSelf(), admitted));
        return this;
    }

    private Behavior<Command> onEnd(End end) {
        local.flush();
        tellServingRoom(new ChatRoom.Detach(services.node(), getContext().getSelf()));
        return Behaviors.stopped();
    }

    private void summarise() {
        var summary = local.takeSummary();
        if (summary != null) {
            services.registry().tell(new Replicas.Summarised(summary));
        }
    }

    private void tellRoom(ChatRoom.Command command) {
        services.rooms().accept(new RoomMessage(key, command));
    }

    private void tellServingRoom(ChatRoom.Command command) {
        if (room != null) {
            room.tell(command);
        }
    }

    /** An answer that waits until the changed person's own doings have been applied. */
    private record Waiting(AskAudience ask, long sinceMillis) {}
}
