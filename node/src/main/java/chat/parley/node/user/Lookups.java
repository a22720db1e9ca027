package chat.parley.node.user;

import chat.parley.node.config.PasswordHash;
import chat.parley.node.name.Census;
import chat.parley.node.name.Holder;
import chat.parley.node.name.People;
import chat.parley.node.name.PersonMail;
import chat.parley.node.name.Profile;
import chat.parley.node.name.Survey;
import chat.parley.node.person.Person;
import chat.parley.node.room.RoomSummary;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * The rare questions (WHOIS, WHO, LIST, WHOWAS, LUSERS, OPER): each is asked with a deadline, and none is on the way of a message. What does not
 * come in time counts as an empty answer. Used by the user's actor only.
 */
final class Lookups implements Histories.Waiting {
    private final ActorContext<Object> context;
    private final UserServices services;
    private final Finder finder;
    private final Duration deadline;
    private final ActorRef<Object> user;

    Lookups(ActorContext<Object> context, UserServices services, Finder finder) {
        this.context = context;
        this.services = services;
        this.finder = finder;
        this.deadline = services.config().times().survey();
        this.user = context.getSelf();
    }

    void profile(Nick nick, Consumer<Optional<Profile>> then) {
        finder.find(List.of(nick), holders -> {
            var holder = holders.get(nick);
            if (holder == null) {
                then.accept(Optional.empty());
            } else {
                describe(holder, then);
            }
        });
    }

    private void describe(Holder holder, Consumer<Optional<Profile>> then) {
        ask(
                Profile.class,
                holder.mailbox(),
                PersonMail.DescribeYourself::new,
                Optional.<Profile>empty(),
                Optional::of,
                then);
    }

    void people(String pattern, boolean operatorsOnly, int limit, Consumer<Survey.Result<Person>> then) {
        survey(Survey.people(services.nodes(), deadline, pattern, operatorsOnly, limit, result -> goOn(then, result)));
    }

    void rooms(Consumer<Survey.Result<RoomSummary>> then) {
        survey(Survey.rooms(
                services.nodes(), deadline, services.config().limits().listedRooms(), result -> goOn(then, result)));
    }

    /** A survey has a deadline of its own and always ends in an answer. */
    private void survey(Behavior<Survey.Message> survey) {
        context.spawnAnonymous(survey);
    }

    private <T> void goOn(Consumer<T> then, T answer) {
        user.tell(new User.Continue(() -> then.accept(answer)));
    }

    void formerly(Nick nick, int limit, Consumer<List<People.FormerHolder>> then) {
        ask(
                People.FormerHolders.class,
                services.people(),
                replyTo -> new People.Formerly(nick, limit, replyTo),
                List.of(),
                People.FormerHolders::holders,
                then);
    }

    void census(Consumer<List<Census>> then) {
        ask(People.Censuses.class, services.people(), People.AskCensus::new, List.of(), People.Censuses::nodes, then);
    }

    void readMarker(Nick name, RoomName room, long atLeastMillis, Consumer<OptionalLong> then) {
        await(
                services.markers().move(name, room, atLeastMillis),
                found -> then.accept(found.map(OptionalLong::of).orElse(OptionalLong.empty())));
    }

    /** Takes a good part of a second of one thread, so not of one that others need. */
    void verify(String password, PasswordHash hash, Consumer<Boolean> then) {
        var blocking = context.getSystem().dispatchers().lookup(DispatcherSelector.blocking());
        await(CompletableFuture.supplyAsync(() -> hash.matches(password), blocking), false, then);
    }

    private <Q, A, T> void ask(
            Class<A> type,
            RecipientRef<Q> target,
            Function<ActorRef<A>, Q> question,
            T otherwise,
            Function<A, T> value,
            Consumer<T> then) {
        context.ask(
                type,
                target,
                deadline,
                question::apply,
                (answer, failure) ->
                        new User.Continue(() -> then.accept(failure == null ? value.apply(answer) : otherwise)));
    }

    /** A page of the log; one that does not come in {@code parley.history.read-within} counts as none. */
    @Override
    public <T> void await(CompletionStage<T> answer, Consumer<Optional<T>> then) {
        var timed = answer.thenApply(Optional::of)
                .toCompletableFuture()
                .orTimeout(services.config().reading().readWithin().toMillis(), TimeUnit.MILLISECONDS);
        await(timed, Optional.empty(), then);
    }

    private <T> void await(CompletionStage<T> answer, T otherwise, Consumer<T> then) {
        context.pipeToSelf(
                answer, (value, failure) -> new User.Continue(() -> then.accept(failure == null ? value : otherwise)));
    }
}
