package chat.parley.node.name;

import chat.parley.node.room.Replicas;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomReplica;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * Puts one question to several of this node's room replicas and gives their answers together: when all have answered or ended, at the latest
 * after a bounded wait. Lives for one question.
 *
 * @param <A> a replica's answer
 */
final class Gather<A> extends AbstractBehavior<Gather.Message> {
    /** What it understands. */
    sealed interface Message {}

    private record Found(Map<RoomKey, ActorRef<RoomReplica.Command>> replicas) implements Message {}

    private record Answered<A>(A answer) implements Message {}

    private record Ended(RoomKey room) implements Message {}

    private enum WaitOver implements Message {
        INSTANCE
    }

    /**
     * The question.
     *
     * @param replicas asks the registry for the replicas
     * @param ask asks one of them, with its room and the address of the answer
     * @param room the room that an answer is from
     * @param then is given the answers; runs in this actor, so it tells and does nothing else
     */
    record Question<A>(
            Function<ActorRef<Replicas.Found>, Replicas.Command> replicas,
            Class<A> answer,
            Ask<A> ask,
            Function<A, RoomKey> room,
            Consumer<List<A>> then) {}

    /** The question to the replica of one room. */
    interface Ask<A> {
        RoomReplica.Command to(RoomKey room, ActorRef<A> replyTo);
    }

    private final Question<A> question;
    private final ActorRef<A> answers;

    // Mutable state
    private final List<A> gathered = new ArrayList<>();
    private final Set<RoomKey> waiting = new HashSet<>();

    static <A> Behavior<Message> create(ActorRef<Replicas.Command> registry, Duration wait, Question<A> question) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startSingleTimer(WaitOver.INSTANCE, wait);
            var found = context.messageAdapter(Replicas.Found.class, answer -> new Found(answer.replicas()));
            registry.tell(question.replicas().apply(found));
            return new Gather<>(context, question);
        }));
    }

    private Gather(ActorContext<Message> context, Question<A> question) {
        super(context);
        this.question = question;
        this.answers = context.messageAdapter(question.answer(), Answered::new);
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Found.class, this::onFound)
                .onMessage(
                        Answered.class, answered -> onAnswered(question.answer().cast(answered.answer())))
                .onMessage(Ended.class, ended -> onHeard(ended.room()))
                .onMessage(WaitOver.class, this::onWaitOver)
                .build();
    }

    private Behavior<Message> onFound(Found found) {
        found.replicas().forEach((room, replica) -> {
            waiting.add(room);
            getContext().watchWith(replica, new Ended(room));
            replica.tell(question.ask().to(room, answers));
        });
        return finishOnceComplete();
    }

    private Behavior<Message> onAnswered(A answer) {
        gathered.add(answer);
        return onHeard(question.room().apply(answer));
    }

    private Behavior<Message> onHeard(RoomKey room) {
        waiting.remove(room);
        return finishOnceComplete();
    }

    private Behavior<Message> onWaitOver(WaitOver over) {
        getContext()
                .getLog()
                .warn(
                        "Replicas have not answered in time (parley.names.audience); their people may miss a change: {}",
                        waiting);
        waiting.clear();
        return finishOnceComplete();
    }

    private Behavior<Message> finishOnceComplete() {
        if (!waiting.isEmpty()) {
            return this;
        }
        question.then().accept(List.copyOf(gathered));
        return Behaviors.stopped();
    }
}
