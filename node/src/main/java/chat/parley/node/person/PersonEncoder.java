package chat.parley.node.person;

import chat.parley.wire.RoomName;
import java.util.Map;
import org.apache.pekko.util.ByteString;

/**
 * How one kind of receiver is shown what concerns a person everywhere. As with a room's encoder, equal encoders share one encoding. Called in
 * the people actor; never throws; empty bytes mean that this kind is not shown the change.
 */
public interface PersonEncoder {
    ByteString shown(PersonChange change);

    /** The same, for kinds that tell more of it than the change itself says; this is the one that is called. */
    default ByteString shown(PersonChange change, Surroundings around) {
        return shown(change);
    }

    /**
     * What is known besides where a change is shown.
     *
     * @param person as they are after it, or were before they quit
     * @param members how many are in each of the rooms in which this node's people see the person, after the change
     */
    record Surroundings(Person person, Map<RoomName, Integer> members) {}
}
