package chat.parley.node.user;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.dialect.Session.Standing;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.Refusal;
import chat.parley.node.room.RoomAnswer;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomPast;
import chat.parley.node.room.RoomReplica;
import chat.parley.node.room.RoomView;
import chat.parley.wire.RoomName;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * All of one user's ways to rooms: those that they are a member of, those that they only look or speak into, and private conversations. Successive
 * messages to one room out of one turn go as one. Used by the user's actor only.
 */
final class RoomLinks implements Histories.Replicas {
    private final LinkPort port;
    private final NodeConfig.Limits limits;
    private final long retryIntervalNanos;
    private final long retryDeadlineNanos;
    private final long visitNanos;
    private final LongSupplier nanoTime;

    // Mutable state
    private final Map<RoomKey, RoomLink> links = new LinkedHashMap<>(2);
    private final Map<RoomName, Standing> rooms = new LinkedHashMap<>(2);
    private @Nullable RoomLink gathering;
    private long highestNumber;
    private long due = Alarm.NEVER;

    RoomLinks(LinkPort port, NodeConfig config, LongSupplier nanoTime) {
        this.port = port;
        this.limits = config.limits();
        this.retryIntervalNanos = config.times().retryInterval().toNanos();
        this.retryDeadlineNanos = config.times().retryDeadline().toNanos();
        this.visitNanos = config.times().pingAfter().toNanos();
        this.nanoTime = nanoTime;
    }

    /** The rooms that the person is a member of, in the order of joining. */
    Map<RoomName, Standing> rooms() {
        return Collections.unmodifiableMap(rooms);
    }

    /** Where the person is, and up to where their own doings there are known to be done. */
    Map<RoomKey, Long> positions() {
        var positions = new HashMap<RoomKey, Long>();
        for (var room : rooms.keySet()) {
            var link = links.get(RoomKey.of(room));
            positions.put(RoomKey.of(room), link == null ? 0L : link.seq());
        }
        return positions;
    }

    void ask(RoomKey key, RoomCommand command, @Nullable String label, Consumer<Outcome> then) {
        var link = link(key);
        if (link.unanswered() >= limits.pendingRequests()) {
            then.accept(new Outcome.Refused(Refusal.BUSY, ""));
            return;
        }
        var gathers = command instanceof RoomCommand.Say;
        if (gathering != link || !gathers) {
            flush();
        }
        highestNumber = Math.max(highestNumber, link.ask(command, label, then, now()));
        gathering = link;
        if (!gathers) {
            flush();
        }
        expect(now() + retryIntervalNanos);
    }

    /**
     * Says something in a private conversation.
     *
     * @param summon calls the other one into it; repeated where the first message is not answered
     */
    void converse(
            RoomKey.Conversation key,
            RoomCommand.Say say,
            @Nullable String label,
            Runnable summon,
            Consumer<Outcome> then) {
        if (!links.containsKey(key)) {
            summon.run();
        }
        link(key).summonBy(summon);
        ask(key, say, label, then);
    }

    void look(RoomName room, Function<RoomView, ByteString> look, Runnable then) {
        flush();
        link(RoomKey.of(room)).look(look, then, now());
        expect(now() + retryIntervalNanos);
    }

    @Override
    public boolean isIn(RoomName room) {
        return rooms.containsKey(room);
    }

    @Override
    public void recall(RoomKey key, Consumer<@Nullable RoomPast> then) {
        flush();
        link(key).recall(then, now());
        expect(now() + retryIntervalNanos);
    }

    /** Somebody has begun a conversation with this person, or goes on with one that had ended. */
    void summoned(RoomKey key) {
        if (!(key instanceof RoomKey.Conversation conversation && conversation.has(port.self()))) {
            return;
        }
        if (links.containsKey(key)) {
            port.enter(key);
        } else {
            link(key);
        }
    }

    /** Sends what was gathered. */
    void flush() {
        if (gathering != null) {
            gathering.flush(now());
            gathering = null;
        }
    }

    /** The person's encoder has changed. */
    void retune() {
        var encoder = port.encoder().get();
        links.values().forEach(link -> link.retune(encoder));
    }

    void onEntered(RoomAnswer.Entered entered) {
        var link = links.get(entered.room());
        if (link == null) {
            entered.replica().tell(new RoomReplica.Exit(port.self()));
            return;
        }
        link.entered(entered, port.encoder().get(), now());
        expect(now() + retryIntervalNanos);
    }

    void onDone(RoomAnswer.Done done) {
        var link = links.get(done.room());
        if (link != null) {
            link.done(done.from(), done.to(), done.seq());
            leaveIfIdle(link);
        }
    }

    void onAnswered(RoomAnswer.Answered answered) {
        var link = links.get(answered.room());
        if (link != null) {
            link.answered(answered.request(), answered.outcome());
            leaveIfIdle(link);
        }
    }

    void onResendFrom(RoomAnswer.ResendFrom resend) {
        var link = links.get(resend.room());
        if (link != null) {
            link.resendFrom(resend.request(), now());
        }
    }

    void onLooked(RoomReplica.Looked looked) {
        var link = links.get(looked.room());
        if (link != null) {
            link.looked();
            leaveIfIdle(link);
        }
    }

    void onRecalled(RoomReplica.Recalled recalled) {
        var link = links.get(recalled.past().room());
        if (link != null) {
            link.recalled(recalled.past());
            leaveIfIdle(link);
        }
    }

    void onStanding(RoomAnswer.Standing standing) {
        var link = links.get(standing.room());
        if (link != null && standing.room() instanceof RoomKey.Named named) {
            link.rejoin();
            rooms.put(named.name(), new Standing(standing.roles(), standing.secret()));
        }
    }

    void onGone(RoomAnswer.Gone gone) {
        var link = links.get(gone.room());
        if (link != null && gone.room() instanceof RoomKey.Named named) {
            rooms.remove(named.name());
            link.leave();
            leaveIfIdle(link);
        }
    }

    void onClosed(RoomAnswer.Closed closed) {
        var link = links.get(closed.room());
        if (link != null) {
            link.closed();
            if (link.unanswered() == 0) {
                forget(link);
            }
        }
    }

    /**
     * A replica has failed, and with it these people's places in its room; those who only looked in may try again.
     *
     * @return whether the person was a member
     */
    boolean replicaEnded(ActorRef<?> replica) {
        var failed =
                links.values().stream().filter(link -> link.isThrough(replica)).findFirst();
        if (failed.isEmpty()) {
            return false;
        }
        var link = failed.get();
        link.closed();
        if (link.unanswered() == 0) {
            forget(link);
        }
        return link.key() instanceof RoomKey.Named named && rooms.remove(named.name()) != null;
    }

    /** When {@link #tick} has something to do. */
    long due() {
        return due;
    }

    /** Sends again, gives up, and leaves rooms that were only visited. */
    void tick() {
        if (due == Alarm.NEVER || now() - due < 0) {
            return;
        }
        due = Alarm.NEVER;
        for (var link : List.copyOf(links.values())) {
            tick(link);
        }
    }

    private void tick(RoomLink link) {
        var now = now();
        if (link.isSilentFor(retryIntervalNanos, now)) {
            link.summon();
        }
        link.retry(retryIntervalNanos, retryDeadlineNanos, now);
        if (isIdleVisit(link) && now - link.usedAt() >= visitNanos) {
            leave(link);
            return;
        }
        expect(link.due(retryIntervalNanos, retryDeadlineNanos));
        if (isIdleVisit(link)) {
            expect(link.usedAt() + visitNanos);
        }
    }

    private RoomLink link(RoomKey key) {
        var known = links.get(key);
        if (known != null) {
            return known;
        }
        leaveEldestVisit();
        var link = new RoomLink(key, port, ++highestNumber, now());
        links.put(key, link);
        return link;
    }

    /** Visits are bounded as memberships are. */
    private void leaveEldestVisit() {
        if (links.size() < limits.roomsPerUser() + rooms.size()) {
            return;
        }
        links.values().stream().filter(this::isIdleVisit).findFirst().ifPresent(this::leave);
    }

    private boolean isIdleVisit(RoomLink link) {
        return link.unanswered() == 0
                && link != gathering
                && link.key() instanceof RoomKey.Named named
                && !rooms.containsKey(named.name());
    }

    private void leaveIfIdle(RoomLink link) {
        if (isIdleVisit(link)) {
            if (link.isLeaving()) {
                leave(link);
            } else {
                expect(link.usedAt() + visitNanos);
            }
        }
    }

    private void leave(RoomLink link) {
        link.exit();
        forget(link);
    }

    private void forget(RoomLink link) {
        links.remove(link.key(), link);
    }

    private void expect(long time) {
        due = Alarm.earlier(due, time);
    }

    private long now() {
        return nanoTime.getAsLong();
    }
}
