package chat.parley.node.room;

import static chat.parley.node.room.RoomScenario.newRoom;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.ReplicaFixture.Incarnation;
import chat.parley.node.room.ReplicaFixture.Listener;
import chat.parley.wire.Nick;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a replica looks after its node's people: it owns their leaving, and what is told of somebody everywhere passes through it. */
class ReplicaPeopleTest {
    private static final ActorTestKit KIT = ActorTestKit.create(RoomFixture.KIT_CONFIG);
    private static final Person BOB = ReplicaFixture.elsewhere("bob");

    private final ReplicaFixture node = new ReplicaFixture(KIT);
    private final Incarnation room = node.room(5);
    private final Listener alice = node.listener("alice");
    private final Listener carol = node.listener("carol");

    /** #lobby at place 3: Alice and Carol are members on this node, Bob on another. */
    private final RoomScenario lobby = newRoom("#lobby");

    {
        lobby.join(alice.person);
        lobby.join(BOB);
        lobby.join(carol.person);
        node.tell(new RoomReplica.Admit(alice.receiver()));
        node.tell(new RoomReplica.Admit(carol.receiver()));
        node.attachesFrom(ChatRoom.Progress.NONE);
        room.servesAll(3, lobby);
        alice.stands(Roles.OPERATOR).isEntered();
        carol.stands(Roles.NONE).isEntered();
    }

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @AfterEach
    void stop() {
        node.stop();
    }

    @Test
    void whoseUserEndsIsTakenOutHoweverOftenItTakes() {
        carol.ends();

        assertThat(node.tellsTheRoom(ChatRoom.Leave.class).person()).isEqualTo(carol.id());
        node.aSecondPasses();
        assertThat(node.tellsTheRoom(ChatRoom.Leave.class).person()).isEqualTo(carol.id());

        room.publishes(room.happens(4, new RoomEvent.Left(carol.id())));
        room.tellsPosition(4).isAcknowledged(4);
        node.aSecondPasses();
        node.tellsTheShardNothing();
    }

    @Test
    void aJoinThatComesAfterItsUserHasEndedIsUndone() {
        var dora = node.admitted("dora").isEntered();
        dora.ends();
        room.publishes(room.joined(4, dora.person, 1));

        assertThat(node.tellsTheRoom(ChatRoom.Leave.class).person()).isEqualTo(dora.id());
    }

    @Test
    void aMemberOfThisNodeWhoIsNotHereIsTakenOutOfASnapshotToo() {
        var ghost = node.listener("ghost");
        lobby.join(ghost.person);

        room.sendsAll(4, lobby);

        assertThat(node.tellsTheRoom(ChatRoom.Leave.class).person()).isEqualTo(ghost.id());
    }

    @Test
    void whoIsStillHereIsPutBackAndNobodyNotices() {
        room.publishes(room.happens(4, new RoomEvent.Left(alice.id())));

        var rejoin = new ChatRoom.Rejoin(alice.person, Roles.OPERATOR);
        assertThat(node.tellsTheRoom(ChatRoom.Rejoin.class)).isEqualTo(rejoin);
        node.aSecondPasses();
        assertThat(node.tellsTheRoom(ChatRoom.Rejoin.class)).isEqualTo(rejoin);

        room.publishes(
                room.happens(5, new RoomEvent.Restored(alice.person, Roles.OPERATOR)), room.said(6, BOB, "hello"));
        alice.sees("bob: hello").stands(Roles.OPERATOR);
        carol.sees("bob: hello");
        node.aSecondPasses();
        node.tellsTheShardNothing();
    }

    @Test
    void whoWasSeenGoingIsSeenComingBack() {
        room.publishes(room.happens(4, new RoomEvent.Left(BOB.id())));
        asksAudience(new PersonChange.Quit(BOB.identity(), "bye"), 4);

        room.publishes(room.happens(5, new RoomEvent.Restored(BOB, Roles.NONE)));

        alice.sees("+bob");
    }

    @Test
    void aQuitIsToldToThoseWhoSeeTheMemberBeforeOrAfterTheRoomLetsGo() {
        var quit = new PersonChange.Quit(BOB.identity(), "bye");
        room.publishes(room.happens(4, new RoomEvent.Left(BOB.id())));

        assertThat(asksAudience(quit, 4)).containsExactlyInAnyOrder(alice.id(), carol.id());
        assertThat(asksAudience(quit, 4)).isEmpty();
    }

    @Test
    void aQuitThatComesFirstHidesTheMemberAtOnce() {
        assertThat(asksAudience(new PersonChange.Quit(BOB.identity(), "bye"), 3))
                .containsExactlyInAnyOrder(alice.id(), carol.id());

        assertThat(node.nicks()).containsExactly("@alice", "carol");
        room.publishes(room.happens(4, new RoomEvent.Left(BOB.id())), room.said(5, alice.person, 1, "bye, bob"));
        carol.sees("alice: bye, bob");
    }

    @Test
    void aRenameDoesNotSwallowTheQuitThatFollows() {
        room.publishes(room.happens(4, new RoomEvent.Left(BOB.id())));
        var robert = BOB.withNick(Nick.of("robert"));

        assertThat(asksAudience(new PersonChange.Renamed(BOB.identity(), robert), 0))
                .hasSize(2);
        assertThat(asksAudience(new PersonChange.Quit(robert.identity(), "bye"), 0))
                .hasSize(2);
    }

    @Test
    void whoseEndNobodyTellsIsShownToLeave() {
        room.publishes(room.happens(4, new RoomEvent.Left(BOB.id())));
        alice.seesNoMore();

        node.timePasses(Duration.ofSeconds(1));
        node.timePasses(Duration.ofSeconds(5));

        alice.sees("-bob");
        assertThat(asksAudience(new PersonChange.Quit(BOB.identity(), "bye"), 4))
                .isEmpty();
    }

    @Test
    void whoHasComeBackUnderTheNameIsNotShownToLeaveInTheirPlace() {
        var again = RoomScenario.person("bob", new PersonId(1, 77));
        room.publishes(room.happens(4, new RoomEvent.Left(BOB.id())), room.joined(5, again, 0));
        alice.sees("+bob");

        node.timePasses(Duration.ofSeconds(1));
        node.timePasses(Duration.ofSeconds(5));

        room.publishes(room.said(6, again, "here I am"));
        alice.sees("bob: here I am");
    }

    @Test
    void aChangeIsShownAfterThePersonsOwnDoings() {
        var robert = BOB.withNick(Nick.of("robert"));
        var answer = node.asksAudience(new PersonChange.Renamed(BOB.identity(), robert), 4);

        assertThat(node.nicks()).contains("bob");
        room.publishes(room.said(4, BOB, "now I am called robert"));

        assertThat(answer.receiveMessage().receivers()).hasSize(2);
        alice.sees("bob: now I am called robert");
        assertThat(node.nicks()).containsExactly("@alice", "robert", "carol");
    }

    @Test
    void aChangeDoesNotWaitForeverForThem() {
        var answer = node.asksAudience(new PersonChange.Renamed(BOB.identity(), BOB.withNick(Nick.of("robert"))), 4);

        node.aSecondPasses();

        assertThat(answer.receiveMessage().receivers()).hasSize(2);
    }

    @Test
    void aChangeOfSomebodyElseConcernsNobodyHere() {
        var dora = ReplicaFixture.elsewhere("dora");

        assertThat(asksAudience(new PersonChange.AwayChanged(dora.identity(), dora.withAway("lunch")), 0))
                .isEmpty();
    }

    @Test
    void theRoomIsToldOfAChangeUntilItShowsIt() {
        var away = alice.person.withAway("lunch");
        asksAudience(new PersonChange.AwayChanged(alice.person.identity(), away), 0);

        assertThat(node.tellsTheRoom(ChatRoom.Describe.class).person()).isEqualTo(away);
        node.aSecondPasses();
        assertThat(node.tellsTheRoom(ChatRoom.Describe.class).person()).isEqualTo(away);

        room.publishes(room.happens(4, new RoomEvent.Described(away)));
        room.tellsPosition(4).isAcknowledged(4);
        node.aSecondPasses();
        node.tellsTheShardNothing();
    }

    @Test
    void aSnapshotDoesNotBringBackOldNamesOrThoseWhoHaveQuit() {
        var dora = ReplicaFixture.elsewhere("dora");
        room.publishes(room.joined(4, dora, 1));
        lobby.join(dora);
        asksAudience(new PersonChange.Renamed(BOB.identity(), BOB.withNick(Nick.of("robert"))), 0);
        asksAudience(new PersonChange.Quit(dora.identity(), "bye"), 0);

        room.sendsAll(900, lobby);

        assertThat(node.nicks()).containsExactly("@alice", "robert", "carol");
        alice.sees("+dora").seesNoMore();
    }

    @Test
    void thePeopleOfALostNodeAreHiddenAndTold() {
        var dora = ReplicaFixture.elsewhere("dora");
        room.publishes(room.joined(4, dora, 1), room.happens(5, new RoomEvent.Left(dora.id())));

        var lost = node.loses(2);

        assertThat(lost.gone()).containsExactlyInAnyOrder(BOB, dora);
        assertThat(lost.receivers()).containsExactlyInAnyOrder(alice.id(), carol.id());
        assertThat(node.nicks()).containsExactly("@alice", "carol");
        assertThat(node.loses(2).gone()).isEmpty();
    }

    @Test
    void whoHasComeBackFromALostNodeUnderTheNameIsNotTold() {
        var again = RoomScenario.person("bob", new PersonId(1, 77));
        room.publishes(room.joined(4, again, 0));

        assertThat(node.loses(2).gone()).isEmpty();
        assertThat(node.nicks()).containsExactly("@alice", "carol", "bob");
    }

    @Test
    void whoIsPutOutIsShownItByTheNameThatTheyHaveNow() {
        var bobby = BOB.withNick(Nick.of("bobby"));
        asksAudience(new PersonChange.Renamed(BOB.identity(), bobby), 0);

        room.publishes(room.happens(4, new RoomEvent.Kicked(alice.person.identity(), BOB.identity(), "out")));

        carol.sees("-bobby by alice");
    }

    @Test
    void aMemberWhoseRolesChangeIsToldAndNobodyElse() {
        var op = new ModeChange(true, 'o', "carol", carol.id());

        room.publishes(room.happens(4, new RoomEvent.ModesChanged(BOB.identity(), List.of(op))));

        carol.sees("mode: +o").stands(Roles.OPERATOR);
        alice.sees("mode: +o").user.expectNoMessage(Duration.ZERO);
    }

    @Test
    void anEncoderThatChangesHoldsFromTheNextEventOn() {
        room.publishes(room.said(4, BOB, "one"));
        node.tell(new RoomReplica.Retune(carol.id(), new PlainLines("> ")));
        room.publishes(room.said(5, BOB, "two"));

        carol.sees("bob: one", "> bob: two");
        alice.sees("bob: one", "bob: two");
    }

    @Test
    void aMemberDoesNotExit() {
        node.tell(new RoomReplica.Exit(carol.id()));
        room.publishes(room.said(4, BOB, "still here?"));

        carol.sees("bob: still here?");
    }

    @Test
    void aReplicaWithoutPeopleIsUnneededAndEndsWhenTheRegistryAgrees() {
        room.publishes(room.parted(4, alice.person, 1), room.parted(5, carol.person, 1));
        node.tell(new RoomReplica.Exit(alice.id()));
        node.tell(new RoomReplica.Exit(carol.id()));

        assertThat(node.isUnneeded().admitted()).isEqualTo(2);
        node.tell(new RoomReplica.End());

        room.entity.expectMessage(new ChatRoom.Detach(1, node.replica));
        node.hasEnded();
    }

    @Test
    void aReplicaWaitsForTheLeavingOfItsLastMember() {
        room.publishes(room.parted(4, alice.person, 1));
        node.tell(new RoomReplica.Exit(alice.id()));
        carol.ends();
        node.tellsTheRoom(ChatRoom.Leave.class);
        room.publishes(room.happens(5, new RoomEvent.Left(carol.id())));

        room.tellsPosition(5).isAcknowledged(5);
        node.aSecondPasses();

        assertThat(node.isUnneeded().admitted()).isEqualTo(2);
    }

    @Test
    void whatAStartingRoomMayWantIsKeptUntilItServes() {
        room.publishes(room.parted(4, alice.person, 1), room.parted(5, carol.person, 1));
        alice.sees("-[alice]");
        carol.sees("-alice", "-[carol]");
        while (node.summary().people() > 1) {}
        room.ends();
        node.attachesFrom(RoomFixture.at(5, 5));

        node.tell(new RoomReplica.Exit(alice.id()));
        node.tell(new RoomReplica.Exit(carol.id()));
        assertThat(node.nicks()).containsExactly("bob");
        node.registry.expectNoMessage(Duration.ZERO);

        var younger = node.room(9);
        node.tell(new RoomReplica.Report(9, younger.entity.ref()));
        younger.serves();
        node.isUnneeded();
    }

    private List<PersonId> asksAudience(PersonChange change, long afterSeq) {
        return node.asksAudience(change, afterSeq).receiveMessage().receivers();
    }
}
