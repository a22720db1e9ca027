package chat.parley.node.room;

import chat.parley.node.cluster.CborSerializable;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.person.Outbound;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /**
     * The people actor of this node is about to tell of a change: once everything up to {@code afterSeq} is applied (or a bounded wait is over),
     * the replica takes the change into its view and answers with those who must be told.
     */
    public record AskAudience(PersonChange change, long afterSeq, ActorRef<Audience> replyTo) implements Command {}

    /** This node's members who see the changed person in this room; empty where the person is not in it. */
    public record Audience(RoomKey room, List<PersonId> receivers) {}

    /** A node was removed: its people are gone from the view, and the people actor tells who must hear it. */
    public record AskLost(long node, ActorRef<Lost> replyTo) implements Command {}

    /** Members of the removed node, and this node's members who saw them. */
    public record Lost(RoomKey room, List<Person> gone, List<PersonId> receivers) {}

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

    private final RoomKey key;
    private final Services services;
    private final TimerScheduler<Command> timers;
    private final FanOut fanOut;
    private final Tail tail;
    private final RequestTable requests;

    // Mutable state
    private @Nullable RoomState state;
    private @Nullable ActorRef<ChatRoom.Command> room;
    private ChatRoom.Progress progress = ChatRoom.Progress.NONE;
    private long promisedEpoch;
    private boolean attached;
    private boolean flushing;
    private boolean askedResend;
    private int admitted;
    private RoomPage.Collector snapshotPages = new RoomPage.Collector();
    private final Map<PersonId, Receiver> receivers = new LinkedHashMap<>();
    private final Set<PersonId> leaving = new HashSet<>();
    private final Map<PersonId, Member> unannounced = new HashMap<>();
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
        this.fanOut = new FanOut(key);
        this.tail = new Tail(services.config().limits().replicaTailEntries());
        this.requests =
                new RequestTable(services.config().times().retryDeadline().toMillis());
        timers.startTimerWithFixedDelay(CompareNow.class, new CompareNow(), services.compareEvery());
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Publish.class, this::onPublish)
                .onMessage(Flush.class, this::onFlush)
                .onMessage(Look.class, this::onLook)
                .onMessage(Position.class, this::onPosition)
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
            if (entry.seq() > progress.seq() + 1) {
                askResend();
                break;
            }
            if (entry.seq() == progress.seq() + 1) {
                apply(entry);
            }
        }
        answerWaiting();
        flushSoon();
        return this;
    }

    /** Whether a message of this incarnation is to be heeded; an older one is told that its time is over. */
    private boolean follows(long epoch) {
        if (epoch < promisedEpoch) {
            tellServingRoom(new ChatRoom.Superseded(promisedEpoch));
            return false;
        }
        if (room == null || epoch > progress.epoch()) {
            attached = false;
            attach();
            return false;
        }
        return state != null;
    }

    private void apply(Entry entry) {
        progress = new ChatRoom.Progress(progress.epoch(), entry.seq());
        askedResend = false;
        tail.add(entry);
        var author = entry.author();
        if (author != null && entry.request() > 0) {
            requests.happened(author, entry.request(), services.clock().millis());
        }
        var speaker = author == null || author.node() != services.node() ? null : receivers.get(author);
        show(entry.with(state().inPresentNames(entry.event())), speaker);
    }

    private void show(Entry entry, @Nullable Receiver speaker) {
        var event = entry.event();
        if (event instanceof RoomEvent.Said said) {
            state().apply(entry);
            showSaid(said, entry, speaker);
        } else if (event instanceof RoomEvent.Joined joined) {
            showArrival(joined.person().id(), entry, speaker);
        } else if (event instanceof RoomEvent.Restored restored) {
            showRestored(restored, entry);
        } else if (event instanceof RoomEvent.Parted parted) {
            showDeparture(parted.who().id(), entry, speaker);
        } else if (event instanceof RoomEvent.Kicked kicked) {
            showDeparture(kicked.who().id(), entry, speaker);
        } else if (event instanceof RoomEvent.Left left) {
            takeOut(left.who(), entry);
        } else if (event instanceof RoomEvent.ModesChanged) {
            showModes(entry, speaker);
        } else {
            state().apply(entry);
            if (!(event instanceof RoomEvent.Described)) {
                fanOut.add(entry, state(), speaker);
            }
        }
        summarise(event);
    }

    private void showSaid(RoomEvent.Said said, Entry entry, @Nullable Receiver speaker) {
        var atLeast = said.atLeast();
        if (key instanceof RoomKey.Conversation) {
            receivers.values().stream()
                    .filter(receiver -> !fanOut.isSeated(receiver.id()))
                    .forEach(fanOut::seat);
        }
        if (atLeast == null) {
            fanOut.add(entry, state(), speaker);
            return;
        }
        fanOut.addFor(
                id -> {
                    var member = state().member(id);
                    return member != null && member.roles().atLeast(atLeast);
                },
                entry,
                state(),
                speaker);
    }

    private void showArrival(PersonId who, Entry entry, @Nullable Receiver speaker) {
        fanOut.flush();
        state().apply(entry);
        fanOut.add(entry, state(), speaker);
        if (who.node() != services.node()) {
            return;
        }
        var receiver = receivers.get(who);
        if (receiver == null) {
            leave(who);
            return;
        }
        tellStanding(receiver);
        fanOut.flush();
        fanOut.seat(receiver);
    }

    /** Shown only where the member was out of sight. */
    private void showRestored(RoomEvent.Restored restored, Entry entry) {
        var who = restored.person().id();
        unannounced.remove(who);
        if (state().holds(who)) {
            state().apply(entry);
        } else {
            showArrival(who, entry, null);
        }
    }

    private void showDeparture(PersonId who, Entry entry, @Nullable Receiver speaker) {
        leaving.remove(who);
        fanOut.flush();
        state().apply(entry);
        fanOut.add(entry, state(), speaker);
        var receiver = receivers.get(who);
        if (receiver != null) {
            receiver.user().tell(new RoomAnswer.Gone(key));
            fanOut.flush();
            fanOut.unseat(who);
        }
    }

    /**
     * The room has let go of a member whose end the people actors tell. Who was still in sight is kept for that; who is still here, as only this
     * replica can know, is put back.
     */
    private void takeOut(PersonId who, Entry entry) {
        var member = state().member(who);
        state().apply(entry);
        leaving.remove(who);
        if (member == null) {
            return;
        }
        if (receivers.containsKey(who)) {
            tellRoom(new ChatRoom.Rejoin(member.person(), member.roles()));
        } else {
            unannounced.put(who, member);
        }
    }

    private void showModes(Entry entry, @Nullable Receiver speaker) {
        state().apply(entry);
        fanOut.add(entry, state(), speaker);
        fanOut.seated().forEach(id -> tellStanding(Objects.requireNonNull(receivers.get(id))));
    }

    private void tellStanding(Receiver receiver) {
        var member = state().member(receiver.id());
        if (member != null) {
            receiver.user()
                    .tell(new RoomAnswer.Standing(
                            key, member.roles(), state().modes().secret()));
        }
    }

    private void flushSoon() {
        if (fanOut.isFull()) {
            fanOut.flush();
        } else if (!flushing && !fanOut.isEmpty()) {
            flushing = true;
            getContext().getSelf().tell(FLUSH);
        }
    }

    private Behavior<Command> onFlush(Flush flush) {
        flushing = false;
        fanOut.flush();
        return this;
    }

    private Behavior<Command> onLook(Look look) {
        fanOut.flush();
        var bytes = look.look().apply(state == null ? RoomState.empty(key) : state);
        if (!bytes.isEmpty()) {
            look.to().deliver(bytes);
        }
        look.replyTo().tell(new Looked(key));
        return this;
    }

    private Behavior<Command> onPosition(Position position) {
        if (!follows(position.progress().epoch())) {
            return this;
        }
        if (position.progress().seq() > progress.seq()) {
            askedResend = false;
            askResend();
        } else {
            tellServingRoom(new ChatRoom.Ack(services.node(), progress));
        }
        return this;
    }

    private void askResend() {
        if (!askedResend) {
            askedResend = true;
            tellServingRoom(new ChatRoom.Resend(services.node(), progress));
        }
    }

    private Behavior<Command> onAdmit(Admit admit) {
        admitted++;
        var receiver = admit.receiver();
        var known = receivers.put(receiver.id(), receiver);
        if (known == null) {
            watchUser(receiver);
        } else if (fanOut.isSeated(receiver.id())) {
            fanOut.flush();
            fanOut.seat(receiver);
        }
        if (key instanceof RoomKey.Conversation) {
            attached = false;
        }
        if (attached) {
            receiver.user().tell(new RoomAnswer.Entered(key, getContext().getSelf()));
        } else {
            attach();
        }
        return this;
    }

    private void watchUser(Receiver receiver) {
        getContext().watchWith(receiver.user(), new UserEnded(receiver.id()));
    }

    private Behavior<Command> onRetune(Retune retune) {
        var receiver = receivers.get(retune.id());
        if (receiver != null) {
            var retuned = receiver.with(retune.encoder());
            receivers.put(retune.id(), retuned);
            if (fanOut.isSeated(retune.id())) {
                fanOut.flush();
                fanOut.seat(retuned);
            }
        }
        return this;
    }

    private Behavior<Command> onExit(Exit exit) {
        var receiver = receivers.get(exit.id());
        if (receiver != null && (state == null || !state.holds(exit.id()))) {
            getContext().unwatch(receiver.user());
            forget(exit.id());
        }
        return this;
    }

    private Behavior<Command> onUserEnded(UserEnded ended) {
        forget(ended.id());
        if (state == null || state.holds(ended.id()) || key instanceof RoomKey.Conversation) {
            leave(ended.id());
        }
        return this;
    }

    private void forget(PersonId id) {
        fanOut.flush();
        fanOut.unseat(id);
        receivers.remove(id);
        offerEnd();
    }

    private void leave(PersonId id) {
        if (!(key instanceof RoomKey.Conversation)) {
            leaving.add(id);
            tickSoon();
        }
        tellRoom(new ChatRoom.Leave(id));
    }

    /** The registry knows whether somebody is on the way in. */
    private void offerEnd() {
        if (receivers.isEmpty() && leaving.isEmpty()) {
            services.registry().tell(new Replicas.Unneeded(key, getContext().getSelf(), admitted));
        }
    }

    private Behavior<Command> onAskAudience(AskAudience ask) {
        if (state != null && progress.seq() < ask.afterSeq()) {
            waiting.add(new Waiting(ask, services.clock().millis()));
            tickSoon();
        } else {
            answerAudience(ask);
        }
        return this;
    }

    private void answerWaiting() {
        if (!waiting.isEmpty()) {
            answerWaiting(ask -> progress.seq() >= ask.ask.afterSeq());
        }
    }

    private void answerWaiting(Predicate<Waiting> isDue) {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            var next = each.next();
            if (isDue.test(next)) {
                each.remove();
                answerAudience(next.ask);
            }
        }
    }

    private void answerAudience(AskAudience ask) {
        fanOut.flush();
        var who = ask.change().before().id();
        var wasSeen = state != null && (state.member(who) != null || unannounced.remove(who) != null);
        if (state != null) {
            take(state, ask.change());
        }
        ask.replyTo().tell(new Audience(key, wasSeen ? List.copyOf(fanOut.seated()) : List.of()));
    }

    private void take(RoomState view, PersonChange change) {
        var now = change.now();
        if (now == null) {
            view.conceal(change.before().id());
            summarise(null);
            return;
        }
        view.describe(now);
        if (now.id().node() == services.node() && view.holds(now.id())) {
            tellRoom(new ChatRoom.Describe(now));
        }
    }

    private Behavior<Command> onAskLost(AskLost ask) {
        fanOut.flush();
        var gone = new ArrayList<Person>();
        if (state != null) {
            var view = state;
            List.copyOf(view.members()).stream()
                    .filter(member -> member.person().id().node() == ask.node())
                    .forEach(member -> {
                        gone.add(member.person());
                        view.conceal(member.person().id());
                    });
        }
        unannounced.values().removeIf(member -> {
            var lost = member.person().id().node() == ask.node();
            if (lost) {
                gone.add(member.person());
            }
            return lost;
        });
        ask.replyTo().tell(new Lost(key, gone, List.copyOf(fanOut.seated())));
        summarise(null);
        return this;
    }

    private Behavior<Command> onServe(Serve serve) {
        if (serve.epoch() < promisedEpoch) {
            serve.room().tell(new ChatRoom.Superseded(promisedEpoch));
            return this;
        }
        if (!serve.room().equals(room)) {
            if (room != null) {
                getContext().unwatch(room);
            }
            room = serve.room();
            getContext().watchWith(serve.room(), new RoomEnded(serve.room()));
        }
        promisedEpoch = serve.epoch();
        progress = new ChatRoom.Progress(serve.epoch(), progress.seq());
        askedResend = false;
        if (state != null) {
            nowAttached();
        }
        leaving.forEach(id -> tellServingRoom(new ChatRoom.Leave(id)));
        return this;
    }

    private void nowAttached() {
        if (!attached) {
            attached = true;
            var entered = new RoomAnswer.Entered(key, getContext().getSelf());
            receivers.values().forEach(receiver -> receiver.user().tell(entered));
        }
    }

    private Behavior<Command> onSnapshot(Snapshot snapshot) {
        if (snapshot.at().epoch() != progress.epoch()
                || room == null
                || !snapshotPages.add(snapshot.at(), snapshot.page())) {
            return this;
        }
        fanOut.flush();
        var before = state;
        state = snapshotPages.state(key);
        snapshotPages
                .requests()
                .forEach(mark -> requests.restore(mark, services.clock().millis()));
        snapshotPages = new RoomPage.Collector();
        progress = snapshot.at();
        if (before != null) {
            showDifference(before, state());
        }
        reseat();
        nowAttached();
        answerWaiting();
        summarise(null);
        return this;
    }

    /** The events between are not to be had any more; what they changed in who is here is shown as if it happened now. */
    private void showDifference(RoomState before, RoomState now) {
        getContext()
                .getLog()
                .warn(
                        "room {}: what happened up to {} is not kept any more; this node's members have a gap",
                        key.entityId(),
                        progress);
        for (var member : before.members()) {
            if (now.member(member.person().id()) == null) {
                fanOut.add(resynchronised(new RoomEvent.Parted(member.person().identity(), "")), now, null);
            }
        }
        for (var member : now.members()) {
            if (before.member(member.person().id()) == null) {
                fanOut.add(resynchronised(new RoomEvent.Restored(member.person(), member.roles())), now, null);
            }
        }
        fanOut.flush();
    }

    private Entry resynchronised(RoomEvent event) {
        return new Entry(progress.epoch(), progress.seq(), services.clock().millis(), null, 0, null, event);
    }

    /** Whoever is a member and here is written to; a member of this node who is not here any more is taken out. */
    private void reseat() {
        List.copyOf(fanOut.seated()).forEach(fanOut::unseat);
        for (var member : List.copyOf(state().allMembers())) {
            var id = member.person().id();
            var receiver = receivers.get(id);
            if (receiver != null) {
                fanOut.seat(receiver);
                tellStanding(receiver);
            } else if (id.node() == services.node()) {
                leave(id);
            }
        }
    }

    /** Asking for the room starts it where its shard is now. */
    private Behavior<Command> onRoomEnded(RoomEnded ended) {
        if (ended.room().equals(room)) {
            room = null;
            attached = false;
            attach();
        }
        return this;
    }

    private void attach() {
        var here = key instanceof RoomKey.Conversation ? List.copyOf(receivers.keySet()) : List.<PersonId>of();
        tellRoom(new ChatRoom.Attach(
                services.node(), getContext().getSelf(), state == null ? ChatRoom.Progress.NONE : progress, here));
        tickSoon();
    }

    private Behavior<Command> onReport(Report report) {
        promisedEpoch = Math.max(promisedEpoch, report.epoch());
        var people = List.copyOf(receivers.keySet());
        var pageSize = 512;
        var pages = Math.max(1, (people.size() + pageSize - 1) / pageSize);
        for (var page = 0; page < pages; page++) {
            report.replyTo()
                    .tell(new ChatRoom.Standing(
                            services.node(),
                            report.epoch(),
                            promisedEpoch,
                            getContext().getSelf(),
                            state == null ? ChatRoom.Progress.NONE : progress,
                            people.subList(page * pageSize, Math.min(people.size(), (page + 1) * pageSize)),
                            page,
                            page == pages - 1));
        }
        return this;
    }

    private Behavior<Command> onGiveState(GiveState give) {
        if (state != null && give.epoch() == promisedEpoch) {
            for (var page : RoomPage.of(state, requests, tail.all())) {
                give.replyTo().tell(new ChatRoom.Held(services.node(), give.epoch(), progress, page));
            }
        }
        return this;
    }

    /** What must not be lost is repeated until it has its effect. */
    private Behavior<Command> onTick(Tick tick) {
        timers.cancel(Tick.class);
        if (!attached) {
            attach();
        }
        List.copyOf(leaving).forEach(this::leave);
        var patienceMillis = services.tick().toMillis();
        var now = services.clock().millis();
        answerWaiting(ask -> now - ask.sinceMillis >= patienceMillis);
        if (!waiting.isEmpty()) {
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

    private Behavior<Command> onCompareNow(CompareNow compare) {
        requests.prune(services.clock().millis());
        if (state != null && attached) {
            tellServingRoom(new ChatRoom.Compare(services.node(), progress, state.digest()));
        }
        return this;
    }

    private Behavior<Command> onClose(Close close) {
        receivers.values().forEach(receiver -> receiver.user().tell(new RoomAnswer.Closed(key)));
        services.registry().tell(new Replicas.Unneeded(key, getContext().getSelf(), admitted));
        return this;
    }

    private Behavior<Command> onEnd(End end) {
        fanOut.flush();
        tellServingRoom(new ChatRoom.Detach(services.node(), getContext().getSelf()));
        return Behaviors.stopped();
    }

    /** LIST's line of this room, where something in it has changed. */
    private void summarise(@Nullable RoomEvent cause) {
        if (cause instanceof RoomEvent.Said || !(key instanceof RoomKey.Named named) || state == null) {
            return;
        }
        var topic = state.topic();
        services.registry()
                .tell(new Replicas.Summarised(new RoomSummary(
                        named.name(),
                        state.displayName(),
                        state.members().size(),
                        topic == null ? "" : topic.text(),
                        state.modes().secret(),
                        state.createdMillis(),
                        topic == null ? 0 : topic.timeMillis())));
    }

    private void tellRoom(ChatRoom.Command command) {
        services.rooms().accept(new RoomMessage(key, command));
    }

    private void tellServingRoom(ChatRoom.Command command) {
        if (room != null) {
            room.tell(command);
        }
    }

    private RoomState state() {
        return Objects.requireNonNull(state);
    }

    /** An answer that waits until the changed person's own doings have been applied. */
    private record Waiting(AskAudience ask, long sinceMillis) {}
}
