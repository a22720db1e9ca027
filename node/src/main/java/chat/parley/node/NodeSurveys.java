package chat.parley.node;

import chat.parley.node.cluster.Nodes;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.name.Survey;
import chat.parley.node.person.Person;
import chat.parley.node.room.RoomSummary;
import chat.parley.node.user.Surveys;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;

/** {@link Surveys} by an actor for each question, which ends with its answer. */
final class NodeSurveys implements Surveys {
    private final ActorSystem<?> system;
    private final Nodes nodes;
    private final NodeConfig config;
    private final AtomicLong asked = new AtomicLong();

    NodeSurveys(ActorSystem<?> system, Nodes nodes, NodeConfig config) {
        this.system = system;
        this.nodes = nodes;
        this.config = config;
    }

    @Override
    public CompletionStage<List<Person>> people(String pattern, boolean operatorsOnly, int limit) {
        return ask(then -> Survey.people(nodes, config.times().survey(), pattern, operatorsOnly, limit, then));
    }

    @Override
    public CompletionStage<List<RoomSummary>> rooms() {
        return ask(then ->
                Survey.rooms(nodes, config.times().survey(), config.limits().listedRooms(), then));
    }

    private <T> CompletionStage<List<T>> ask(Function<Consumer<Survey.Result<T>>, Behavior<Survey.Message>> question) {
        var answer = new CompletableFuture<List<T>>();
        system.systemActorOf(
                question.apply(result -> answer.complete(result.items())),
                "survey-" + asked.incrementAndGet(),
                Props.empty());
        return answer;
    }
}
