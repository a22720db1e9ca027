package chat.parley.node.room;

import static chat.parley.node.room.RoomFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.room.RoomFixture.Author;
import chat.parley.node.room.RoomFixture.PlayedNode;
import java.util.stream.LongStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How every replica comes to have every event, though messages are lost, and who is a member while nodes come and go. */
class ChatRoomLinksTest {
    private static final ActorTestKit KIT = ActorTestKit.create(RoomFixture.KIT_CONFIG);

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    private final RoomFixture room = new RoomFixture(KIT);
    private final PlayedNode here = room.node(1);
    private final PlayedNode there = room.node(2);
    private final Author alice = room.author("alice", here);
    private final Author bob = room.author("bob", there);

    /** Alice and Bob are members, on two nodes that have heard of it. */
    private void aliceAndBobAreIn() {
        room.startFresh();
        here.isAttached();
        there.isAttached();
        alice.joins(1);
        bob.joins(1);
        here.hears("+alice", "+bob");
        there.hears("+alice", "+bob");
    }

    @AfterEach
    void stop() {
        room.stop();
    }

    @Test
    void aSecondAfterTheLastEventThePositionIsRepeatedUntilAllHaveIt() {
        aliceAndBobAreIn();
        here.acknowledges(1, 2);

        room.aSecondPasses();
        there.isToldPosition(2);
        room.aSecondPasses();
        there.isToldPosition(2);

        there.acknowledges(1, 2);
        room.aSecondPasses();
        room.aSecondPasses();
        here.hasHeardNoMoreThan(2);
        there.hasHeardNoMoreThan(2);
    }

    @Test
    void aLostLastEventIsSeenAndSentAgain() {
        aliceAndBobAreIn();
        alice.says(2, "hello");
        there.hears("alice: hello"); // and let it be lost

        room.aSecondPasses();
        there.isToldPosition(3);
        there.lacksWhatCameAfter(1, 2);

        there.isServed();
        there.hears("alice: hello");
    }

    @Test
    void anAcknowledgementOfAnOlderIncarnationCountsForNothing() {
        aliceAndBobAreIn();

        there.acknowledges(0, 2);

        room.aSecondPasses();
        there.isToldPosition(2);
    }

    @Test
    void whereTheTailDoesNotReachTheReplicaIsSentAll() {
        aliceAndBobAreIn();
        LongStream.rangeClosed(2, 6).forEach(number -> alice.says(number, "line " + number));
        there.hears("alice: line 2", "alice: line 3", "alice: line 4", "alice: line 5", "alice: line 6");

        there.lacksWhatCameAfter(1, 2);

        there.isServed();
        there.isSentAllAt(7);
    }

    @Test
    void whatIsMissingIsSentInMessagesThatTheNetworkCanCarry() {
        aliceAndBobAreIn();
        var speech = "x".repeat(20_000);
        alice.says(2, speech).says(3, speech);
        there.hears("alice: " + speech, "alice: " + speech);

        there.lacksWhatCameAfter(1, 2);

        there.isServed();
        assertThat(there.replica.expectMessageClass(RoomReplica.Publish.class).entries())
                .hasSize(1);
        assertThat(there.replica.expectMessageClass(RoomReplica.Publish.class).entries())
                .hasSize(1);
    }

    @Test
    void aSnapshotComesAfterEverythingInItIsKeptAndThenWhatCameAfterIt() throws Exception {
        aliceAndBobAreIn();
        var late = room.node(3);
        room.log.byHand();
        alice.says(2, "one");
        var first = room.log.next();
        alice.setsTopic(3, "cats");
        late.attaches();
        late.isServed();
        alice.says(4, "two");

        first.isKept();
        there.hears("alice: one");
        late.hasHeardNoMoreThan(3);

        room.log.next().isKept();
        var snapshot = late.isSentAll();
        assertThat(snapshot.at()).isEqualTo(at(1, 4));
        assertThat(snapshot.page().settings()).extracting("topic.text").isEqualTo("cats");
        assertThat(snapshot.page().tail()).extracting(RoomFixture::text).containsExactly("topic: cats");
        assertThat(late.hears("topic: cats", "alice: two"))
                .last()
                .extracting(Entry::seq)
                .isEqualTo(5L);
    }

    @Test
    void aReplicaThatAsksAgainMeanwhileDoesNotWaitForLonger() throws Exception {
        aliceAndBobAreIn();
        var late = room.node(3);
        room.log.byHand();
        alice.says(2, "one");
        var first = room.log.next();
        late.attaches();
        late.isServed();
        alice.says(3, "two");
        late.attaches();
        late.isServed();

        first.isKept();

        late.isSentAllAt(3);
    }

    @Test
    void aReplicaThatAskedTwiceHearsWhatIsKeptBeforeTheSecondAnswer() throws Exception {
        aliceAndBobAreIn();
        var late = room.node(3).isAttached();
        room.log.byHand();
        alice.says(2, "one");
        var first = room.log.next();
        late.hasHeardNoMoreThan(2);
        alice.says(3, "two");
        late.attaches();
        late.isServed();

        first.isKept();
        late.hears("alice: one");

        room.log.next().isKept();
        late.hears("alice: two");
        late.isSentAllAt(4);
    }

    @Test
    void aReplicaThatAttachesAgainIsBroughtUpFromWhereItIs() {
        aliceAndBobAreIn();
        alice.says(2, "hello");
        there.hears("alice: hello");

        there.attaches(at(1, 2));

        there.isServed();
        there.hears("alice: hello");
    }

    @Test
    void aReplicaOfAnOrderThatTheRoomDoesNotKnowIsSentAll() {
        aliceAndBobAreIn();
        var stray = room.node(3);

        stray.attaches(at(17, 2));

        stray.isServed();
        stray.isSentAllAt(2);
    }

    @Test
    void whoLeavesIsTakenOutOnceHoweverOftenItIsTold() {
        aliceAndBobAreIn();

        room.tell(new ChatRoom.Leave(bob.id()));
        there.hears("left " + bob.id());
        room.tell(new ChatRoom.Leave(bob.id()));

        there.isToldPosition(3);
    }

    @Test
    void whoIsStillHereIsPutBackWithTheirRoles() {
        aliceAndBobAreIn();
        room.tell(new ChatRoom.Leave(alice.id()));

        room.tell(new ChatRoom.Rejoin(alice.person, Roles.OPERATOR));
        room.tell(new ChatRoom.Rejoin(alice.person, Roles.OPERATOR));

        var restored = here.hears("left " + alice.id(), "+alice").get(1).event();
        assertThat(restored).isEqualTo(new RoomEvent.Restored(alice.person, Roles.OPERATOR));
        here.isToldPosition(4);
    }

    @Test
    void nobodyIsPutBackByANodeWithoutAReplica() {
        aliceAndBobAreIn();
        there.detaches();
        here.hears("left " + bob.id());

        room.tell(new ChatRoom.Rejoin(bob.person, Roles.NONE));

        here.hasHeardNoMoreThan(3);
    }

    @Test
    void aChangeOfAPersonIsPublishedUnlessSomethingNewerIsKnown() {
        aliceAndBobAreIn();
        var away = bob.person.withAway("lunch");
        var back = away.withAway(null);

        room.tell(new ChatRoom.Describe(back));
        room.tell(new ChatRoom.Describe(back)); // its replica may not have seen it
        room.tell(new ChatRoom.Describe(away));

        there.hears("described bob", "described bob");
        there.isToldPosition(4);
    }

    @Test
    void aReplicaThatEndsTakesItsPeopleWithIt() {
        aliceAndBobAreIn();

        there.replicaEnds();

        here.hears("left " + bob.id());
    }

    @Test
    void aReplicaThatDetachesLeavesNobodyBehind() {
        aliceAndBobAreIn();

        there.detaches();

        here.hears("left " + bob.id());
    }

    @Test
    void theEndOfAFormerReplicaDoesNotConcernTheNewOne() {
        aliceAndBobAreIn();
        var former = there.replica;
        there.replica = KIT.createTestProbe();
        there.isAttached();

        former.stop();
        room.tell(new ChatRoom.Detach(2, former.ref()));

        there.hasHeardNoMoreThan(2);
    }

    @Test
    void aReplicaThatHoldsOtherMembersAtTheSamePlaceIsSentAll() {
        aliceAndBobAreIn();
        var digest = new RoomDigest(1, 4711);

        room.tell(new ChatRoom.Compare(2, at(1, 1), digest));
        there.hasHeardNoMoreThan(2);
        room.tell(new ChatRoom.Compare(2, at(1, 2), digest));

        there.isServed();
        there.isSentAllAt(2);
    }
}
