package chat.parley.node.name;

import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonEncoder;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Replicas;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomReplica;
import chat.parley.wire.RoomName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.util.ByteString;

/**
 * Finds out which of this node's people must see a change, and tells each of them once, however many rooms they share with the changed person. Part
 * of {@link People}, runs in its actor.
 */
final class Audience {
    private final ActorContext<People.Command> context;
    private final ActorRef<Replicas.Command> replicas;
    private final NameSettings settings;
    private final Neighbours neighbours;
    private final Roster people;
    private final Whowas whowas;

    // Mutable state
    private final ShownChanges shown = new ShownChanges();
    private final Set<Long> lostWhileShowing = new HashSet<>();

    /** @param people this node's, as they are at each moment */
    Audience(
            ActorContext<People.Command> context,
            ActorRef<Replicas.Command> replicas,
            NameSettings settings,
            Neighbours neighbours,
            Roster people,
            Whowas whowas) {
        this.context = context;
        this.replicas = replicas;
        this.settings = settings;
        this.neighbours = neighbours;
        this.people = people;
        this.whowas = whowas;
    }

    /** Shows a change that has come; answers once it is shown, and again when it comes again. Nothing is heard from a removed node. */
    void show(People.PersonChanged news) {
        if (neighbours.has(news.node())) {
            switch (shown.begin(news.node(), news.number(), news.oldestPending())) {
                case NEW -> ask(news);
                case BEING_SHOWN -> {}
                case SHOWN -> answer(news);
            }
        }
    }

    private void ask(People.PersonChanged news) {
        remember(news.change(), news.person());
        if (news.rooms().isEmpty() && !news.everywhere()) {
            found(news, List.of());
            return;
        }
        var positions = news.rooms().stream().collect(Collectors.toMap(People.Position::room, People.Position::seq));
        var rooms = List.copyOf(positions.keySet());
        gather(new Gather.Question<>(
                found -> news.everywhere() ? new Replicas.AllReplicas(found) : new Replicas.FindReplicas(rooms, found),
                RoomReplica.Audience.class,
                (room, replyTo) ->
                        new RoomReplica.AskAudience(news.change(), positions.getOrDefault(room, 0L), replyTo),
                RoomReplica.Audience::room,
                audiences -> context.getSelf().tell(new People.AudienceFound(news, audiences))));
    }

    private void remember(PersonChange change, Person person) {
        var now = change.now();
        if (now == null || !now.nick().equals(change.before().nick())) {
            whowas.add(change.before(), person);
        }
    }

    private <A> void gather(Gather.Question<A> question) {
        context.spawnAnonymous(Gather.create(replicas, settings.audience(), question));
    }

    void found(People.PersonChanged news, List<RoomReplica.Audience> audiences) {
        var receivers = audiences.stream()
                .flatMap(audience -> audience.receivers().stream())
                .collect(Collectors.toSet());
        var members = new HashMap<RoomName, Integer>();
        audiences.stream()
                .filter(audience -> !audience.receivers().isEmpty())
                .forEach(audience -> count(members, audience.room(), audience.members()));
        tell(news.change(), new PersonEncoder.Surroundings(news.person(), members), receivers);
        shown.end(news.node(), news.number());
        answer(news);
        if (!shown.isBusyWith(news.node()) && lostWhileShowing.remove(news.node())) {
            askLost(news.node());
        }
    }

    private static void count(Map<RoomName, Integer> members, RoomKey room, int count) {
        if (room instanceof RoomKey.Named named) {
            members.put(named.name(), count);
        }
    }

    private void tell(PersonChange change, PersonEncoder.Surroundings around, Collection<PersonId> receivers) {
        if (change instanceof PersonChange.DetailsChanged) {
            return;
        }
        var frames = new HashMap<PersonEncoder, ByteString>();
        for (var id : receivers) {
            var receiver = people.get(id);
            if (receiver != null && !id.equals(change.before().id())) {
                var frame = frames.computeIfAbsent(receiver.encoder(), encoder -> encoder.shown(change, around));
                if (frame.nonEmpty()) {
                    receiver.outbound().deliver(frame);
                }
            }
        }
    }

    private void answer(People.PersonChanged news) {
        news.replyTo().tell(new People.ChangeShown(neighbours.self(), news.number()));
    }

    /** Tells of the people of removed nodes, each node's after its last changes. */
    void forget(Set<Long> removedNodes) {
        for (var node : removedNodes) {
            if (shown.isBusyWith(node)) {
                lostWhileShowing.add(node);
            } else {
                askLost(node);
            }
        }
    }

    private void askLost(long node) {
        shown.forget(node);
        gather(new Gather.Question<>(
                Replicas.AllReplicas::new,
                RoomReplica.Lost.class,
                (room, replyTo) -> new RoomReplica.AskLost(node, replyTo),
                RoomReplica.Lost::room,
                losses -> context.getSelf().tell(new People.LossFound(losses))));
    }

    void lossFound(List<RoomReplica.Lost> losses) {
        var gone = new TreeMap<PersonId, Person>();
        var receivers = new HashMap<PersonId, Set<PersonId>>();
        var members = new HashMap<RoomName, Integer>();
        for (var loss : losses) {
            count(members, loss.room(), loss.members());
            for (var person : loss.gone()) {
                gone.merge(person.id(), person, (one, other) -> one.version() >= other.version() ? one : other);
                receivers.computeIfAbsent(person.id(), id -> new HashSet<>()).addAll(loss.receivers());
            }
        }
        gone.forEach((id, person) -> {
            var quit = new PersonChange.Quit(person.identity(), "Lost the node " + person.server());
            remember(quit, person);
            var around = new PersonEncoder.Surroundings(person, members);
            tell(quit, around, receivers.getOrDefault(id, Set.of()));
        });
    }
}
