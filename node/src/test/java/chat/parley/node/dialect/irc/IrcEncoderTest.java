package chat.parley.node.dialect.irc;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Entry;
import chat.parley.node.room.MessageId;
import chat.parley.node.room.ModeChange;
import chat.parley.node.room.Roles;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomState;
import chat.parley.node.room.SayKind;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients with different capabilities are shown of the same event. */
class IrcEncoderTest {
    private static final long NOW = PretendNode.NOW.toEpochMilli();
    private static final Identity ALICE = new Identity(new PersonId(1, 1), Nick.of("alice"), "a", "host");

    private final RoomKey key = RoomKey.of(RoomName.of("#a"));
    private final RoomState room = RoomState.empty(key);

    @Test
    void onlyWhatChangesTheLinesMakesEncodersDiffer() {
        var plain = IrcEncoder.of("irc.example", Capabilities.NONE);

        assertThat(IrcEncoder.of("irc.example", Capabilities.of(Capability.BATCH, Capability.CAP_NOTIFY)))
                .isEqualTo(plain);
        assertThat(encoder(Capability.SERVER_TIME)).isNotEqualTo(plain);
    }

    @Test
    void whatConcernsOwnCopiesAloneDoesNotSplitKinds() {
        var plain = encoder(Capability.SERVER_TIME);
        var echoing = encoder(
                Capability.SERVER_TIME,
                Capability.ECHO_MESSAGE,
                Capability.MULTI_PREFIX,
                Capability.USERHOST_IN_NAMES,
                Capability.SETNAME);

        assertThat(echoing).isNotEqualTo(plain);
        assertThat(echoing.forOthers()).isEqualTo(plain.forOthers());
        assertThat(encoder(Capability.MESSAGE_TAGS).forOthers()).isNotEqualTo(plain.forOthers());
    }

    @Test
    void whatIsTakenBackIsShownToThoseOfARoomWhoHaveNegotiatedIt() {
        // IRCv3 message-redaction. A room writes with its kinds' encoders.
        var redacted = new RoomEvent.Redacted(ALICE, 1, 1, "oops");
        var negotiated = (IrcEncoder) encoder(Capability.MESSAGE_REDACTION).forOthers();

        assertThat(shown(negotiated, redacted))
                .isEqualTo(":alice!a@host REDACT #a " + MessageId.of(key, 1, 1) + " :oops\r\n");
        assertThat(shown((IrcEncoder) encoder().forOthers(), redacted)).isEmpty();
    }

    @Test
    void whoComesBackAfterACrashIsShownToComeWithTheirRoles() {
        var person = new Person(ALICE, 0, "Alice", "irc.example", "irc", null, false, false, NOW);
        var restored = new RoomEvent.Restored(person, Roles.OPERATOR);

        assertThat(shown(encoder(), restored)).isEqualTo(":alice!a@host JOIN #a\r\n:irc.example MODE #a +o alice\r\n");
    }

    @Test
    void whoseConnectionEndsIsNotShownByTheRoom() {
        assertThat(shown(encoder(), new RoomEvent.Left(ALICE.id()))).isEmpty();
    }

    @Test
    void modesOfSeveralKindsShareTheirSigns() {
        var changes = List.of(
                new ModeChange(true, 'o', "bob"),
                new ModeChange(true, 'm', null),
                new ModeChange(false, 'k', "*"),
                new ModeChange(false, 'l', null));

        assertThat(shown(encoder(Capability.SERVER_TIME), new RoomEvent.ModesChanged(ALICE, changes)))
                .isEqualTo("@time=2026-01-31T12:59:59.007Z :alice!a@host MODE #a +om-kl bob *\r\n");
    }

    @Test
    void aTextThatNoIrcClientCouldHaveSentArrivesOnSeveralLines() {
        var text = "one\ntwo\r\n" + "ü".repeat(400);

        var lines = shown(encoder(), new RoomEvent.Said(ALICE, SayKind.MESSAGE, text, null, Tags.NONE))
                .lines()
                .toList();

        assertThat(lines).startsWith(":alice!a@host PRIVMSG #a :one", ":alice!a@host PRIVMSG #a :two");
        assertThat(lines.subList(2, lines.size()).stream()
                        .map(line -> line.substring(line.lastIndexOf(':') + 1))
                        .reduce("", String::concat))
                .isEqualTo("ü".repeat(400));
    }

    @Test
    void lineEndsInOtherTextsDoNotEndTheLine() {
        assertThat(shown(encoder(), new RoomEvent.Parted(ALICE, "bye\r\nQUIT")))
                .isEqualTo(":alice!a@host PART #a :bye  QUIT\r\n");
    }

    @Test
    void changesOfPeopleAreShownToThoseWhoKnowThem() {
        var person = new Person(ALICE, 0, "Alice", "irc.example", "irc", null, false, false, NOW);
        var away = new PersonChange.AwayChanged(ALICE, person.withAway("lunch"));

        assertThat(encoder().shown(away).isEmpty()).isTrue();
        assertThat(encoder(Capability.AWAY_NOTIFY).shown(away).utf8String()).isEqualTo(":alice!a@host AWAY :lunch\r\n");
        assertThat(encoder().shown(new PersonChange.Quit(ALICE, "Ping timeout")).utf8String())
                .isEqualTo(":alice!a@host QUIT :Ping timeout\r\n");
        assertThat(encoder()
                        .shown(new PersonChange.DetailsChanged(ALICE, person))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aMessagesNameIsItsPlaceInItsRoom() {
        assertThat(MessageId.of(key, 3, 36))
                .endsWith("-3-10")
                .isEqualTo(MessageId.of(RoomKey.of(RoomName.of("#A")), 3, 36));
        assertThat(MessageId.of(key, 3, 36)).isNotEqualTo(MessageId.of(RoomKey.of(RoomName.of("#b")), 3, 36));
    }

    @Test
    void timesAreUtcWithMilliseconds() {
        // IRCv3 server-time.
        assertThat(ServerTime.of(0)).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(ServerTime.of(1_769_864_399_045L)).isEqualTo("2026-01-31T12:59:59.045Z");
        assertThat(ServerTime.of(1_769_864_400_999L)).isEqualTo("2026-01-31T13:00:00.999Z");
    }

    private static IrcEncoder encoder(Capability... capabilities) {
        return IrcEncoder.of("irc.example", Capabilities.of(capabilities));
    }

    private String shown(IrcEncoder encoder, RoomEvent event) {
        var entry = new Entry(1, 1, NOW, ALICE.id(), 0, null, event);
        return encoder.shown(entry, room).utf8String();
    }
}
