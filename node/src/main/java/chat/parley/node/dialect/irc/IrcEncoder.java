package chat.parley.node.dialect.irc;

import static chat.parley.node.dialect.irc.Capability.AWAY_NOTIFY;
import static chat.parley.node.dialect.irc.Capability.ECHO_MESSAGE;
import static chat.parley.node.dialect.irc.Capability.EXTENDED_JOIN;
import static chat.parley.node.dialect.irc.Capability.INVITE_NOTIFY;
import static chat.parley.node.dialect.irc.Capability.MESSAGE_REDACTION;
import static chat.parley.node.dialect.irc.Capability.MESSAGE_TAGS;
import static chat.parley.node.dialect.irc.Capability.MULTI_PREFIX;
import static chat.parley.node.dialect.irc.Capability.READ_MARKER;
import static chat.parley.node.dialect.irc.Capability.SERVER_TIME;
import static chat.parley.node.dialect.irc.Capability.SETNAME;
import static chat.parley.node.dialect.irc.Capability.USERHOST_IN_NAMES;

import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonEncoder;
import chat.parley.node.room.Entry;
import chat.parley.node.room.RoomEncoder;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomView;
import java.time.Clock;
import org.apache.pekko.util.ByteString;

/**
 * How clients with the same capabilities are shown what happens. Two are equal when they show everything alike, so that rooms encode once for
 * both; of the capabilities only those count that change what is shown.
 *
 * @param server the name that numerics come from
 * @param capabilities a part of {@link #THAT_MATTER}
 */
record IrcEncoder(String server, Capabilities capabilities) implements RoomEncoder, PersonEncoder {
    private static final Capabilities THAT_MATTER = Capabilities.of(
            AWAY_NOTIFY,
            ECHO_MESSAGE,
            EXTENDED_JOIN,
            INVITE_NOTIFY,
            MESSAGE_REDACTION,
            MESSAGE_TAGS,
            MULTI_PREFIX,
            READ_MARKER,
            SERVER_TIME,
            SETNAME,
            USERHOST_IN_NAMES);

    /** What a client is shown of its own doings, or of people outside of rooms. Named here, so that a further one is shown to those who have it. */
    private static final Capabilities FOR_OWN_COPIES_ALONE =
            Capabilities.of(ECHO_MESSAGE, MULTI_PREFIX, READ_MARKER, SETNAME, USERHOST_IN_NAMES);

    private static final ByteString NOTHING = ByteString.emptyByteString();

    static IrcEncoder of(String server, Capabilities capabilities) {
        return new IrcEncoder(server, capabilities.and(THAT_MATTER));
    }

    @Override
    public ByteString shown(Entry entry, RoomView room) {
        return entry.event() instanceof RoomEvent.Said said
                ? SaidLines.shown(said, entry, room, capabilities)
                : bytes(RoomLines.of(entry, room, server, capabilities).forOthers());
    }

    @Override
    public RoomEncoder forOthers() {
        return new IrcEncoder(server, capabilities.without(FOR_OWN_COPIES_ALONE));
    }

    @Override
    public ByteString own(Entry entry, RoomView room) {
        var lines = entry.event() instanceof RoomEvent.Said said
                ? SaidLines.own(said, entry, room, capabilities)
                : RoomLines.of(entry, room, server, capabilities).forAuthor();
        var tag = ReplyTag.ofEntry(entry.label());
        if (tag == null) {
            return bytes(lines);
        }
        return entry.event() instanceof RoomEvent.Said said && SaidLines.isToOneself(room)
                ? tag.on(lines, server, batchReference(entry)).concat(SaidLines.shown(said, entry, room, capabilities))
                : tag.on(lines, server, batchReference(entry));
    }

    @Override
    public ByteString shown(PersonChange change) {
        return bytes(PersonLines.of(change, capabilities, Clock.systemUTC()));
    }

    /** A batch of {@link #own} is opened and closed within the same bytes, so its reference need only differ from the dialect's own. */
    private static String batchReference(Entry entry) {
        return "r" + Long.toString(entry.seq(), Character.MAX_RADIX);
    }

    private static ByteString bytes(byte[] lines) {
        return lines.length == 0 ? NOTHING : ByteString.fromArrayUnsafe(lines);
    }
}
