package chat.parley.node.user;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.name.Directory;
import chat.parley.node.name.Holder;
import chat.parley.wire.Nick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.jspecify.annotations.Nullable;

/**
 * Asks the directory who holds names. Nothing is remembered beyond a turn of the user: a name may pass to somebody else at any time. Questions are
 * asked again each {@code retry-interval} until {@code parley.times.claim} is over. Used by the user's actor only.
 */
final class Finder {
    private final ActorRef<ShardingEnvelope<Directory.Command>> names;
    private final ActorRef<Directory.Found> answers;
    private final long intervalNanos;
    private final long deadlineNanos;
    private final LongSupplier nanoTime;

    // Mutable state
    private final Map<Long, Question> questions = new LinkedHashMap<>(2);
    private long lastQuestion;
    private long due = Alarm.NEVER;

    /** What one bucket is asked; {@code then} is given nothing when the time is over. */
    private static final class Question {
        private final List<Nick> nicks;
        private final long since;
        private final Consumer<Optional<List<Holder>>> then;
        private long sentAt;

        Question(List<Nick> nicks, Consumer<Optional<List<Holder>>> then, long now) {
            this.nicks = nicks;
            this.then = then;
            this.since = now;
        }
    }

    Finder(
            ActorRef<ShardingEnvelope<Directory.Command>> names,
            ActorRef<Directory.Found> answers,
            NodeConfig.Times times,
            LongSupplier nanoTime) {
        this.names = names;
        this.answers = answers;
        this.intervalNanos = times.retryInterval().toNanos();
        this.deadlineNanos = times.claim().toNanos();
        this.nanoTime = nanoTime;
    }

    /** Who of these are there; those of whom the directory has not told in time are missing too. */
    void find(List<Nick> nicks, Consumer<Map<Nick, Holder>> then) {
        var buckets = new LinkedHashMap<Integer, List<Nick>>();
        nicks.stream()
                .distinct()
                .forEach(nick -> buckets.computeIfAbsent(Directory.bucketOf(nick), bucket -> new ArrayList<>())
                        .add(nick));
        var found = new HashMap<Nick, Holder>();
        if (buckets.isEmpty()) {
            then.accept(found);
            return;
        }
        var outstanding = new int[] {buckets.size()};
        buckets.values()
                .forEach(some -> ask(some, answer -> {
                    answer.orElse(List.of()).forEach(holder -> found.put(holder.nick(), holder));
                    if (--outstanding[0] == 0) {
                        then.accept(found);
                    }
                }));
    }

    /**
     * Asks for names of one bucket.
     *
     * @param then given the holders, or nothing where the directory has not answered in time
     */
    void ask(List<Nick> nicks, Consumer<Optional<List<Holder>>> then) {
        var question = new Question(List.copyOf(nicks), then, now());
        questions.put(++lastQuestion, question);
        send(lastQuestion, question);
    }

    void onFound(Directory.Found found) {
        answer(found.question(), Optional.of(found.holders()));
    }

    long due() {
        return due;
    }

    void tick() {
        if (due == Alarm.NEVER || now() - due < 0) {
            return;
        }
        due = Alarm.NEVER;
        Map.copyOf(questions).forEach((number, question) -> {
            if (now() - question.since >= deadlineNanos) {
                answer(number, Optional.empty());
            } else if (now() - question.sentAt >= intervalNanos) {
                send(number, question);
            } else {
                due = Alarm.earlier(due, question.sentAt + intervalNanos);
            }
        });
    }

    private void send(long number, Question question) {
        question.sentAt = now();
        due = Alarm.earlier(due, question.sentAt + intervalNanos);
        var entity = Integer.toString(Directory.bucketOf(question.nicks.get(0)));
        names.tell(new ShardingEnvelope<>(entity, new Directory.Find(question.nicks, number, answers)));
    }

    private void answer(long number, Optional<List<Holder>> holders) {
        @Nullable Question question = questions.remove(number);
        if (question != null) {
            question.then.accept(holders);
        }
    }

    private long now() {
        return nanoTime.getAsLong();
    }
}
