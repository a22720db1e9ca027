package chat.parley.node.room;

import static chat.parley.node.room.RoomScenario.happened;
import static chat.parley.node.room.RoomScenario.newRoom;
import static chat.parley.node.room.RoomScenario.person;
import static chat.parley.node.room.RoomScenario.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Person;
import chat.parley.wire.Nick;
import chat.parley.wire.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is heard: RFC 2811 sections 4.2.3, 4.2.5 and 4.3.1. */
class RoomRulesSayTest {
    private final Person alice = person("alice");
    private final Person bob = person("bob");
    private final Person outsider = person("outsider");

    /** Alice is its operator, Bob has joined after her. */
    private final RoomScenario room = newRoom("#lobby");

    {
        room.join(alice);
        room.join(bob);
    }

    @Test
    void whatAMemberSaysHappensAsItWasSaid() {
        var tags = Tags.NONE.with("+draft/reply", "m1");
        var say = new RoomCommand.Say(bob.identity(), SayKind.NOTICE, "héllo", Role.VOICE, tags);

        assertThat(room.asks(bob, say))
                .isEqualTo(happened(new RoomEvent.Said(bob.identity(), SayKind.NOTICE, "héllo", Role.VOICE, tags)));
    }

    @Test
    void theAuthorIsKnownByTheNameInTheCommandEvenBeforeTheRoomHasHeardOfIt() {
        var renamed = bob.withNick(Nick.of("robert"));

        assertThat(room.say(renamed, "it's me"))
                .isEqualTo(
                        happened(new RoomEvent.Said(renamed.identity(), SayKind.MESSAGE, "it's me", null, Tags.NONE)));
    }

    @Test
    void fromOutsideOneIsHeardOnlyWhereTheRoomAllowsIt() {
        assertThat(room.say(outsider, "knock")).isEqualTo(refused(Refusal.CANNOT_SEND));

        room.mode(alice, "-n");
        assertThat(room.say(outsider, "knock")).isInstanceOf(Decision.Happens.class);

        room.mode(alice, "+m");
        assertThat(room.say(outsider, "knock")).isEqualTo(refused(Refusal.CANNOT_SEND));

        room.mode(alice, "-m+b", "outsider");
        assertThat(room.say(outsider, "knock")).isEqualTo(refused(Refusal.CANNOT_SEND));
    }

    @Test
    void onlyMembersSpeakToTheOperatorsAlone() {
        room.mode(alice, "-n");

        assertThat(room.sayTo(Role.OPERATOR, bob, "help")).isInstanceOf(Decision.Happens.class);
        assertThat(room.sayTo(Role.OPERATOR, outsider, "help")).isEqualTo(refused(Refusal.CANNOT_SEND));
    }

    @Test
    void aModeratedRoomHearsVoicesAndOperators() {
        room.mode(alice, "+m");
        assertThat(room.say(bob, "hm")).isEqualTo(refused(Refusal.CANNOT_SEND));
        assertThat(room.say(alice, "order!")).isInstanceOf(Decision.Happens.class);

        room.mode(alice, "+v", "bob");
        assertThat(room.say(bob, "thanks")).isInstanceOf(Decision.Happens.class);
    }

    @Test
    void aBanSilencesAMemberWithoutAVoice() {
        room.mode(alice, "+b", "bob!*@*");
        assertThat(room.say(bob, "hm")).isEqualTo(refused(Refusal.CANNOT_SEND));

        room.mode(alice, "+e", "*!*@bob.example");
        assertThat(room.say(bob, "ah")).isInstanceOf(Decision.Happens.class);

        room.mode(alice, "-e+v", "*!*@bob.example", "bob");
        assertThat(room.say(bob, "still here")).isInstanceOf(Decision.Happens.class);
    }

    @ParameterizedTest
    @EnumSource(SayKind.class)
    void everyKindOfSayingIsHeldToTheSameRules(SayKind kind) {
        room.mode(alice, "+m");

        assertThat(room.asks(bob, new RoomCommand.Say(bob.identity(), kind, "", null, Tags.NONE)))
                .isEqualTo(refused(Refusal.CANNOT_SEND));
        assertThat(room.asks(alice, new RoomCommand.Say(alice.identity(), kind, "", null, Tags.NONE)))
                .isInstanceOf(Decision.Happens.class);
    }
}
