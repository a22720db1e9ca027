package chat.parley.node.name;

import chat.parley.node.cluster.CborSerializable;
import chat.parley.node.person.Person;
import chat.parley.node.room.Roles;
import chat.parley.wire.RoomName;
import java.util.List;

/**
 * What WHOIS tells of a person (RFC 2812 section 3.6.2).
 *
 * @param idleMillis since the person last said something
 * @param secure whether the connection is encrypted
 * @param rooms at most {@code parley.limits.rooms-per-user}
 */
public record Profile(Person person, long idleMillis, boolean secure, List<InRoom> rooms) implements CborSerializable {
    /** A room with this person's roles in it; a secret one is shown to its members only. */
    public record InRoom(RoomName room, Roles roles, boolean secret) {}
}
