package chat.parley.node.room;

import static chat.parley.node.room.RoomFixture.at;
import static chat.parley.node.room.RoomScenario.newRoom;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.room.ReplicaFixture.Incarnation;
import chat.parley.node.room.ReplicaFixture.Listener;
import chat.parley.wire.Tags;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a replica follows its room: every event once and in order, whatever is lost, whoever takes over. */
class RoomReplicaTest {
    private static final ActorTestKit KIT = ActorTestKit.create(RoomFixture.KIT_CONFIG);
    private static final Person BOB = ReplicaFixture.elsewhere("bob");

    private final ReplicaFixture node = new ReplicaFixture(KIT);
    private final Incarnation room = node.room(5);
    private final Listener alice = node.listener("alice");

    /** #lobby at place 2: Alice is a member on this node, Bob on another. */
    private final RoomScenario lobby = newRoom("#lobby");

    {
        lobby.join(alice.person);
        lobby.join(BOB);
    }

    private void aliceIsIn() {
        node.tell(new RoomReplica.Admit(alice.receiver()));
        node.attachesFrom(ChatRoom.Progress.NONE);
        room.servesAll(2, lobby);
        alice.stands(Roles.OPERATOR).isEntered();
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
    void whoEntersIsLetInOnceTheStateIsHere() {
        node.tell(new RoomReplica.Admit(alice.receiver()));

        node.attachesFrom(ChatRoom.Progress.NONE);
        room.servesAll(2, lobby);

        alice.stands(Roles.OPERATOR).isEntered();
        assertThat(node.nicks()).containsExactly("@alice", "bob");
        node.admitted("carol").isEntered();
    }

    @Test
    void whoQuitsBeforeTheStateIsHereIsNotInSight() {
        node.tell(new RoomReplica.Admit(alice.receiver()));
        node.attachesFrom(ChatRoom.Progress.NONE);

        node.asksAudience(new PersonChange.Quit(BOB.identity(), "bye"), 0).receiveMessage();
        room.servesAll(2, lobby);

        alice.stands(Roles.OPERATOR).isEntered();
        assertThat(node.nicks()).containsExactly("@alice");
    }

    @Test
    void theRoomIsAskedForEverySecondUntilItServes() {
        node.tell(new RoomReplica.Admit(alice.receiver()));
        node.attachesFrom(ChatRoom.Progress.NONE);

        node.aSecondPasses();
        node.attachesFrom(ChatRoom.Progress.NONE);
        room.serves(); // and its snapshot is lost
        node.aSecondPasses();
        node.attachesFrom(ChatRoom.Progress.NONE);

        room.servesAll(2, lobby);
        alice.stands(Roles.OPERATOR).isEntered();
        node.aSecondPasses();
        node.tellsTheShardNothing();
    }

    @Test
    void peopleAreToldWhichIncarnationServesThem() {
        aliceIsIn();
        var younger = node.room(9);
        isReported(younger, at(5, 2));

        younger.serves();

        alice.isEntered();
    }

    @Test
    void eventsAreShownInTheirOrderAndOnesOwnIsTheAcknowledgement() {
        aliceIsIn();

        room.publishes(room.said(3, BOB, "one"), room.said(4, alice.person, 7, "two"))
                .publishes(room.said(5, BOB, "three"));

        alice.sees("bob: one", "[alice]: two", "bob: three").isDone(7, 4);
    }

    @Test
    void whoJoinsSeesTheirOwnJoinAndNothingOfBefore() {
        aliceIsIn();
        var carol = node.admitted("carol").isEntered();

        room.publishes(room.said(3, BOB, "one"), room.joined(4, carol.person, 1), room.said(5, BOB, "two"));

        alice.sees("bob: one", "+carol", "bob: two");
        carol.sees("+[carol]", "bob: two");
        carol.user.expectMessage(new RoomAnswer.Standing(RoomFixture.LOBBY, Roles.NONE, false));
        carol.isDone(1, 4);
    }

    @Test
    void whoPartsSeesItAndNothingAfterIt() {
        aliceIsIn();

        room.publishes(room.parted(3, alice.person, 7), room.said(4, BOB, "one"));

        alice.sees("-[alice]").isGone().isDone(7, 3);
        alice.seesNoMore();
    }

    @Test
    void whatIsForOperatorsIsShownToThem() {
        aliceIsIn();
        var carol = node.admitted("carol").isEntered();
        room.publishes(room.joined(3, carol.person, 1));
        carol.sees("+[carol]");

        room.publishes(
                room.happens(4, new RoomEvent.Said(BOB.identity(), SayKind.MESSAGE, "psst", Role.OPERATOR, Tags.NONE)));

        alice.sees("+carol", "bob: psst");
        carol.seesNoMore();
    }

    @Test
    void aLookIsWrittenInItsPlace() {
        aliceIsIn();

        room.publishes(room.said(3, BOB, "before"));
        alice.sees("bob: before").seesNoMore();
        room.publishes(room.said(4, BOB, "after"));

        alice.sees("bob: after");
    }

    @Test
    void aHoleIsAskedForOnceAndFilled() {
        aliceIsIn();

        room.publishes(room.said(4, BOB, "two")).publishes(room.said(5, BOB, "three"));
        room.isAskedForWhatCameAfter(2);
        room.publishes(room.said(3, BOB, "one"), room.said(4, BOB, "two"), room.said(5, BOB, "three"));

        alice.sees("bob: one", "bob: two", "bob: three");
        room.tellsPosition(5).isAcknowledged(5);
    }

    @Test
    void whatComesTwiceIsShownOnce() {
        aliceIsIn();

        room.publishes(room.said(3, BOB, "one")).publishes(room.said(3, BOB, "one"), room.said(4, BOB, "two"));

        alice.sees("bob: one", "bob: two").seesNoMore();
    }

    @Test
    void aLostLastEventIsSeenByThePosition() {
        aliceIsIn();

        room.tellsPosition(3).isAskedForWhatCameAfter(2);
        room.tellsPosition(3).isAskedForWhatCameAfter(2);

        room.publishes(room.said(3, BOB, "one"));
        alice.sees("bob: one");
        room.tellsPosition(3).isAcknowledged(3);
    }

    @Test
    void aYoungerIncarnationThatAskedBeforeIsFollowedFromWhereOneIs() {
        aliceIsIn();
        var younger = node.room(9);
        isReported(younger, at(5, 2));

        younger.serves().publishes(younger.said(3, BOB, "one"));

        alice.sees("bob: one");
        younger.tellsPosition(3).isAcknowledged(3);
        room.isSuperseded(9);
    }

    @Test
    void onceAYoungerOneHasAskedTheOlderIsNotHeardAnyMore() {
        aliceIsIn();
        var younger = node.room(9);
        isReported(younger, at(5, 2));

        room.publishes(room.said(3, BOB, "late")).isSuperseded(9);
        room.sendsAll(7, lobby).serves().isSuperseded(9);

        alice.seesNoMore();
        younger.serves().tellsPosition(2).isAcknowledged(2);
    }

    @Test
    void aSnapshotOfTheOlderOneIsNotTakenByAReplicaThatHasReportedItHasNothing() {
        node.tell(new RoomReplica.Admit(alice.receiver()));
        room.serves();
        var younger = node.room(9);
        isReported(younger, ChatRoom.Progress.NONE);

        room.sendsAll(2, lobby);
        younger.servesAll(1, newRoom("#lobby"));

        alice.isEntered();
        younger.tellsPosition(1).isAcknowledged(1);
        assertThat(node.nicks()).isEmpty();
    }

    @Test
    void whatTheRegistryHadPromisedBindsANewReplicaToo() {
        var late = new ReplicaFixture(KIT, RoomFixture.LOBBY, 6);
        var older = late.room(5);

        older.serves().isSuperseded(6);
        late.stop();
    }

    @Test
    void anIncarnationThatNeverAskedSendsItsStateAndIsToldWhoIsHere() {
        aliceIsIn();
        var stranger = node.room(9);

        stranger.serves().publishes(stranger.said(3, BOB, "not of our order"));
        stranger.sendsAll(3, newRoom("#lobby"));

        assertThat(node.tellsTheRoom(ChatRoom.Rejoin.class))
                .isEqualTo(new ChatRoom.Rejoin(alice.person, Roles.OPERATOR));
        stranger.publishes(
                stranger.happens(4, new RoomEvent.Restored(alice.person, Roles.OPERATOR)),
                stranger.said(5, BOB, "hello"));
        alice.sees("-bob", "+alice", "bob: hello");
    }

    @Test
    void aRoomThatEndsIsAskedForAgain() {
        aliceIsIn();

        room.ends();

        node.attachesFrom(at(5, 2));
        node.aSecondPasses();
        node.attachesFrom(at(5, 2));
        var younger = node.room(9);
        isReported(younger, at(5, 2));
        younger.serves();
        alice.isEntered();
    }

    @Test
    void aMessageOfAnIncarnationThatDoesNotServeYetMakesTheReplicaAttachOnceASecond() {
        aliceIsIn();
        var younger = node.room(9);

        younger.publishes(younger.said(3, BOB, "one")).publishes(younger.said(4, BOB, "two"));

        node.attachesFrom(at(5, 2));
        node.tellsTheShardNothing();
        node.aSecondPasses();
        node.attachesFrom(at(5, 2));
    }

    @Test
    void aStartingRoomGetsWhatIsHeldHere() {
        aliceIsIn();
        var said = room.said(3, BOB, 8, "one");
        room.publishes(said);
        alice.sees("bob: one");
        var younger = node.room(9);
        isReported(younger, at(5, 3));

        node.tell(new RoomReplica.GiveState(9, younger.entity.ref()));

        var held = younger.entity.expectMessageClass(ChatRoom.Held.class);
        assertThat(held.progress()).isEqualTo(at(5, 3));
        assertThat(held.page().members())
                .containsExactlyElementsOf(lobby.state().allMembers());
        assertThat(held.page().requests()).containsExactly(new RequestMark(BOB.id(), 8));
        assertThat(held.page().tail()).containsExactly(said);
    }

    @Test
    void aReportOfManyPeopleComesInPages() {
        aliceIsIn();
        IntStream.range(0, 600).forEach(i -> node.admitted("p" + i));

        node.tell(new RoomReplica.Report(9, room.entity.ref()));

        var first = room.entity.expectMessageClass(ChatRoom.Standing.class);
        var second = room.entity.expectMessageClass(ChatRoom.Standing.class);
        assertThat(List.of(first.page(), second.page())).containsExactly(0, 1);
        assertThat(List.of(first.last(), second.last())).containsExactly(false, true);
        assertThat(first.people().size() + second.people().size()).isEqualTo(601);
    }

    @Test
    void aGapThatIsNotKeptIsClosedByTheStateAndWhoCameAndWentIsShown() {
        aliceIsIn();
        var carol = ReplicaFixture.elsewhere("carol");
        lobby.part(BOB);
        lobby.join(carol);

        room.sendsAll(900, lobby).publishes(room.said(901, carol, "hello"));

        alice.sees("-bob", "+carol", "carol: hello");
        room.tellsPosition(901).isAcknowledged(901);
    }

    @Test
    void whoWasPutOutInTheGapIsTold() {
        aliceIsIn();
        lobby.part(alice.person);

        room.sendsAll(900, lobby).publishes(room.said(901, BOB, "is she gone?"));

        alice.sees("-alice").isGone().seesNoMore();
    }

    @Test
    void anOldSnapshotTakesNothingBack() {
        aliceIsIn();
        room.publishes(room.parted(3, BOB, 9), room.said(4, alice.person, 7, "alone"));
        alice.sees("-bob", "[alice]: alone");

        room.sendsAll(2, lobby);

        assertThat(node.nicks()).containsExactly("@alice");
        room.tellsPosition(4).isAcknowledged(4);
    }

    @Test
    void nowAndThenTheReplicaAttachesAgainAndCompares() {
        aliceIsIn();

        node.timePasses(ReplicaFixture.COMPARE_EVERY);

        node.attachesFrom(at(5, 2));
        room.entity.expectMessage(
                new ChatRoom.Compare(1, at(5, 2), lobby.state().digest()));
    }

    @Test
    void listIsToldWhenSomethingHasChanged() {
        aliceIsIn();
        assertThat(node.summary().people()).isEqualTo(2);

        room.publishes(
                room.said(3, BOB, "one"),
                room.happens(4, new RoomEvent.TopicChanged(BOB.identity(), "cats")),
                room.joined(5, ReplicaFixture.elsewhere("carol"), 1));

        assertThat(node.summary())
                .satisfies(summary -> assertThat(summary.people()).isEqualTo(3))
                .satisfies(summary -> assertThat(summary.topic()).isEqualTo("cats"));
    }

    private void isReported(Incarnation starting, ChatRoom.Progress progress) {
        TestProbe<ChatRoom.Command> entity = starting.entity;
        node.tell(new RoomReplica.Report(starting.epoch, entity.ref()));
        assertThat(entity.expectMessageClass(ChatRoom.Standing.class)).satisfies(standing -> {
            assertThat(standing.promised()).isEqualTo(starting.epoch);
            assertThat(standing.progress()).isEqualTo(progress);
            assertThat(standing.people()).containsExactly(alice.id());
        });
    }
}
