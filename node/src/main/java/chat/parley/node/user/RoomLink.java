package chat.parley.node.user;

import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.RoomAnswer;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomEncoder;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomPast;
import chat.parley.node.room.RoomReplica;
import chat.parley.node.room.RoomView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One user's way to one room: through the replica of the node for what is read, to the entity for what is asked. Requests are numbered without a
 * gap and kept until they are answered; before the replica has let the user in they wait here. Used by the user's actor only.
 */
final class RoomLink {
    /** What one message to a room may hold; well below the largest frame between nodes. */
    private static final int MAX_MESSAGE_BYTES = 64 * 1024;

    private final RoomKey key;
    private final String entityId;
    private final LinkPort port;

    // Mutable state
    private final ArrayDeque<Asked> asked = new ArrayDeque<>(1);
    private final ArrayDeque<Looking> looking = new ArrayDeque<>(1);
    private @Nullable ActorRef<RoomReplica.Command> replica;
    private @Nullable ActorRef<ChatRoom.Command> entity;
    private @Nullable Runnable summon;
    private RoomEncoder encoder;
    private long nextNumber;
    private long resentFrom;
    private long seq;
    private long usedAt;
    private boolean leaving;

    /** A question to the replica that has not been answered; {@code then} is {@code null} once nobody waits for it any more. */
    private static final class Looking {
        private final RoomReplica.Command question;
        private final long since;
        private boolean sent;
        private @Nullable Consumer<@Nullable RoomPast> then;

        Looking(RoomReplica.Command question, Consumer<@Nullable RoomPast> then, long now) {
            this.question = question;
            this.then = then;
            this.since = now;
        }

        void done(@Nullable RoomPast past) {
            var told = then;
            then = null;
            if (told != null) {
                told.accept(past);
            }
        }
    }

    RoomLink(RoomKey key, LinkPort port, long firstNumber, long now) {
        this.key = key;
        this.entityId = key.entityId();
        this.port = port;
        this.nextNumber = firstNumber;
        this.usedAt = now;
        this.encoder = port.enter(key);
    }

    RoomKey key() {
        return key;
    }

    /** The place in the room's order up to which this user's own doings are known to be done. */
    long seq() {
        return seq;
    }

    /** How the other one of a conversation is called into it. */
    void summonBy(Runnable call) {
        summon = call;
    }

    void summon() {
        if (summon != null) {
            summon.run();
        }
    }

    /** How many requests are not answered, those that were given up among them. */
    int unanswered() {
        return asked.size() + looking.size();
    }

    long usedAt() {
        return usedAt;
    }

    /** Takes the next number; {@link #flush} must follow. */
    long ask(RoomCommand command, @Nullable String label, Consumer<Outcome> then, long now) {
        usedAt = now;
        asked.add(new Asked(nextNumber, label, command, then, now));
        return nextNumber++;
    }

    void look(Function<RoomView, ByteString> look, Runnable then, long now) {
        question(new RoomReplica.Look(look, port.outbound(), port.looked()), past -> then.run(), now);
    }

    /** {@code then} is given {@code null} where no answer came in time. */
    void recall(Consumer<@Nullable RoomPast> then, long now) {
        question(new RoomReplica.Recall(port.self(), port.recalled()), then, now);
    }

    private void question(RoomReplica.Command question, Consumer<@Nullable RoomPast> then, long now) {
        usedAt = now;
        looking.add(new Looking(question, then, now));
        sendLooks();
    }

    /** Sends what was not sent, if the replica is there. */
    void flush(long now) {
        if (replica != null) {
            send(asked.stream().filter(one -> !one.isSent()).toList(), now);
        }
    }

    /** The replica is there, or has found its room again: what the room's end may have lost is sent again. */
    void entered(RoomAnswer.Entered entered, RoomEncoder current, long now) {
        if (!entered.replica().equals(replica)) {
            closed();
            replica = entered.replica();
            port.watch(entered.replica());
        }
        entity = entered.entity();
        if (!encoder.equals(current)) {
            retune(current);
        }
        send(List.copyOf(asked), now);
        sendLooks();
    }

    boolean isThrough(ActorRef<?> other) {
        return other.equals(replica);
    }

    void retune(RoomEncoder changed) {
        encoder = changed;
        if (replica != null) {
            replica.tell(new RoomReplica.Retune(port.self(), changed));
        }
    }

    /** Lower ones that the room has refused wait for its answer, which comes on another way. */
    void done(long from, long to, long place) {
        seq = Math.max(seq, place);
        resentFrom = 0;
        var done = new ArrayList<Asked>();
        for (Iterator<Asked> each = asked.iterator(); each.hasNext(); ) {
            var next = each.next();
            if (next.number() > to) {
                break;
            }
            if (next.number() >= from) {
                each.remove();
                done.add(next);
            }
        }
        done.forEach(one -> one.answer(Outcome.Done.INSTANCE));
    }

    void answered(long number, Outcome outcome) {
        resentFrom = 0;
        var one = asked.stream().filter(each -> each.number() == number).findFirst();
        one.ifPresent(found -> {
            asked.remove(found);
            found.answer(outcome);
        });
    }

    /** Every request after a lost one makes the room say this: the first time is enough, until something comes of it or the next retry is due. */
    void resendFrom(long number, long now) {
        if (resentFrom != number) {
            resentFrom = number;
            send(asked.stream().filter(one -> one.number() >= number).toList(), now);
        }
    }

    void looked() {
        answered(null);
    }

    void recalled(RoomPast past) {
        answered(past);
    }

    private void answered(@Nullable RoomPast past) {
        var first = looking.pollFirst();
        if (first != null) {
            first.done(past);
        }
    }

    /** The replica has ended; should something be under way, the next retry asks for another one. */
    void closed() {
        if (replica != null) {
            port.unwatch(replica);
            replica = null;
            entity = null;
            looking.forEach(one -> one.sent = false);
        }
    }

    /** No member any more: once nothing is under way the replica is left. */
    void leave() {
        leaving = true;
    }

    boolean isLeaving() {
        return leaving;
    }

    void rejoin() {
        leaving = false;
    }

    void exit() {
        if (replica != null) {
            replica.tell(new RoomReplica.Exit(port.self()));
            closed();
        }
    }

    /** Whether the oldest request has had no answer for that long. */
    boolean isSilentFor(long nanos, long now) {
        var oldest = asked.peekFirst();
        return oldest != null && oldest.isSilentFor(nanos, now);
    }

    /** Sends again what has had no answer for an interval, and gives up what is past the deadline. */
    void retry(long intervalNanos, long deadlineNanos, long now) {
        giveUp(deadlineNanos, now);
        if (replica == null && unanswered() > 0) {
            encoder = port.enter(key);
        }
        if (isSilentFor(intervalNanos, now)) {
            resentFrom = 0;
            resend(now);
        }
    }

    /**
     * A request that was sent may have been taken, so its number stays in use for as long as before; by then those after it say by the lowest
     * number that they wait for that it is not needed. One that was not sent needs none.
     */
    private void giveUp(long deadlineNanos, long now) {
        List.copyOf(looking).stream()
                .filter(one -> now - one.since >= deadlineNanos)
                .forEach(one -> one.done(null));
        looking.removeIf(one -> !one.sent && one.then == null);
        List.copyOf(asked).stream()
                .filter(one -> one.isOverdue(deadlineNanos, now))
                .forEach(Asked::giveUp);
        var noneSent = asked.stream().noneMatch(Asked::isSent);
        asked.removeIf(one -> one.isGivenUp() && (noneSent || one.isOlderThan(2 * deadlineNanos, now)));
    }

    /** Through the shards: the incarnation that was known may have ended. */
    private void resend(long now) {
        if (replica == null) {
            asked.forEach(one -> one.waited(now));
        } else {
            send(List.copyOf(asked), null, now);
        }
    }

    /** When {@link #retry} has something to do. */
    long due(long intervalNanos, long deadlineNanos) {
        var due = Alarm.NEVER;
        for (var one : looking) {
            due = one.then == null ? due : Alarm.earlier(due, one.since + deadlineNanos);
        }
        for (var one : asked) {
            due = Alarm.earlier(due, one.due(intervalNanos, deadlineNanos));
        }
        return due;
    }

    private void sendLooks() {
        if (replica == null) {
            return;
        }
        for (var one : looking) {
            if (!one.sent) {
                one.sent = true;
                replica.tell(one.question);
            }
        }
    }

    private void send(List<Asked> some, long now) {
        send(some, entity, now);
    }

    private void send(List<Asked> some, @Nullable ActorRef<ChatRoom.Command> to, long now) {
        var message = new ArrayList<ChatRoom.Request>(some.size());
        var size = 0;
        for (var one : some) {
            if (size + one.weight() > MAX_MESSAGE_BYTES && !message.isEmpty()) {
                tell(to, message);
                message = new ArrayList<>();
                size = 0;
            }
            one.sent(now);
            message.add(one.request());
            size += one.weight();
        }
        if (!message.isEmpty()) {
            tell(to, message);
        }
    }

    private void tell(@Nullable ActorRef<ChatRoom.Command> to, List<ChatRoom.Request> requests) {
        port.ask(entityId, to, asked.getFirst().number(), requests);
    }
}
