package chat.parley.node.room;

import chat.parley.node.config.NodeConfig.Limits;
import chat.parley.node.person.PersonId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * The deciding half of a {@link ChatRoom}: makes events of requests, gives them their places, applies them, and gathers them for the next commit.
 * One batch is under way at a time; what is decided meanwhile waits for the next. Used by the room's actor only.
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
     * @param settings what the room is after it, where messages alone do not tell; {@code null}: as before
     */
    record Batch(
            List<Entry> entries,
            List<Answer> answers,
            @Nullable RoomSettings settings) {}

    record Answer(ActorRef<RoomAnswer> author, RoomAnswer answer) {
        void tell() {
            author.tell(answer);
        }
    }

    private final RoomKey key;
    private final Limits limits;
    private final Clock clock;
    private final RoomState state;
    private final RequestTable requests;
    private final long epoch;
    private final boolean stored;

    // Mutable state
    private long seq;
    private long lastMillis;
    private boolean underWay;
    private List<Entry> entries = new ArrayList<>();
    private List<Answer> answers = new ArrayList<>();
    private boolean settingsChanged;

    RoomJournal(RoomKey key, Limits limits, Clock clock, RoomRecovery.Recovered recovered) {
        this.key = key;
        this.limits = limits;
        this.clock = clock;
        this.state = recovered.state();
        this.requests = recovered.requests();
        this.epoch = recovered.epoch();
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
        var decision = RoomRules.decide(state, ask.author(), request.command(), limits, !stored);
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
            answers.add(answer);
        }
    }

    /** What the room does by itself. */
    void record(RoomEvent event) {
        record(null, 0, null, event);
    }

    private void record(@Nullable PersonId author, long request, @Nullable String label, RoomEvent event) {
        var entry = new Entry(epoch, ++seq, now(), author, request, label, event);
        state.apply(entry);
        entries.add(entry);
        settingsChanged |= !(event instanceof RoomEvent.Said);
    }

    private long now() {
        lastMillis = Math.max(lastMillis, clock.millis());
        return lastMillis;
    }

    /** Whether nothing waits for a commit. */
    boolean isSettled() {
        return !underWay && entries.isEmpty() && answers.isEmpty();
    }

    /** Takes what has gathered, unless a batch is under way; {@link #end} must follow its commit. */
    @Nullable
    Batch begin() {
        if (underWay || isSettled()) {
            return null;
        }
        var batch = new Batch(entries, answers, settingsChanged ? state.settings() : null);
        entries = new ArrayList<>();
        answers = new ArrayList<>();
        settingsChanged = false;
        underWay = true;
        return batch;
    }

    void end() {
        underWay = false;
    }

    /** Forgets the requests of those who have asked for nothing for long. */
    void prune() {
        requests.prune(clock.millis());
    }
}
