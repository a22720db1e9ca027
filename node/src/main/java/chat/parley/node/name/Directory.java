package chat.parley.node.name;

import chat.parley.node.cluster.CborSerializable;
import chat.parley.node.cluster.Nodes;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.jspecify.annotations.Nullable;

/**
 * Holds the names of one of 64 buckets, for the whole cluster: a name is held once.
 *
 * <p>It stores nothing. What is true is what the nodes' {@link People} hold, so one that starts asks all of them, and grants nothing before each
 * present node has answered or was removed: silence is never "nobody". A name is freed by its holder, or when the holder's node is removed,
 * never because a node is unreachable. Fails: the shard starts it anew at the next command.
 */
public final class Directory {
    /** How many entities share the names; never changed without a full stop. */
    public static final int BUCKETS = 64;

    public static final EntityTypeKey<Command> TYPE_KEY = EntityTypeKey.create(Command.class, "names");

    /** The entity that holds a name. */
    public static int bucketOf(Nick nick) {
        return Math.floorMod(nick.folded().hashCode(), BUCKETS);
    }

    /** What a directory entity understands. */
    public sealed interface Command {}

    /**
     * Asks for a name; granted to the first, and again to whoever holds it, with the spelling of the newest claim. A claim from a node that is not
     * present (any more, or as far as this one knows yet) has no answer.
     *
     * @param number numbers the claims and releases of the holder's node
     */
    public record Claim(Holder holder, long number, ActorRef<ClaimAnswer> replyTo)
            implements Command, CborSerializable {}

    public record ClaimAnswer(Nick nick, PersonId claimant, long number, boolean granted) implements CborSerializable {}

    /** Gives a name up; done also where somebody else or nobody holds it, or the same person by a claim with a higher number. */
    public record Release(Nick nick, PersonId holder, long number, ActorRef<Released> replyTo)
            implements Command, CborSerializable {}

    public record Released(Nick nick, PersonId holder, long number) implements CborSerializable {}

    /**
     * Who holds these names of this bucket.
     *
     * @param question comes back with the answer, which may be late, doubled or lost
     */
    public record Find(List<Nick> nicks, long question, ActorRef<Found> replyTo) implements Command, CborSerializable {}

    public record Found(long question, List<Holder> holders) implements CborSerializable {}

    /**
     * A node's answer to {@link People.ReportNames}: the names that its people hold, in the order of their folded form.
     *
     * @param after what the question said
     * @param last whether no name comes after these
     */
    public record NamesHeld(long node, @Nullable Nick after, List<Held> names, boolean last)
            implements Command, CborSerializable {}

    /** Ends the entity, so that it can start on another node: from its shard. */
    private enum GoodBye implements Command {
        INSTANCE
    }

    private enum LookAround implements Command {
        INSTANCE
    }

    private final int bucket;
    private final ActorContext<Command> context;
    private final StashBuffer<Command> stash;
    private final Neighbours neighbours;

    // Mutable state
    private final NameReports reports = new NameReports();
    private final Map<Nick, Held> names = new HashMap<>();
    private final Set<Held> losers = new HashSet<>();

    /** How to start the 64 on a node. */
    public static Entity<Command, ShardingEnvelope<Command>> entity(Nodes nodes, NameSettings settings) {
        return Entity.of(TYPE_KEY, entity -> create(Integer.parseInt(entity.getEntityId()), nodes, settings))
                .withStopMessage(GoodBye.INSTANCE);
    }

    /**
     * One directory.
     *
     * @param bucket the entity's id
     */
    public static Behavior<Command> create(int bucket, Nodes nodes, NameSettings settings) {
        Objects.checkIndex(bucket, BUCKETS);
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(LookAround.INSTANCE, settings.repeat());
            return Behaviors.withStash(
                    settings.stash(),
                    stash -> new Directory(bucket, context, stash, new Neighbours(nodes, context)).start());
        }));
    }

    private Directory(int bucket, ActorContext<Command> context, StashBuffer<Command> stash, Neighbours neighbours) {
        this.bucket = bucket;
        this.context = context;
        this.stash = stash;
        this.neighbours = neighbours;
    }

    private Behavior<Command> start() {
        neighbours.look();
        askTheSilent();
        return Behaviors.receive(Command.class)
                .onMessage(NamesHeld.class, this::onNamesHeld)
                .onMessage(LookAround.class, this::onStillStarting)
                .onMessage(GoodBye.class, bye -> Behaviors.stopped())
                .onMessage(Command.class, this::onTooEarly)
                .onSignal(Terminated.class, this::onNodeEndedTooEarly)
                .build();
    }

    private Behavior<Command> onNamesHeld(NamesHeld page) {
        reports.add(page);
        if (!reports.isComplete(page.node())) {
            neighbours.find(page.node()).ifPresent(this::ask);
        }
        return serveOnceComplete();
    }

    private Behavior<Command> onStillStarting(LookAround tick) {
        neighbours.watchAgain();
        askTheSilent();
        return serveOnceComplete();
    }

    private Behavior<Command> onTooEarly(Command command) {
        if (stash.isFull()) {
            context.getLog()
                    .warn(
                            "Directory {} starts and {} commands wait already: one is dropped; who sent it repeats it",
                            bucket,
                            stash.size());
        } else {
            stash.stash(command);
        }
        return Behaviors.same();
    }

    private Behavior<Command> onNodeEndedTooEarly(Terminated end) {
        return serveOnceComplete();
    }

    private void askTheSilent() {
        neighbours.present().stream()
                .filter(peer -> !reports.isComplete(peer.node()))
                .forEach(this::ask);
    }

    private void ask(Nodes.Peer peer) {
        peer.people().tell(new People.ReportNames(bucket, reports.toldUpTo(peer.node()), context.getSelf()));
    }

    private Behavior<Command> serveOnceComplete() {
        neighbours.look();
        var known = neighbours.known();
        if (known.isEmpty() || !known.stream().allMatch(reports::isComplete)) {
            return Behaviors.same();
        }
        reports.namesOf(known).forEach(this::restore);
        return stash.unstashAll(serving());
    }

    /**
     * Two nodes with one name: only a fault of ours can have led here. The lower id keeps it, because every later start decides the same; the
     * other one is told until they have let it go.
     */
    private void restore(Held held) {
        var winner = names.putIfAbsent(held.holder().nick(), held);
        if (winner != null) {
            context.getLog()
                    .error(
                            "The name {} is held twice, by {} and by {}: the second loses it",
                            held.holder().nick(),
                            winner.holder().id(),
                            held.holder().id());
            losers.add(held);
            tellLoser(held);
        }
    }

    private void tellLoser(Held held) {
        var loser = held.holder();
        neighbours
                .find(loser.id().node())
                .ifPresent(peer -> peer.people().tell(new People.NameLost(loser.nick(), loser.id())));
    }

    private Behavior<Command> serving() {
        return Behaviors.receive(Command.class)
                .onMessage(Claim.class, this::onClaim)
                .onMessage(Release.class, this::onRelease)
                .onMessage(Find.class, this::onFind)
                .onMessage(NamesHeld.class, late -> Behaviors.same())
                .onMessage(LookAround.class, this::onLookAround)
                .onMessage(GoodBye.class, bye -> Behaviors.stopped())
                .onSignal(Terminated.class, this::onNodeEnded)
                .build();
    }

    private Behavior<Command> onClaim(Claim claim) {
        var holder = claim.holder();
        if (neighbours.has(holder.id().node())) {
            var held = names.get(holder.nick());
            var granted = held == null || held.holder().id().equals(holder.id());
            if (granted && (held == null || held.claim() < claim.number())) {
                names.put(holder.nick(), new Held(holder, claim.number()));
            }
            claim.replyTo().tell(new ClaimAnswer(holder.nick(), holder.id(), claim.number(), granted));
        }
        return Behaviors.same();
    }

    private Behavior<Command> onRelease(Release release) {
        var held = names.get(release.nick());
        if (held != null && held.holder().id().equals(release.holder()) && held.claim() < release.number()) {
            names.remove(release.nick());
        }
        losers.removeIf(loser -> loser.holder().nick().equals(release.nick())
                && loser.holder().id().equals(release.holder()));
        release.replyTo().tell(new Released(release.nick(), release.holder(), release.number()));
        return Behaviors.same();
    }

    private Behavior<Command> onFind(Find find) {
        var holders = find.nicks().stream()
                .map(names::get)
                .filter(Objects::nonNull)
                .map(Held::holder)
                .toList();
        find.replyTo().tell(new Found(find.question(), holders));
        return Behaviors.same();
    }

    private Behavior<Command> onLookAround(LookAround tick) {
        freeNamesOf(neighbours.look());
        neighbours.watchAgain();
        losers.forEach(this::tellLoser);
        return Behaviors.same();
    }

    private Behavior<Command> onNodeEnded(Terminated end) {
        freeNamesOf(neighbours.look());
        return Behaviors.same();
    }

    private void freeNamesOf(Set<Long> removed) {
        if (!removed.isEmpty()) {
            names.values().removeIf(held -> removed.contains(held.holder().id().node()));
            losers.removeIf(held -> removed.contains(held.holder().id().node()));
        }
    }
}
