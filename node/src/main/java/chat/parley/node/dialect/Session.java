package chat.parley.node.dialect;

import chat.parley.node.config.NodeConfig;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Roles;
import chat.parley.wire.RoomName;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** What a dialect knows of its connection and its person, at any time. Used in the user actor only. */
public interface Session {
    PersonId id();

    /** {@code null} until registration is done. */
    @Nullable
    Person person();

    /** The peer's address as text, without the port; never begins with a colon. */
    String host();

    int port();

    /** Whether the connection is encrypted. */
    boolean secure();

    NodeConfig config();

    /** The rooms that this person is a member of (conversations are not among them), in the order of joining. */
    Map<RoomName, Standing> rooms();

    /** Writes outside of the order of answers: only for what nobody asked for. */
    void push(ByteString frames);

    /** The dialect's encoders have changed: rooms and people get the new ones before the next request is begun. */
    void encodersChanged();

    /** Ends the connection when everything before is done: others see {@code reason} as QUIT, the peer sees the farewell. */
    void end(String reason);

    /** How this person stands in a room. */
    record Standing(Roles roles, boolean secret) {}
}
