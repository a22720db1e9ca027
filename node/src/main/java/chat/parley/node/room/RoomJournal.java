package chat.parley.node.room;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.person.PersonId;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The deciding half of a {@link ChatRoom}: makes events of requests, gives them their places, applies them, and gathers them for the next commit.
 * One batch is under way at a time; what is decided meanwhile gathers for the next ones, up to a bound. Used by the room's actor only.
 *
 * <p>An answer without an event may rest on what others have just decided. So it waits for the commit of all that was decided before it:
 * acknowledged means kept.
 */
final class RoomJournal {
    /**
     * What is committed at once.
     *
     * @param entries to be published afterwards; empty where answers alone have waited
     * @param answers to be given before that, so that nobody hears of a later request first
     * @param kept what the room is after it, where that has changed; {@code null}: as before
     */
    record Batch(
            List<Entry> entries,
            List<Answer> answers,
            @Nullable KeptRoom kept) {}

    record Answer(ActorRef<RoomAnswer> author, RoomAnswer answer) {
        void tell() {
            author.tell(answer);
        }
    }

    /** Batches that wait for their commit before nothing more is decided. */
    private static final int MAX_GATHERED = 16;

    private final RoomKey key;
    private final NodeConfig config;
    private final Clock clock;
    private final RoomState state;
    private final Claims claims;
    private final RequestTable requests;
    private final long epoch;
    private final boolean keepsEmpty;

    /** That one commit takes: rows of the log's transaction. */
    private final int batchEntries;

    // Mutable state
    private long seq;
    private long lastMillis;
    private boolean stored;
    private boolean underWay;
    private final ArrayDeque<Gathering> gathered = new ArrayDeque<>();
    private boolean mayDiffer = true;
    private long emptySinceMillis;
    private @Nullable KeptRoom kept;

    /** @param keepsEmpty whether something is left of the room when nobody is in it */
    RoomJournal(RoomKey key, NodeConfig config, Clock clock, boolean keepsEmpty, RoomRecovery.Recovered recovered) {
        this.key = key;
        this.config = config;
        this.clock = clock;
        this.state = recovered.state();
        this.claims = recovered.claims();
        this.requests = recovered.requests();
        this.epoch = recovered.epoch();
        this.keepsEmpty = keepsEmpty;
        this.batchEntries = config.history().commitRows();
        this.stored = recovered.stored();
        this.seq = recovered.seq();
        this.lastMillis = recovered.lastMillis();
    }

    RoomState state() {
        return state;
    }

    long epoch() {
        return epoch;
    }

    /** The place of the last event, be it committed or not. */
    ChatRoom.Progress decided() {
        return new ChatRoom.Progress(epoch, seq);
    }

    /** The room at {@link #decided()}. */
    List<RoomPage> pages() {
        return RoomPage.of(state, requests, List.of());
    }

    RequestTable.Verdict judge(ChatRoom.Ask ask, ChatRoom.Request request) {
        return requests.judge(ask.author(), request.number(), ask.oldestPending());
    }

    /** Decides a request that was not seen before. */
    void decide(ChatRoom.Ask ask, ChatRoom.Request request) {
        var command = request.command();
        var claimed = command instanceof RoomCommand.Join join
                ? claims.of(join.person().identity(), clock.millis())
                : Roles.NONE;
        var decision = RoomRules.decide(state, ask.author(), command, config.limits(), !stored, claimed);
        if (decision instanceof Decision.Happens happens && happens.besides().isEmpty()) {
            record(ask.author(), request.number(), request.label(), happens.event());
            requests.happened(ask.author(), request.number(), seq, lastMillis);
        } else if (decision instanceof Decision.Happens happens) {
            record(ask.author(), 0, request.label(), happens.event());
            answer(ask, request, Outcome.Refused.of(happens.besides()));
        } else if (decision instanceof Decision.Refused refused) {
            answer(ask, request, Outcome.Refused.of(refused.reasons()));
        } else {
            answer(ask, request, Outcome.Unchanged.INSTANCE);
        }
    }

    /** Answers a request that becomes no event, and remembers how. */
    void answer(ChatRoom.Ask ask, ChatRoom.Request request, Outcome outcome) {
        requests.answered(ask.author(), request.number(), outcome, now());
        tell(ask, request, outcome);
    }

    /** Gives an answer once everything before it is kept. */
    void tell(ChatRoom.Ask ask, ChatRoom.Request request, Outcome outcome) {
        var answer = new Answer(ask.replyTo(), new RoomAnswer.Answered(key, request.number(), outcome));
        if (isSettled()) {
            answer.tell();
        } else {
            gathering().add(answer);
        }
    }

    /** What the room does by itself. */
    void record(RoomEvent event) {
        record(null, 0, null, event);
    }

    /** A member whom no node has any more; should they come back, they have what they had. */
    void lose(PersonId id) {
        var member = state.anyMember(id);
        record(new RoomEvent.Left(id));
        if (member != null) {
            claims.lost(member, now());
        }
    }

    private void record(@Nullable PersonId author, long request, @Nullable String label, RoomEvent event) {
        var gathering = gatheringWithSpace();
        var entry = new Entry(epoch, ++seq, now(), author, request, label, event);
        if (!(event instanceof RoomEvent.Said)) {
            claims.before(event, state, lastMillis);
            mayDiffer = true;
        }
        state.apply(entry);
        gathering.add(entry);
        stored |= keepsEmpty;
    }

    /** What the room is after a full one must be told before it goes on. */
    private Gathering gatheringWithSpace() {
        var last = gathering();
        if (last.size() < batchEntries) {
            return last;
        }
        last.keep(changedRoom());
        var next = new Gathering();
        gathered.add(next);
        return next;
    }

    private Gathering gathering() {
        if (gathered.isEmpty()) {
            gathered.add(new Gathering());
        }
        return gathered.getLast();
    }

    /** What is to be kept of the room now, if that is something else than the last time. */
    private @Nullable KeptRoom changedRoom() {
        if (!mayDiffer || key instanceof RoomKey.Conversation) {
            return null;
        }
        mayDiffer = false;
        emptySinceMillis = !state.allMembers().isEmpty() ? 0 : emptySinceMillis == 0 ? now() : emptySinceMillis;
        var now = new KeptRoom(state.settings(), claims.all(state, lastMillis), emptySinceMillis);
        if (now.equals(kept)) {
            return null;
        }
        kept = now;
        return now;
    }

    /** Whether so much waits for its commit that nothing more shall be decided for now. */
    boolean isFull() {
        return gathered.size() > MAX_GATHERED;
    }

    private long now() {
        lastMillis = Math.max(lastMillis, clock.millis());
        return lastMillis;
    }

    /** Whether nothing waits for a commit. */
    boolean isSettled() {
        return !underWay && gathered.isEmpty();
    }

    /** Takes what has gathered first, unless a batch is under way; {@link #end} must follow its commit. */
    @Nullable
    Batch begin() {
        if (underWay || gathered.isEmpty()) {
            return null;
        }
        var first = gathered.remove();
        if (gathered.isEmpty() && first.size() > 0) {
            first.keep(changedRoom());
        }
        underWay = true;
        return first.batch();
    }

    void end() {
        underWay = false;
    }

    /** Forgets the requests of those who have asked for nothing for long. */
    void prune() {
        requests.prune(clock.millis());
    }
}
