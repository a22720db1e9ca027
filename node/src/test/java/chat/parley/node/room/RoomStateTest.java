package chat.parley.node.room;

import static chat.parley.node.room.RoomScenario.newRoom;
import static chat.parley.node.room.RoomScenario.person;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the entity and each replica know of a room, and how it stays the same while they hear of people's changes at different times. */
class RoomStateTest {
    private final Person alice = person("alice");
    private final Person bob = person("bob");
    private final Person carol = person("carol");

    /** Alice is its operator, Bob and Carol have joined after her. */
    private final RoomScenario room = newRoom("#lobby");

    private final RoomState state = room.state();

    {
        room.join(alice);
        room.join(bob);
        room.join(carol);
    }

    @Test
    void aConversationIsCalledByItsEntityId() {
        var talk = RoomScenario.conversation(alice, bob).state();

        assertThat(talk.displayName()).isEqualTo(talk.key().entityId());
    }

    @Test
    void aMemberIsFoundByTheNewNickAndNoMoreByTheOld() {
        room.happens(new RoomEvent.Described(bob.withNick(Nick.of("Robert"))));

        assertThat(state.member(Nick.of("robert"))).isEqualTo(room.member(bob));
        assertThat(state.member(Nick.of("bob"))).isNull();
        assertThat(room.nicks()).containsExactly("@alice", "Robert", "carol");
    }

    @Test
    void aNickInAnotherCaseIsShownAsItIsSpelledNow() {
        state.describe(bob.withNick(Nick.of("BOB")));

        assertThat(room.nicks()).containsExactly("@alice", "BOB", "carol");
        assertThat(state.member(Nick.of("bob"))).isEqualTo(room.member(bob));
    }

    @Test
    void whatIsOlderThanWhatIsKnownChangesNothing() {
        var away = bob.withAway("lunch");
        var back = away.withAway(null);
        state.describe(back);

        room.happens(new RoomEvent.Described(away));

        assertThat(room.member(bob).person()).isEqualTo(back);
    }

    @Test
    void ofTwoWithOneNickTheLaterCountsAndTheEarlierAgainWhenTheLaterGoes() {
        var other = person("bob", new PersonId(2, 7));

        room.happens(new RoomEvent.Joined(other, Roles.NONE, null));
        assertThat(state.member(Nick.of("bob"))).isEqualTo(room.member(other));

        room.happens(new RoomEvent.Left(other.id()));
        assertThat(state.member(Nick.of("bob"))).isEqualTo(room.member(bob));
    }

    @Test
    void theGoingOfANicksFormerHolderLeavesItToTheNewOne() {
        var other = person("bob", new PersonId(2, 7));
        room.happens(new RoomEvent.Joined(other, Roles.NONE, null));

        room.happens(new RoomEvent.Left(bob.id()));

        assertThat(state.member(Nick.of("bob"))).isEqualTo(room.member(other));
    }

    @Test
    void aRoleReachesItsMemberWhereANewNickIsKnownAlready() {
        state.describe(bob.withNick(Nick.of("robert")));

        room.happens(new RoomEvent.ModesChanged(alice.identity(), List.of(new ModeChange(true, 'v', "bob", bob.id()))));

        assertThat(room.nicks()).containsExactly("@alice", "+robert", "carol");
    }

    @Test
    void anEventIsToldByTheNamesThatTheNodesPeopleKnow() {
        var robert = bob.withNick(Nick.of("robert"));
        state.describe(robert);

        assertThat(state.inPresentNames(new RoomEvent.Kicked(alice.identity(), bob.identity(), "out")))
                .isEqualTo(new RoomEvent.Kicked(alice.identity(), robert.identity(), "out"));
        assertThat(state.inPresentNames(modes(new ModeChange(true, 'm', null), voice("bob"))))
                .isEqualTo(modes(new ModeChange(true, 'm', null), voice("robert")));
    }

    @Test
    void whoHasQuitIsHiddenUntilTheRoomTakesThemOut() {
        state.conceal(bob.id());
        assertThat(room.nicks()).containsExactly("@alice", "carol");
        assertThat(state.member(bob.id())).isNull();
        assertThat(state.member(Nick.of("bob"))).isNull();
        assertThat(state.allMembers()).hasSize(3);
        assertThat(state.concealed(bob.id())).isTrue();

        room.happens(new RoomEvent.Left(bob.id()));
        assertThat(state.allMembers()).hasSize(2);
        assertThat(state.concealed(bob.id())).isFalse();
    }

    @Test
    void whoHasQuitStaysHiddenWhateverElseIsHeardOfThem() {
        state.conceal(bob.id());

        state.describe(bob.withNick(Nick.of("robert")));
        room.happens(new RoomEvent.Restored(bob, Roles.NONE));

        assertThat(room.nicks()).containsExactly("@alice", "carol");
        assertThat(state.member(Nick.of("robert"))).isNull();
    }

    @Test
    void concealingSomebodyWhoIsNotHereIsForgotten() {
        var dave = person("dave");

        state.conceal(dave.id());
        room.join(dave);

        assertThat(room.nicks()).containsExactly("@alice", "bob", "carol", "dave");
    }

    @Test
    void whoIsRestoredHasTheirRolesAgain() {
        room.happens(new RoomEvent.Left(alice.id()));

        room.happens(new RoomEvent.Restored(alice, Roles.OPERATOR));

        assertThat(room.nicks()).containsExactly("bob", "carol", "@alice");
    }

    @Test
    void anEventAboutSomebodyWhoIsNotHereChangesNothing() {
        var ghost = person("ghost");
        var before = state.settings();

        room.happens(new RoomEvent.Parted(ghost.identity(), ""));
        room.happens(new RoomEvent.Kicked(alice.identity(), ghost.identity(), ""));
        room.happens(new RoomEvent.Left(ghost.id()));
        room.happens(new RoomEvent.Described(ghost));
        room.happens(modes(new ModeChange(true, 'o', "ghost", ghost.id())));

        assertThat(room.nicks()).containsExactly("@alice", "bob", "carol");
        assertThat(state.settings()).isEqualTo(before);
    }

    @Test
    void theOldestInvitationMakesRoomForAFurtherOne() {
        for (var i = 0; i <= RoomState.MAX_INVITED; i++) {
            var guest = new Identity(new PersonId(9, i), Nick.of("guest" + i), "guest", "far.example");
            room.happens(new RoomEvent.Invited(alice.identity(), guest));
        }

        assertThat(state.settings().invited()).hasSize(RoomState.MAX_INVITED);
        assertThat(state.invited(new PersonId(9, 0))).isFalse();
        assertThat(state.invited(new PersonId(9, RoomState.MAX_INVITED))).isTrue();
    }

    @Test
    void settingsAndMembersMakeTheSameRoomElsewhere() {
        room.mode(alice, "+iklbeI", "sesame", "9", "spam", "eve", "ivy");
        room.topic(alice, "tea");
        room.invite(alice, person("dave"));

        var replica = RoomState.restored(state.key(), state.settings(), List.copyOf(state.allMembers()));

        assertThat(replica.settings()).isEqualTo(state.settings());
        assertThat(replica.allMembers()).containsExactlyElementsOf(state.allMembers());
        assertThat(replica.member(Nick.of("carol"))).isEqualTo(room.member(carol));
        assertThat(replica.digest(1)).isEqualTo(state.digest(1));
    }

    @Test
    void equalMembersGiveEqualDigestsInWhateverOrderTheyCame() {
        var other = newRoom("#other");
        other.join(carol);
        other.join(bob);
        other.join(person("dave"));
        other.join(alice);
        assertThat(other.state().digest(1)).isNotEqualTo(state.digest(1));

        other.part(person("dave"));
        assertThat(other.state().digest(1)).isEqualTo(state.digest(1));
    }

    @Test
    void aDigestIsOfOneNodesMembersAndCountsTheConcealed() {
        var digest = state.digest(1);
        assertThat(digest.members()).isEqualTo(3);
        assertThat(state.digest(2)).isEqualTo(RoomDigest.EMPTY);

        room.join(person("remote", new PersonId(2, 1)));
        state.conceal(bob.id());

        assertThat(state.digest(1)).isEqualTo(digest);
        assertThat(state.digest(2).members()).isOne();
    }

    private ModeChange voice(String nick) {
        return new ModeChange(true, 'v', nick, bob.id());
    }

    private RoomEvent modes(ModeChange... changes) {
        return new RoomEvent.ModesChanged(alice.identity(), List.of(changes));
    }
}
