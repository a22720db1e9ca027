package chat.parley.node.name;

import chat.parley.node.cluster.Nodes;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Replicas;
import chat.parley.node.room.RoomSummary;
import chat.parley.wire.RoomName;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * Asks every node that is present for one page after the other, and gives one list to whoever asked: when all nodes have said their last page or
 * were removed, when there is more than was wanted, or when the time is over. A node is asked for a page when the one before has come, so that no
 * node has more than one page to do at a time. A child of the user actor; lives for one question.
 *
 * @param <P> a page of an answer
 * @param <K> what tells two items apart, and their order: of those that several nodes give, the first to come is kept
 * @param <T> an item
 */
public final class Survey<P, K extends Comparable<K>, T> extends AbstractBehavior<Survey.Message> {
    /** What it understands. */
    public sealed interface Message {}

    private record Page<P>(P page) implements Message {}

    private enum TimeOver implements Message {
        INSTANCE
    }

    /**
     * What was found, in the order of its keys.
     *
     * @param complete whether this is all; otherwise there is more than was wanted, or a node has not answered in time
     */
    public record Result<T>(List<T> items, boolean complete) {}

    /** How a node is asked for its first page, or for the one after {@code before}. */
    private interface Asking<P> {
        void ask(Nodes.Peer peer, @Nullable P before, ActorRef<P> pages);
    }

    private record Question<P, K, T>(
            Class<P> page,
            Asking<P> asking,
            Function<P, Long> node,
            Function<P, List<T>> items,
            Function<P, Boolean> last,
            Function<T, K> key) {}

    private final Nodes nodes;
    private final Question<P, K, T> question;
    private final int limit;
    private final Consumer<Result<T>> then;
    private final ActorRef<P> pages;

    // Mutable state
    private final Set<Long> waiting = new HashSet<>();
    private final Map<K, T> found = new TreeMap<>();

    /**
     * Looks for people as {@link People.FindPeople} says.
     *
     * @param deadline {@code parley.times.survey}
     * @param limit how many are wanted at most
     * @param then runs once, in the survey's actor: it tells and does nothing else
     */
    public static Behavior<Message> people(
            Nodes nodes,
            Duration deadline,
            String pattern,
            boolean operatorsOnly,
            int limit,
            Consumer<Result<Person>> then) {
        var question = new Question<People.PeoplePage, PersonId, Person>(
                People.PeoplePage.class,
                (peer, before, pages) -> peer.people()
                        .tell(new People.FindPeople(
                                before == null ? null : before.upTo(), pattern, operatorsOnly, pages)),
                People.PeoplePage::node,
                People.PeoplePage::people,
                People.PeoplePage::last,
                Person::id);
        return create(nodes, deadline, limit, question, then);
    }

    /**
     * Looks for all rooms, each told once however many nodes know it.
     *
     * @param deadline {@code parley.times.survey}
     * @param limit how many are wanted at most
     * @param then runs once, in the survey's actor: it tells and does nothing else
     */
    public static Behavior<Message> rooms(
            Nodes nodes, Duration deadline, int limit, Consumer<Result<RoomSummary>> then) {
        var question = new Question<Replicas.RoomsPage, RoomName, RoomSummary>(
                Replicas.RoomsPage.class,
                (peer, before, pages) -> peer.replicas().tell(new Replicas.ListRooms(lastOf(before), pages)),
                Replicas.RoomsPage::node,
                Replicas.RoomsPage::rooms,
                Replicas.RoomsPage::last,
                RoomSummary::room);
        return create(nodes, deadline, limit, question, then);
    }

    private static @Nullable RoomName lastOf(Replicas.@Nullable RoomsPage page) {
        return page == null || page.rooms().isEmpty()
                ? null
                : page.rooms().get(page.rooms().size() - 1).room();
    }

    private static <P, K extends Comparable<K>, T> Behavior<Message> create(
            Nodes nodes, Duration deadline, int limit, Question<P, K, T> question, Consumer<Result<T>> then) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startSingleTimer(TimeOver.INSTANCE, deadline);
            var survey = new Survey<>(context, nodes, limit, question, then);
            return survey.ask();
        }));
    }

    private Survey(
            ActorContext<Message> context,
            Nodes nodes,
            int limit,
            Question<P, K, T> question,
            Consumer<Result<T>> then) {
        super(context);
        this.nodes = nodes;
        this.limit = limit;
        this.question = question;
        this.then = then;
        this.pages = context.messageAdapter(question.page(), Page::new);
    }

    private Behavior<Message> ask() {
        for (var peer : nodes.present()) {
            waiting.add(peer.node());
            getContext().watch(peer.people());
            question.asking().ask(peer, null, pages);
        }
        return waiting.isEmpty() ? finish(true) : this;
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Page.class, page -> onPage(question.page().cast(page.page())))
                .onMessage(TimeOver.class, over -> finish(false))
                .onSignal(Terminated.class, this::onNodeEnded)
                .build();
    }

    private Behavior<Message> onPage(P page) {
        question.items()
                .apply(page)
                .forEach(item -> found.putIfAbsent(question.key().apply(item), item));
        if (found.size() > limit) {
            return finish(false);
        }
        var peer = nodes.find(question.node().apply(page));
        if (question.last().apply(page)) {
            waiting.remove(question.node().apply(page));
        } else if (peer != null) {
            question.asking().ask(peer, page, pages);
        }
        return finishOnceComplete();
    }

    private Behavior<Message> onNodeEnded(Terminated end) {
        waiting.removeIf(node -> nodes.find(node) == null);
        return finishOnceComplete();
    }

    private Behavior<Message> finishOnceComplete() {
        return waiting.isEmpty() ? finish(true) : this;
    }

    private Behavior<Message> finish(boolean complete) {
        then.accept(new Result<>(found.values().stream().limit(limit).toList(), complete));
        return Behaviors.stopped();
    }
}
