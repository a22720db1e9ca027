package chat.parley.node.room;

import static chat.parley.node.room.RoomScenario.conversation;
import static chat.parley.node.room.RoomScenario.happened;
import static chat.parley.node.room.RoomScenario.knownRoom;
import static chat.parley.node.room.RoomScenario.newRoom;
import static chat.parley.node.room.RoomScenario.nothing;
import static chat.parley.node.room.RoomScenario.person;
import static chat.parley.node.room.RoomScenario.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Person;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import org.junit.jupiter.api.Test;

/** Coming, going and ruling: RFC 2812 sections 3.2.1, 3.2.2, 3.2.4, 3.2.7 and 3.2.8. */
class RoomRulesTest {
    private final Person alice = person("alice");
    private final Person bob = person("bob");
    private final Person carol = person("carol");

    /** Alice is its operator, Bob has joined after her. */
    private final RoomScenario room = newRoom("#Lobby");

    {
        room.join(alice);
        room.join(bob);
    }

    @Test
    void theFirstToJoinANewRoomIsItsOperatorAndGivesItItsSpelling() {
        var parlour = newRoom("#parlour");

        var decision = parlour.asks(alice, new RoomCommand.Join(alice, RoomName.of("#Parlour"), null));

        assertThat(decision).isEqualTo(happened(new RoomEvent.Joined(alice, Roles.OPERATOR, RoomName.of("#Parlour"))));
        assertThat(parlour.nicks()).containsExactly("@alice");
        assertThat(parlour.state().displayName()).isEqualTo("#Parlour");
        assertThat(parlour.state().createdMillis())
                .isEqualTo(parlour.member(alice).joinedMillis());
    }

    @Test
    void theNextOnesAreNot() {
        assertThat(room.asks(carol, new RoomCommand.Join(carol, RoomName.of("#LOBBY"), null)))
                .isEqualTo(happened(new RoomEvent.Joined(carol, Roles.NONE, null)));
        assertThat(room.nicks()).containsExactly("@alice", "bob", "carol");
        assertThat(room.state().displayName()).isEqualTo("#Lobby");
    }

    @Test
    void theFirstToJoinARoomThatMayHaveBeenBeforeIsNoOperator() {
        var old = knownRoom("#old");

        old.join(bob);

        assertThat(old.nicks()).containsExactly("bob");
    }

    @Test
    void joiningTwiceIsNothingToDo() {
        assertThat(room.join(bob)).isEqualTo(nothing());
        assertThat(room.nicks()).containsExactly("@alice", "bob");
    }

    @Test
    void aBanKeepsOutUnlessAnExceptionCoversIt() {
        room.mode(alice, "+b", "*!*@*.example");
        assertThat(room.join(carol)).isEqualTo(refused(Refusal.BANNED));

        room.mode(alice, "+e", "carol");
        assertThat(room.join(carol)).isInstanceOf(Decision.Happens.class);
    }

    @Test
    void inviteOnlyLetsInWhomTheInvitationListNames() {
        room.mode(alice, "+i");
        assertThat(room.join(carol)).isEqualTo(refused(Refusal.INVITE_ONLY));

        room.mode(alice, "+I", "c*!*@*");
        assertThat(room.join(carol)).isInstanceOf(Decision.Happens.class);
    }

    @Test
    void anOperatorsInvitationIsGoodForOneJoin() {
        room.mode(alice, "+i");

        assertThat(room.invite(alice, carol))
                .isEqualTo(happened(new RoomEvent.Invited(alice.identity(), carol.identity())));
        assertThat(room.join(carol)).isInstanceOf(Decision.Happens.class);

        room.part(carol);
        assertThat(room.join(carol)).isEqualTo(refused(Refusal.INVITE_ONLY));
    }

    @Test
    void anInvitationByAMemberDoesNotOutliveTheOpenDoor() {
        room.invite(bob, carol);

        room.mode(alice, "+i");

        assertThat(room.join(carol)).isEqualTo(refused(Refusal.INVITE_ONLY));
    }

    @Test
    void anInvitationLiftsNeitherBanNorKeyNorLimit() {
        room.mode(alice, "+ik", "sesame");
        room.invite(alice, carol);
        assertThat(room.join(carol)).isEqualTo(refused(Refusal.WRONG_KEY));

        room.mode(alice, "+l", "2");
        assertThat(room.join(carol, "sesame")).isEqualTo(refused(Refusal.FULL));

        room.mode(alice, "+b", "carol");
        assertThat(room.join(carol, "sesame")).isEqualTo(refused(Refusal.BANNED));
    }

    @Test
    void aKeyMustBeGivenAsItIsSpelled() {
        room.mode(alice, "+k", "Sesame");

        assertThat(room.join(carol)).isEqualTo(refused(Refusal.WRONG_KEY));
        assertThat(room.join(carol, "sesame")).isEqualTo(refused(Refusal.WRONG_KEY));
        assertThat(room.join(carol, "Sesame")).isInstanceOf(Decision.Happens.class);
    }

    @Test
    void aFullRoomHasSpaceAgainWhenSomebodyParts() {
        room.mode(alice, "+l", "2");
        assertThat(room.join(carol)).isEqualTo(refused(Refusal.FULL));

        room.part(bob);
        assertThat(room.join(carol)).isInstanceOf(Decision.Happens.class);
    }

    @Test
    void partingTakesTheMemberOut() {
        assertThat(room.part(bob)).isEqualTo(happened(new RoomEvent.Parted(bob.identity(), "bye")));
        assertThat(room.nicks()).containsExactly("@alice");
        assertThat(room.part(bob)).isEqualTo(refused(Refusal.NOT_A_MEMBER));
    }

    @Test
    void aRoomThatEverybodyHasLeftIsNoRoom() {
        room.part(alice);
        room.part(bob);

        assertThat(room.part(bob)).isEqualTo(refused(Refusal.NO_SUCH_ROOM));
        assertThat(room.say(bob, "anybody?")).isEqualTo(refused(Refusal.NO_SUCH_ROOM));
        assertThat(room.mode(bob, "+m")).isEqualTo(refused(Refusal.NO_SUCH_ROOM));
        assertThat(room.invite(bob, carol)).isEqualTo(refused(Refusal.NO_SUCH_ROOM));
    }

    @Test
    void aTopicTellsWhoSetItAndWhen() {
        assertThat(room.topic(alice, "tea")).isEqualTo(happened(new RoomEvent.TopicChanged(alice.identity(), "tea")));
        assertThat(room.state().topic())
                .isEqualTo(new RoomView.Topic("tea", "alice!alice@alice.example", RoomScenario.START_MILLIS + 3000));
    }

    @Test
    void anUnchangedTopicIsNothingToDo() {
        assertThat(room.topic(alice, "")).isEqualTo(nothing());

        room.topic(alice, "tea");
        assertThat(room.topic(alice, "tea")).isEqualTo(nothing());
    }

    @Test
    void anEmptyTopicClearsIt() {
        room.topic(alice, "tea");

        assertThat(room.topic(alice, "")).isEqualTo(happened(new RoomEvent.TopicChanged(alice.identity(), "")));
        assertThat(room.state().topic()).isNull();
    }

    @Test
    void aLockedTopicIsTheOperators() {
        assertThat(room.topic(bob, "coffee")).isEqualTo(refused(Refusal.NEEDS_OPERATOR));

        room.mode(alice, "-t");
        assertThat(room.topic(bob, "coffee")).isInstanceOf(Decision.Happens.class);
        assertThat(room.topic(carol, "milk")).isEqualTo(refused(Refusal.NOT_A_MEMBER));
    }

    @Test
    void anOperatorPutsAMemberOutByAnySpellingOfTheNick() {
        assertThat(room.kick(alice, "BOB"))
                .isEqualTo(happened(new RoomEvent.Kicked(alice.identity(), bob.identity(), "out")));
        assertThat(room.nicks()).containsExactly("@alice");
    }

    @Test
    void onlyAnOperatorKicksAndOnlyWhoIsHere() {
        assertThat(room.kick(bob, "alice")).isEqualTo(refused(Refusal.NEEDS_OPERATOR));
        assertThat(room.kick(carol, "alice")).isEqualTo(refused(Refusal.NOT_A_MEMBER));
        assertThat(room.kick(alice, "carol")).isEqualTo(refused(Refusal.TARGET_NOT_HERE, "carol"));
    }

    @Test
    void invitingTakesAMemberAndSomebodyWhoIsNotHere() {
        var dave = person("dave");

        assertThat(room.invite(carol, dave)).isEqualTo(refused(Refusal.NOT_A_MEMBER));
        assertThat(room.invite(bob, alice)).isEqualTo(refused(Refusal.TARGET_ALREADY_HERE, "alice"));
        assertThat(room.invite(bob, carol)).isInstanceOf(Decision.Happens.class);

        room.mode(alice, "+i");
        assertThat(room.invite(bob, carol)).isEqualTo(refused(Refusal.NEEDS_OPERATOR));
    }

    @Test
    void aSkippedRequestChangesNothingAnywhere() {
        assertThat(room.asks(carol, new RoomCommand.Skip())).isEqualTo(nothing());
        assertThat(conversation(alice, bob).asks(alice, new RoomCommand.Skip())).isEqualTo(nothing());
    }

    @Test
    void aConversationIsForItsTwoAndForTalkAlone() {
        var talk = conversation(alice, bob);

        var hello = new RoomCommand.Say(bob.identity(), SayKind.MESSAGE, "hello", null, Tags.NONE);
        assertThat(talk.asks(bob, hello.addressedTo(alice.nick())))
                .isEqualTo(happened(
                        new RoomEvent.Said(bob.identity(), SayKind.MESSAGE, "hello", null, Tags.NONE, alice.nick())));
        assertThat(talk.say(carol, "may I?")).isEqualTo(refused(Refusal.CANNOT_SEND));
        assertThat(talk.asks(alice, new RoomCommand.Join(alice, RoomName.of("#x"), null)))
                .isEqualTo(refused(Refusal.NO_SUCH_ROOM));
        assertThat(talk.topic(alice, "us")).isEqualTo(refused(Refusal.NO_SUCH_ROOM));
    }
}
