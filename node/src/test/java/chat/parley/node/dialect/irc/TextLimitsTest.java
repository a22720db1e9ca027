package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Entry;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomState;
import chat.parley.wire.LineWriter;
import chat.parley.wire.Nick;
import chat.parley.wire.Numeric;
import chat.parley.wire.RoomName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A text that was accepted is never cut (RFC 2812 section 2.3), with every other part of its line as long as it can be. */
class TextLimitsTest {
    private static final String SERVER = "s".repeat(55) + ".example";
    private static final NodeConfig WIDEST = widest();
    private static final TextLimits LIMITS = TextLimits.of(WIDEST);
    private static final Nick NICK = Nick.of("n".repeat(Nick.MAX_LENGTH));
    private static final Identity WHO =
            new Identity(new PersonId(1, 1), NICK, "u".repeat(LIMITS.username()), "h".repeat(TextLimits.HOST));

    private final RoomState room = RoomState.empty(RoomKey.of(RoomName.of("#" + "r".repeat(RoomName.MAX_LENGTH - 1))));

    private static NodeConfig widest() {
        try {
            return NodeConfig.ofText("parley { server-name = " + SERVER
                    + ", limits { topic = 400, away = 400, reason = 400, real-name = 400, username = 64 } }");
        } catch (ConfigFaults faults) {
            throw new AssertionError(faults);
        }
    }

    @Test
    void theConfigurationIsAnUpperBound() {
        var narrow = PretendNode.start("parley.limits { topic = 10, reason = 11, away = 12, real-name = 13 }");

        assertThat(narrow.server.limits())
                .extracting(TextLimits::topic, TextLimits::reason, TextLimits::away, TextLimits::realName)
                .containsExactly(10, 11, 12, 13);
    }

    @Test
    void topicsAreWhole() {
        var topic = "t".repeat(LIMITS.topic());

        assertWhole(shown(new RoomEvent.TopicChanged(WHO, topic)), topic);
        assertWhole(
                replies().numeric(Numeric.RPL_TOPIC, room.displayName(), topic).take(), topic);
    }

    @Test
    void reasonsAreWhole() {
        var reason = "r".repeat(LIMITS.reason());

        assertWhole(shown(new RoomEvent.Kicked(WHO, WHO, reason)), reason);
        assertWhole(shown(new RoomEvent.Parted(WHO, reason)), reason);
    }

    @Test
    void awayTextsAreWhole() {
        var away = "a".repeat(LIMITS.away());

        assertWhole(replies().numeric(Numeric.RPL_AWAY, NICK.text(), away).take(), away);
    }

    @Test
    void realNamesAreWholeInEveryAnswer() {
        var name = "R".repeat(LIMITS.realName());
        var person = new Person(WHO, 0, name, SERVER, "irc", "away", true, false, 0);
        var row = new WhoFields.Row(person, room.displayName(), "@+", Integer.MAX_VALUE);
        var all = replies();
        var fixed = replies();
        new WhoFields("tcuihsnfdlaor", "999").write(all, row);
        WhoFields.FIXED.write(fixed, row);

        assertWhole(all.take(), name);
        assertWhole(fixed.take(), name);
    }

    private static Replies replies() {
        return new Replies(SERVER, NICK.text());
    }

    private byte[] shown(RoomEvent event) {
        var entry = new Entry(1, 1, 0, WHO.id(), 0, null, event);
        return IrcEncoder.of(SERVER, Capabilities.NONE).shown(entry, room).toArray();
    }

    private static void assertWhole(byte[] line, String text) {
        assertThat(line.length).isLessThanOrEqualTo(LineWriter.MAX_BODY_BYTES);
        assertThat(new String(line, StandardCharsets.UTF_8)).endsWith(text + "\r\n");
    }
}
