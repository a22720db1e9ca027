package chat.parley.node.name;

import chat.parley.node.cluster.CborSerializable;
import chat.parley.node.cluster.Nodes;
import chat.parley.node.name.Announcements.Announcement;
import chat.parley.node.person.Identity;
import chat.parley.node.person.Outbound;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonEncoder;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Replicas;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomReplica;
import chat.parley.wire.Glob;
import chat.parley.wire.Nick;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/**
 * This node's people, and what concerns a person everywhere; at {@code /user/people}, from before the node joins until it ends. The truth about the
 * names that this node's people hold, so it is never started anew: its failure must end the node.
 */
public final class People extends AbstractBehavior<People.Command> {
    /** What the people actor understands. */
    public sealed interface Command {}

    /**
     * A user (of this node) wants a name, at registration or to change theirs. Until {@link Arrive} or {@link Change} makes it theirs, or
     * {@link Abandon}, it is held besides the old one. The user actor is watched from here on: its end frees its names.
     */
    public record Claim(Nick nick, PersonId id, ActorRef<PersonMail> user, ActorRef<Claimed> replyTo)
            implements Command {}

    /** TAKEN and UNAVAILABLE (no answer within {@code parley.times.claim}) leave the claimant without the name. */
    public record Claimed(Nick nick, Result result) {
        public enum Result {
            HELD,
            TAKEN,
            UNAVAILABLE
        }
    }

    /** The user has no use for this claimed name. */
    public record Abandon(Nick nick, PersonId id) implements Command {}

    /** A registration was completed with the claimed name: from now on this person is one of the people. */
    public record Arrive(Person person, Outbound outbound, PersonEncoder encoder) implements Command {}

    /** This person's encoder has changed. */
    public record Retune(PersonId id, PersonEncoder encoder) implements Command {}

    /**
     * One of this node's people has changed or quits. Goes once to every node; answered when all that are present have told their people. A
     * {@code Renamed} gives up the old name afterwards; a {@code Quit} gives up all names, and is answered when others can have them. A user who
     * ends without a {@code Quit} has quit too.
     *
     * @param rooms where the person is, each with the place in the order up to which their own doings there are known to be done: replicas show
     *     the change after these
     */
    public record Change(PersonChange change, Map<RoomKey, Long> rooms, ActorRef<Changed> replyTo) implements Command {}

    public record Changed(PersonId id) {}

    /**
     * From the person's node to every node, its own too; repeated until {@link ChangeShown}.
     *
     * @param number numbers the changes of the people of {@code node}
     * @param oldestPending the lowest number that {@code node} still waits for
     * @param person as they are after the change, or were before they quit
     * @param everywhere whether {@code rooms} are not known, and any room may have to show the change
     */
    public record PersonChanged(
            long node,
            long number,
            long oldestPending,
            PersonChange change,
            Person person,
            List<Position> rooms,
            boolean everywhere,
            ActorRef<Command> replyTo)
            implements Command, CborSerializable {}

    /** A place in a room's order. */
    public record Position(RoomKey room, long seq) {}

    /** {@code node} has told its people of the change with this number. */
    public record ChangeShown(long node, long number) implements Command, CborSerializable {}

    /** A directory starts: which names of its bucket do this node's people hold? Answered with a page of {@link Directory.NamesHeld}. */
    public record ReportNames(int bucket, @Nullable Nick after, ActorRef<Directory.Command> replyTo)
            implements Command, CborSerializable {}

    /** A name turned out to be held twice, and this holder loses it; repeated until they have released it. */
    public record NameLost(Nick nick, PersonId holder) implements Command, CborSerializable {}

    /**
     * People of this node that match, the invisible ones among them; every node is asked, a page at a time.
     *
     * @param after {@link PeoplePage#upTo()} of the page before; {@code null} for the first page
     * @param pattern a {@link chat.parley.wire.Glob} for the nick, user, host, server, real name or {@code nick!user@host}
     */
    public record FindPeople(
            @Nullable PersonId after, String pattern, boolean operatorsOnly, ActorRef<PeoplePage> replyTo)
            implements Command, CborSerializable {}

    /**
     * Those who match among the next few people of a node, in at most 64 KiB.
     *
     * @param upTo the last who was looked at
     * @param last whether nobody comes after them
     */
    public record PeoplePage(
            long node, List<Person> people, @Nullable PersonId upTo, boolean last) implements CborSerializable {}

    /** Who had this name lately, as this node has seen it; the newest first. */
    public record Formerly(Nick nick, int limit, ActorRef<FormerHolders> replyTo) implements Command {}

    public record FormerHolders(List<FormerHolder> holders) {}

    public record FormerHolder(Identity identity, String realName, String server, long untilMillis) {}

    /** The newest counts of every node. */
    public record AskCensus(ActorRef<Censuses> replyTo) implements Command {}

    public record Censuses(List<Census> nodes) {}

    /** Another node's newest counts. */
    public record Counted(Census census) implements Command, CborSerializable {}

    /** How many more or fewer connections of this node have no name yet; told by the users. */
    public record Unregistered(int difference) implements Command {}

    /** How many more or fewer rooms have their entity on this node; told by the entities. */
    public record RoomsHere(int difference) implements Command {}

    /** Whether this node's store is there; told by the store when it changes. */
    public record StoreIs(boolean there) implements Command {}

    record ClaimUnanswered(Nick nick, PersonId claimant) implements Command {}

    record ClaimAnswered(Directory.ClaimAnswer answer) implements Command {}

    record ReleaseAnswered(Directory.Released answer) implements Command {}

    record AudienceFound(PersonChanged news, List<RoomReplica.Audience> audiences) implements Command {}

    record LossFound(List<RoomReplica.Lost> losses) implements Command {}

    private enum StoreStaysAway implements Command {
        INSTANCE
    }

    private enum LookAround implements Command {
        INSTANCE
    }

    private static final String CRASHED = "Connection lost";

    private final Neighbours neighbours;
    private final LocalNames names;
    private final Announcements announcements;
    private final Headcount headcount;
    private final Whowas whowas;
    private final Audience audience;
    private final TimerScheduler<Command> timers;
    private final Duration tellStoreAwayAfter;

    // Mutable state
    private boolean storeAwayTold;
    private final Map<PersonId, ActorRef<PersonMail>> users = new HashMap<>();
    private final Map<ActorRef<?>, PersonId> idsByUser = new HashMap<>();
    private final Roster people = new Roster();

    /**
     * The people of a node.
     *
     * @param replicas this node's registry of room replicas
     */
    public static Behavior<Command> create(
            NameSettings settings, Nodes nodes, Directories directories, ActorRef<Replicas.Command> replicas) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(LookAround.INSTANCE, settings.repeat());
            return new People(context, timers, settings, nodes, directories, replicas);
        }));
    }

    private People(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            NameSettings settings,
            Nodes nodes,
            Directories directories,
            ActorRef<Replicas.Command> replicas) {
        super(context);
        this.timers = timers;
        this.tellStoreAwayAfter = settings.tellStoreAwayAfter();
        this.neighbours = new Neighbours(nodes, context);
        this.names = new LocalNames(directories, settings, context, timers);
        this.announcements = new Announcements(neighbours, context.getSelf());
        this.headcount = new Headcount(neighbours, settings.serverName());
        this.whowas = new Whowas(settings.whowasEntries());
        this.audience = new Audience(context, replicas, settings, neighbours, people, whowas);
        neighbours.look();
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Claim.class, this::onClaim)
                .onMessage(ClaimAnswered.class, this::onClaimAnswered)
                .onMessage(ClaimUnanswered.class, this::onClaimUnanswered)
                .onMessage(Abandon.class, this::onAbandon)
                .onMessage(ReleaseAnswered.class, this::onReleaseAnswered)
                .onMessage(ReportNames.class, this::onReportNames)
                .onMessage(NameLost.class, this::onNameLost)
                .onMessage(Arrive.class, this::onArrive)
                .onMessage(Retune.class, this::onRetune)
                .onMessage(Change.class, this::onChange)
                .onMessage(ChangeShown.class, this::onChangeShown)
                .onMessage(PersonChanged.class, this::onPersonChanged)
                .onMessage(AudienceFound.class, this::onAudienceFound)
                .onMessage(LossFound.class, this::onLossFound)
                .onMessage(FindPeople.class, this::onFindPeople)
                .onMessage(Formerly.class, this::onFormerly)
                .onMessage(AskCensus.class, this::onAskCensus)
                .onMessage(Counted.class, this::onCounted)
                .onMessage(Unregistered.class, this::onUnregistered)
                .onMessage(RoomsHere.class, this::onRoomsHere)
                .onMessage(StoreIs.class, this::onStoreIs)
                .onMessage(StoreStaysAway.class, this::onStoreStaysAway)
                .onMessage(LookAround.class, this::onLookAround)
                .onSignal(Terminated.class, this::onTerminated)
                .build();
    }

    private Behavior<Command> onClaim(Claim claim) {
        if (users.putIfAbsent(claim.id(), claim.user()) == null) {
            idsByUser.put(claim.user(), claim.id());
            getContext().watch(claim.user());
        }
        names.claim(claim);
        return this;
    }

    private Behavior<Command> onClaimAnswered(ClaimAnswered answered) {
        names.answered(answered.answer());
        return this;
    }

    private Behavior<Command> onClaimUnanswered(ClaimUnanswered due) {
        names.repeat(due);
        return this;
    }

    private Behavior<Command> onAbandon(Abandon abandon) {
        names.release(abandon.nick(), abandon.id());
        return this;
    }

    private Behavior<Command> onReleaseAnswered(ReleaseAnswered answered) {
        names.released(answered.answer());
        return this;
    }

    private Behavior<Command> onReportNames(ReportNames question) {
        question.replyTo().tell(names.report(neighbours.self(), question.bucket(), question.after()));
        return this;
    }

    private Behavior<Command> onNameLost(NameLost lost) {
        var user = users.get(lost.holder());
        if (user != null && names.holds(lost.nick(), lost.holder())) {
            getContext().getLog().error("{} loses the name {}: it was held twice", lost.holder(), lost.nick());
            names.release(lost.nick(), lost.holder());
            user.tell(new PersonMail.NameLost(lost.nick()));
        }
        return this;
    }

    private Behavior<Command> onArrive(Arrive arrive) {
        var person = arrive.person();
        if (names.holds(person.nick(), person.id())) {
            people.put(new Registered(person, arrive.outbound(), arrive.encoder()));
            headcount.add(person);
            if (storeAwayTold) {
                tell(person.id(), new PersonMail.StoreIs(false));
            }
        } else {
            getContext().getLog().error("{} arrives without holding the name {}", person.id(), person.nick());
        }
        return this;
    }

    private Behavior<Command> onRetune(Retune retune) {
        var known = people.get(retune.id());
        if (known != null) {
            people.put(known.with(retune.encoder()));
        }
        return this;
    }

    private Behavior<Command> onChange(Change change) {
        var id = change.change().before().id();
        var rooms = change.rooms().entrySet().stream()
                .map(room -> new Position(room.getKey(), room.getValue()))
                .toList();
        var known = people.get(id);
        if (known != null) {
            announce(
                    known, change.change(), rooms, false, () -> change.replyTo().tell(new Changed(id)));
        } else {
            getContext().getLog().debug("{} changes and is none of this node's people", id);
            change.replyTo().tell(new Changed(id));
        }
        return this;
    }

    private void announce(
            Registered known, PersonChange change, List<Position> rooms, boolean everywhere, Runnable then) {
        var now = change.now();
        headcount.remove(known.person());
        if (now == null) {
            people.remove(known.person().id());
        } else {
            headcount.add(now);
            people.put(known.with(now));
        }
        var person = now == null ? known.person() : now;
        announcements.add(
                new Announcement(change, person, rooms, everywhere, () -> giveUpNames(change.before(), now, then)));
    }

    private void giveUpNames(Identity before, @Nullable Person now, Runnable then) {
        if (now == null) {
            names.releaseAll(before.id(), then);
            return;
        }
        if (!now.nick().equals(before.nick())) {
            names.release(before.nick(), before.id());
        }
        then.run();
    }

    private Behavior<Command> onChangeShown(ChangeShown answer) {
        announcements.shown(answer.number(), answer.node());
        return this;
    }

    private Behavior<Command> onPersonChanged(PersonChanged news) {
        audience.show(news);
        return this;
    }

    private Behavior<Command> onAudienceFound(AudienceFound found) {
        audience.found(found.news(), found.audiences());
        return this;
    }

    private Behavior<Command> onLossFound(LossFound found) {
        audience.lossFound(found.losses());
        return this;
    }

    /** Looks at a few of them for each question, so that nobody's joining or leaving waits for a search. */
    private Behavior<Command> onFindPeople(FindPeople question) {
        var filter = new PersonFilter(Glob.of(question.pattern()), question.operatorsOnly());
        question.replyTo().tell(people.find(neighbours.self(), question.after(), filter));
        return this;
    }

    private Behavior<Command> onFormerly(Formerly question) {
        question.replyTo().tell(new FormerHolders(whowas.find(question.nick(), question.limit())));
        return this;
    }

    private Behavior<Command> onAskCensus(AskCensus question) {
        question.replyTo().tell(new Censuses(headcount.all()));
        return this;
    }

    private Behavior<Command> onCounted(Counted news) {
        headcount.heard(news.census());
        return tellOfStore();
    }

    private Behavior<Command> onUnregistered(Unregistered change) {
        headcount.addUnregistered(change.difference());
        return this;
    }

    private Behavior<Command> onRoomsHere(RoomsHere change) {
        headcount.addRooms(change.difference());
        return this;
    }

    private Behavior<Command> onStoreIs(StoreIs news) {
        if (news.there()) {
            timers.cancel(StoreStaysAway.INSTANCE);
            headcount.setStoreAway(false);
            return tellOfStore();
        }
        timers.startSingleTimer(StoreStaysAway.INSTANCE, tellStoreAwayAfter);
        return this;
    }

    private Behavior<Command> onStoreStaysAway(StoreStaysAway news) {
        headcount.setStoreAway(true);
        return tellOfStore();
    }

    /** Rooms of any node may be what somebody here waits for. */
    private Behavior<Command> tellOfStore() {
        if (headcount.isStoreAway() != storeAwayTold) {
            storeAwayTold = headcount.isStoreAway();
            users.keySet().forEach(id -> tell(id, new PersonMail.StoreIs(!storeAwayTold)));
        }
        return this;
    }

    private void tell(PersonId id, PersonMail mail) {
        var user = users.get(id);
        if (user != null) {
            user.tell(mail);
        }
    }

    private Behavior<Command> onLookAround(LookAround tick) {
        forget(neighbours.look());
        neighbours.watchAgain();
        names.repeatReleases();
        announcements.repeat();
        headcount.tell();
        return tellOfStore();
    }

    private Behavior<Command> onTerminated(Terminated end) {
        var id = idsByUser.remove(end.getRef());
        if (id == null) {
            forget(neighbours.look());
        } else {
            users.remove(id);
            userEnded(id);
        }
        return this;
    }

    private void userEnded(PersonId id) {
        var known = people.get(id);
        if (known != null) {
            announce(known, new PersonChange.Quit(known.person().identity(), CRASHED), List.of(), true, () -> {});
        } else if (!announcements.concern(id)) {
            names.releaseAll(id, () -> {});
        }
    }

    private void forget(Set<Long> removedNodes) {
        if (!removedNodes.isEmpty()) {
            announcements.finishComplete();
            headcount.forget(removedNodes);
            audience.forget(removedNodes);
        }
    }
}
