package chat.parley.node.dialect;

import chat.parley.node.name.PersonMail;
import chat.parley.node.person.PersonEncoder;
import chat.parley.node.room.RoomEncoder;
import chat.parley.node.room.RoomEvent;
import chat.parley.wire.RoomName;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of client speaks. One instance per connection, with the state of that conversation (capabilities, a half-finished registration);
 * called by the connection's user actor only, except for {@link #framer()}'s result.
 */
public interface Dialect {
    /** Why a connection ends that its peer has closed. */
    String PEER_CLOSED = "Connection closed";

    /** As in {@code --listen NAME=HOST:PORT} and {@link chat.parley.node.person.Person#via()}. */
    String name();

    /** A new framer for the connection's stage. */
    Framer framer();

    /** How this kind wants its bytes in time. */
    default Pace pace() {
        return Pace.FREE;
    }

    /** The connection is there: greet, if this kind greets first. */
    void opened(Session session);

    /** What is done before the first frame, for kinds whose people need not say a word to be there; {@code null} for nothing. */
    default @Nullable Request opening() {
        return null;
    }

    /** Turns a frame into a request. Never throws: what cannot be understood becomes a request that answers with the error. */
    Request decode(Framer.Frame frame);

    /** How this client is shown rooms now. Asked again after {@link Session#encodersChanged()}. */
    RoomEncoder roomEncoder();

    /** How this client is shown people's changes now. */
    PersonEncoder personEncoder();

    /** What somebody else tells this person; empty where it is not shown. {@link PersonMail.DescribeYourself} and Summoned never come here. */
    ByteString mail(PersonMail mail, Session session);

    /**
     * This person is not a member of the room any more.
     *
     * @param kicked how they were put out; {@code null} where they have left
     */
    default void gone(RoomName room, RoomEvent.@Nullable Kicked kicked, Session session) {}

    /** A question whether the peer is still there, or empty where the dialect has none (then silence alone ends nothing). */
    ByteString probe();

    /**
     * The last words before the connection ends, with the reason for the peer. Called once for a connection, and for one that is turned away
     * without {@link #opened} before.
     *
     * @param reason {@link #PEER_CLOSED} where the peer has ended it
     */
    ByteString farewell(String reason, Session session);
}
