package chat.parley.node.name;

import chat.parley.node.cluster.CborSerializable;
import chat.parley.node.person.Identity;
import chat.parley.node.room.RoomKey;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.apache.pekko.actor.typed.ActorRef;

/** What one person's user actor is told by others, from any node. */
@JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
public sealed interface PersonMail extends CborSerializable {
    /** Somebody runs WHOIS on this person. */
    record DescribeYourself(ActorRef<Profile> replyTo) implements PersonMail {}

    /** An INVITE to a room has been kept; the invited is told. */
    record InvitedTo(RoomName room, Identity by, long timeMillis) implements PersonMail {}

    /** A private conversation has its first message: enter it, so that it can be delivered. */
    record Summoned(RoomKey conversation) implements PersonMail {}

    /** An operator of the network ends this connection (KILL). */
    record Killed(Identity by, String reason) implements PersonMail {}

    /** The store is away, so that whoever has asked for something waits, or is back; from the person's own node. */
    record StoreIs(boolean there) implements PersonMail {
        /** For the person, in any protocol. */
        public String words() {
            return there
                    ? "What is said is kept again: what has waited goes on"
                    : "What is said cannot be kept just now, so it waits, and goes on by itself: do not send it again";
        }
    }

    /** This person's name turned out to be held by another one too, who keeps it: the connection must end with a word about it. */
    record NameLost(Nick nick) implements PersonMail {}
}
