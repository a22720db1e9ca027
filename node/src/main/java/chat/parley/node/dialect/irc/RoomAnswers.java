package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.RPL_ENDOFNAMES;
import static chat.parley.wire.Numeric.RPL_NAMREPLY;
import static chat.parley.wire.Numeric.RPL_NOTOPIC;
import static chat.parley.wire.Numeric.RPL_TOPIC;
import static chat.parley.wire.Numeric.RPL_TOPICWHOTIME;

import chat.parley.node.person.PersonId;
import chat.parley.node.room.Member;
import chat.parley.node.room.RoomView;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a room's view is asked for by more than one command, and by one's own JOIN. */
record RoomAnswers(Replies replies, Capabilities capabilities) {
    /** RPL_TOPIC and RPL_TOPICWHOTIME, or nothing where there is no topic. */
    void topicOnJoin(RoomView room) {
        var topic = room.topic();
        if (topic != null) {
            replies.numeric(RPL_TOPIC, room.displayName(), topic.text());
            replies.plainNumeric(RPL_TOPICWHOTIME, room.displayName(), topic.by(), seconds(topic.timeMillis()));
        }
    }

    void topic(RoomView room) {
        if (room.topic() == null) {
            replies.numeric(RPL_NOTOPIC, room.displayName(), "No topic is set");
        }
        topicOnJoin(room);
    }

    /** RPL_NAMREPLY and RPL_ENDOFNAMES for somebody who is in the room, or may see everybody in it. */
    void names(RoomView room, String asked) {
        names(room, asked, room.members().stream());
    }

    /** As an outsider sees it: not those who are invisible (RFC 2812 section 3.2.5). */
    void namesFromOutside(RoomView room, String asked) {
        names(
                room,
                asked,
                room.members().stream().filter(member -> !member.person().invisible()));
    }

    private void names(RoomView room, String asked, Stream<Member> members) {
        var symbol = room.modes().secret() ? "@" : "=";
        replies.list(
                RPL_NAMREPLY,
                List.of(symbol, room.displayName()),
                members.map(this::nameOf).toList());
        replies.numeric(RPL_ENDOFNAMES, asked, "End of NAMES list");
    }

    /** IRCv3 multi-prefix and userhost-in-names. */
    private String nameOf(Member member) {
        var identity = member.person().identity();
        var name = capabilities.has(Capability.USERHOST_IN_NAMES)
                ? identity.hostmask()
                : identity.nick().text();
        return prefixOf(member) + name;
    }

    String prefixOf(Member member) {
        return capabilities.has(Capability.MULTI_PREFIX)
                ? member.roles().prefixes()
                : member.roles().prefix();
    }

    /** Whether this person may know who is here, and that the room is. */
    static boolean maySee(RoomView room, @Nullable PersonId who) {
        return !room.modes().secret() || (who != null && room.member(who) != null);
    }

    static boolean exists(RoomView room) {
        return !room.members().isEmpty();
    }

    static String seconds(long millis) {
        return Long.toString(Math.floorDiv(millis, 1000L));
    }
}
