package chat.parley.node.name;

import chat.parley.node.cluster.CborSerializable;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Holds the names of one of 64 buckets, for the whole cluster. */
public final class Directory {
    /** How many entities share the names; never changed without a full stop. */
    public static final int BUCKETS = 64;

    /** The entity that holds a name. */
    public static int bucketOf(Nick nick) {
        return Math.floorMod(nick.folded().hashCode(), BUCKETS);
    }

    /** What a directory entity understands. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
    public sealed interface Command extends CborSerializable {}

    /** Asks for a name; granted to the first, and again to whoever holds it. */
    public record Claim(Holder holder, ActorRef<ClaimAnswer> replyTo) implements Command {}

    public record ClaimAnswer(Nick nick, PersonId claimant, boolean granted) implements CborSerializable {}

    /** Gives a name up; done also where somebody else or nobody holds it. */
    public record Release(Nick nick, PersonId holder, ActorRef<Released> replyTo) implements Command {}

    public record Released(Nick nick, PersonId holder) implements CborSerializable {}

    /**
     * Who holds these names of this bucket.
     *
     * @param question comes back with the answer, which may be late, doubled or lost
     */
    public record Find(List<Nick> nicks, long question, ActorRef<Found> replyTo) implements Command {}

    public record Found(long question, List<Holder> holders) implements CborSerializable {}

    private Directory() {}
}
