package chat.parley.node.name;

import chat.parley.node.cluster.CborSerializable;
import chat.parley.node.person.Outbound;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonEncoder;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.RoomKey;
import chat.parley.wire.Nick;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;

/** This node's people; at {@code /user/people}, from before the node joins until it ends. */
public final class People {
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

    /** A registration was completed with the claimed name: from now on this person is one of the people. */
    public record Arrive(Person person, Outbound outbound, PersonEncoder encoder) implements Command {}

    /** This person's encoder has changed. */
    public record Retune(PersonId id, PersonEncoder encoder) implements Command {}

    /**
     * One of this node's people has changed or quits. Goes once to every node; answered when all that are present have told their people. A
     * {@code Renamed} gives up the old name afterwards; a {@code Quit} gives up all names.
     *
     * @param rooms where the person is, each with the place in the order up to which their own doings there are known to be done: replicas show
     *     the change after these
     */
    public record Change(PersonChange change, Map<RoomKey, Long> rooms, ActorRef<Changed> replyTo) implements Command {}

    public record Changed(PersonId id) {}

    /**
     * People of this node that match; every node is asked.
     *
     * @param pattern a {@link chat.parley.wire.Glob} for the nick, user, host, server, real name or {@code nick!user@host}
     */
    public record FindPeople(String pattern, boolean operatorsOnly, int limit, ActorRef<PeoplePage> replyTo)
            implements Command, CborSerializable {}

    /** A page of at most 64 KiB; {@code last} ends the answer. */
    public record PeoplePage(long node, List<Person> people, boolean last) implements CborSerializable {}

    /** Who had this name lately, as this node has seen it. */
    public record Formerly(Nick nick, int limit, ActorRef<FormerHolders> replyTo) implements Command {}

    public record FormerHolders(List<FormerHolder> holders) {}

    public record FormerHolder(
            chat.parley.node.person.Identity identity, String realName, String server, long untilMillis) {}

    /** The newest counts of every node. */
    public record AskCensus(ActorRef<Censuses> replyTo) implements Command {}

    public record Censuses(List<Census> nodes) {}

    /** How many connections of this node have no name yet; told by the listeners. */
    public record Unregistered(int difference) implements Command {}

    private People() {}
}
