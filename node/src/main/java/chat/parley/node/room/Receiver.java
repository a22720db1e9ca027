package chat.parley.node.room;

import chat.parley.node.person.Outbound;
import chat.parley.node.person.PersonId;
import org.apache.pekko.actor.typed.ActorRef;

/** One of this node's people as a replica knows them: where to write, in which form, and whom to tell that a request is done. */
public record Receiver(PersonId id, Outbound outbound, RoomEncoder encoder, ActorRef<? super RoomAnswer> user) {

    public Receiver with(RoomEncoder changed) {
        return new Receiver(id, outbound, changed, user);
    }
}
