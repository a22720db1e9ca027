package chat.parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.room.RoomFixture.Author;
import chat.parley.node.room.RoomFixture.PlayedNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a request: an event that is committed, then published, and so acknowledged; or an answer. */
class ChatRoomTest {
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
    void anEventIsPublishedOnceItIsKeptAndNotBefore() throws Exception {
        aliceAndBobAreIn();
        room.log.byHand();

        alice.says(2, "hello");
        var batch = room.log.next();
        there.hasHeardNoMoreThan(2);

        batch.isKept();
        there.hears("alice: hello");
        here.hears("alice: hello");
    }

    @Test
    void anEventCarriesItsPlaceItsAuthorAndTheirRequest() {
        aliceAndBobAreIn();

        alice.asks(new ChatRoom.Request(2, "a-label", alice.say("hello")));

        var said = there.hears("alice: hello").get(0);
        assertThat(said.epoch()).isEqualTo(1);
        assertThat(said.seq()).isEqualTo(3);
        assertThat(said.timeMillis()).isEqualTo(room.clock.millis());
        assertThat(said.author()).isEqualTo(alice.id());
        assertThat(said.request()).isEqualTo(2);
        assertThat(said.label()).isEqualTo("a-label");
    }

    @Test
    void whatComesWhileABatchIsUnderWayIsTheNextBatch() throws Exception {
        aliceAndBobAreIn();
        room.log.byHand();

        alice.says(2, "one");
        var first = room.log.next();
        alice.says(3, "two");
        bob.says(2, "three");
        there.hasHeardNoMoreThan(2);
        assertThat(room.log.isIdle()).as("one batch at a time").isTrue();

        first.isKept();
        there.hears("alice: one");
        var second = room.log.next();
        assertThat(second.entries()).extracting(RoomFixture::text).containsExactly("alice: two", "bob: three");
        second.isKept();
        there.hears("alice: two", "bob: three");
    }

    @Test
    void aLongBatchIsPublishedInMessagesThatTheNetworkCanCarry() {
        aliceAndBobAreIn();
        var speech = "x".repeat(20_000);

        alice.asks(new ChatRoom.Request(2, null, alice.say(speech)), new ChatRoom.Request(3, null, alice.say(speech)));

        assertThat(there.replica.expectMessageClass(RoomReplica.Publish.class).entries())
                .hasSize(1);
        assertThat(there.replica.expectMessageClass(RoomReplica.Publish.class).entries())
                .hasSize(1);
    }

    @Test
    void theRoomsSettingsAreKeptWithWhatHasChangedThem() throws Exception {
        aliceAndBobAreIn();
        room.log.byHand();

        alice.says(2, "hello");
        var said = room.log.next();
        assertThat(said.room()).isNull();
        said.isKept();

        alice.setsTopic(3, "cats");
        assertThat(room.log.next().room()).extracting("settings.topic.text").isEqualTo("cats");
    }

    @Test
    void whoHasARoleIsKeptWithTheRoom() throws Exception {
        room.startFresh();
        here.isAttached();
        room.log.byHand();

        alice.joins(1);

        assertThat(room.log.next().room())
                .extracting(KeptRoom::roles)
                .asInstanceOf(InstanceOfAssertFactories.list(RoleClaim.class))
                .containsExactly(new RoleClaim("alice!alice@alice.example", Roles.OPERATOR, 0));
    }

    @Test
    void manyEventsGatherWhileOneCommitIsUnderWayAndAreCommittedInBatchesOfABoundedSize() throws Exception {
        aliceAndBobAreIn();
        room.log.byHand();
        alice.says(2, "first");
        var first = room.log.next();
        there.hasHeardNoMoreThan(2);
        LongStream.rangeClosed(3, 10).forEach(number -> alice.says(number, "line " + number));
        alice.setsTopic(11, "cats");

        first.isKept();
        var second = room.log.next();
        assertThat(second.entries()).hasSize(RoomFixture.CONFIG.history().commitRows());
        assertThat(second.room()).isNull();
        second.isKept();

        var third = room.log.next();
        assertThat(third.entries()).hasSize(4);
        assertThat(third.room()).extracting("settings.topic.text").isEqualTo("cats");
    }

    @Test
    void whatARoomBecameInTheMiddleIsKeptWithItsBatch() throws Exception {
        aliceAndBobAreIn();
        room.log.byHand();
        alice.says(2, "first");
        var first = room.log.next();
        there.hasHeardNoMoreThan(2);
        alice.setsTopic(3, "cats");
        LongStream.rangeClosed(4, 7).forEach(number -> alice.says(number, "line " + number));
        alice.setsTopic(8, "dogs");

        first.isKept();
        var second = room.log.next();
        assertThat(second.room()).extracting("settings.topic.text").isEqualTo("cats");
        second.isKept();

        assertThat(room.log.next().room()).extracting("settings.topic.text").isEqualTo("dogs");
    }

    @Test
    void whereTooMuchWaitsForItsCommitRequestsAreLeftToBeAskedAgain() throws Exception {
        aliceAndBobAreIn();
        room.log.byHand();
        alice.says(2, "first");
        var first = room.log.next();
        there.hasHeardNoMoreThan(2);
        LongStream.rangeClosed(3, 200).forEach(number -> alice.says(number, "line " + number));

        first.isKept();
        for (var batch = 0; batch < 16; batch++) {
            var full = room.log.next();
            assertThat(full.entries()).hasSize(RoomFixture.CONFIG.history().commitRows());
            full.isKept();
        }
        room.log.next().isKept();
        alice.hasHeardNothingAndIsAwaited(84);

        alice.says(84, "again");
        assertThat(room.log.next().entries()).extracting(RoomFixture::text).containsExactly("alice: again");
    }

    @Test
    void whileTheLogHasNoSpaceRequestsAreLeftToBeAskedAgain() throws Exception {
        aliceAndBobAreIn();
        room.log.isFull(true);
        alice.says(2, "hello");
        there.hasHeardNoMoreThan(2);

        room.log.isFull(false);
        alice.says(2, "hello");

        there.hears("alice: hello");
    }

    @Test
    void aRefusalIsAnsweredAtOnceAndPublishesNothing() {
        aliceAndBobAreIn();

        bob.setsTopic(2, "dogs");

        bob.isRefused(2, Refusal.NEEDS_OPERATOR);
        there.hasHeardNoMoreThan(2);
    }

    @Test
    void whatIsSoAlreadyIsUnchanged() {
        aliceAndBobAreIn();

        bob.joins(2);

        bob.isUnchanged(2);
        there.hasHeardNoMoreThan(2);
    }

    @Test
    void anAnswerThatRestsOnAnEventWaitsUntilThatIsKept() throws Exception {
        aliceAndBobAreIn();
        room.log.byHand();

        alice.setsTopic(2, "cats");
        var batch = room.log.next();
        alice.setsTopic(3, "cats");
        alice.hasHeardNothingAndIsAwaited(4);

        batch.isKept();
        alice.isUnchanged(3);
    }

    @Test
    void aModeOfWhichOnlyAPartIsAllowedHappensAndTheRestIsTold() {
        aliceAndBobAreIn();

        alice.asks(
                2,
                new RoomCommand.ChangeModes(
                        alice.person.identity(),
                        List.of(new ModeChange(true, 'm', null), new ModeChange(true, 'o', "nobody"))));

        there.hears("mode: +m");
        assertThat(alice.user.expectMessageClass(RoomAnswer.Answered.class).outcome())
                .isEqualTo(new Outcome.Refused(Refusal.TARGET_NOT_HERE, "nobody"));
    }

    @Test
    void aRepeatedRequestIsAnsweredFromMemory() {
        aliceAndBobAreIn();
        bob.setsTopic(2, "dogs").isRefused(2, Refusal.NEEDS_OPERATOR);
        alice.asks(2, new RoomCommand.ChangeModes(alice.person.identity(), List.of(new ModeChange(true, 'o', "bob"))));
        there.hears("mode: +o");

        bob.setsTopic(2, "dogs");

        bob.isRefused(2, Refusal.NEEDS_OPERATOR);
        there.hasHeardNoMoreThan(3);
    }

    @Test
    void aRepeatedRequestThatBecameAnEventDoesNotHappenAgainAndItsNodeIsToldThePosition() {
        aliceAndBobAreIn();
        bob.says(2, "hello");
        there.hears("bob: hello");

        bob.says(2, "hello");

        there.isToldPosition(3);
        there.hasHeardNoMoreThan(3);
    }

    @Test
    void onceItsNodeHasTheEventARepeatedRequestIsDone() {
        aliceAndBobAreIn();
        bob.says(2, "hello");
        there.hears("bob: hello");
        there.acknowledges(1, 3);

        bob.says(2, "hello");

        bob.isDone(2);
    }

    @Test
    void aMissingRequestIsAskedFor() {
        aliceAndBobAreIn();

        alice.asks(new ChatRoom.Request(3, null, alice.say("two")), new ChatRoom.Request(4, null, alice.say("three")));
        alice.isAskedToResendFrom(2);

        alice.says(2, "one").says(3, "two").says(4, "three");
        there.hears("alice: one", "alice: two", "alice: three");
    }

    @Test
    void aFailedCommitEndsTheRoomAndNothingOfItIsPublishedOrAnswered() throws Exception {
        aliceAndBobAreIn();
        room.log.byHand();
        alice.setsTopic(2, "cats").setsTopic(3, "cats");

        room.log.next().fails();

        room.hasEnded();
        alice.user.expectNoMessage(Duration.ZERO);
        there.replica.expectNoMessage(Duration.ZERO);
        assertThat(room.log.closed()).isEqualTo(1);
    }

    @Test
    void whoAsksFromANodeWithoutAReplicaIsNotHeard() {
        var nowhere = room.author("carol", room.node(3));
        aliceAndBobAreIn();

        nowhere.joins(1);

        there.hasHeardNoMoreThan(2);
    }

    @Test
    void timeNeverGoesBack() {
        aliceAndBobAreIn();
        room.clock.advance(Duration.ofSeconds(-5));

        alice.says(2, "hello");

        assertThat(there.hears("alice: hello").get(0).timeMillis()).isEqualTo(RoomScenario.START_MILLIS);
    }

    @Test
    void withoutAStoreTheFirstToJoinIsOperatorAndSoIsTheFirstAfterEverybodyHasLeft() {
        room.log.keepsNothing();
        aliceAndBobAreIn();
        alice.asks(2, new RoomCommand.ChangeModes(alice.person.identity(), List.of(new ModeChange(true, 'i', null))));
        alice.parts(3);
        bob.parts(2);
        there.hears("mode: +i", "-alice", "-bob");

        bob.joins(3);

        var joined = (RoomEvent.Joined) there.hears("+bob").get(0).event();
        assertThat(joined.roles()).isEqualTo(Roles.OPERATOR);
        assertThat(joined.created()).isEqualTo(RoomFixture.LOBBY_NAME);
    }

    @Test
    void withAStoreARoomIsAsItWasWhenSomebodyComesBack() {
        aliceAndBobAreIn();
        alice.asks(2, new RoomCommand.ChangeModes(alice.person.identity(), List.of(new ModeChange(true, 'i', null))));
        bob.parts(2);
        alice.parts(3);
        there.hears("mode: +i", "-bob", "-alice");

        bob.joins(3).isRefused(3, Refusal.INVITE_ONLY);
        alice.joins(4);

        var joined = (RoomEvent.Joined) there.hears("+alice").get(0).event();
        assertThat(joined.roles()).isEqualTo(Roles.OPERATOR);
        assertThat(joined.created()).isNull();
    }

    @Test
    void anEmptyRoomAsksToBeEnded() {
        room.startFresh();

        room.aSecondPasses();

        room.shard.expectMessageClass(ClusterSharding.Passivate.class);
        room.tell(new ChatRoom.Stop());
        room.hasEnded();
    }

    @Test
    void aRoomThatSomebodyLooksAtIsNotEmpty() {
        room.startFresh();
        here.isAttached();

        room.aSecondPasses();
        there.attaches();
        there.isServed();

        room.shard.expectNoMessage(Duration.ZERO);
    }

    @Test
    void aRoomThatIsStoppedEndsAfterItsLastEventIsPublished() throws Exception {
        aliceAndBobAreIn();
        room.log.byHand();
        alice.says(2, "one");
        var first = room.log.next();
        alice.says(3, "two");

        room.tell(new ChatRoom.Stop());
        first.isKept();
        there.hears("alice: one");
        room.log.next().isKept();
        there.hears("alice: two");

        room.hasEnded();
        assertThat(room.log.closed()).isEqualTo(1);
    }

    @Test
    void aRoomThatIsStoppedTakesNoMoreHoweverManyKnowItDirectly() throws Exception {
        aliceAndBobAreIn();
        room.log.byHand();
        alice.says(2, "one");
        var batch = room.log.next();

        room.tell(new ChatRoom.Stop());
        alice.says(3, "two");
        batch.isKept();

        there.hears("alice: one");
        room.hasEnded();
    }

    @Test
    void anOlderIncarnationEndsWhenAReplicaFollowsAYoungerOne() {
        aliceAndBobAreIn();

        room.tell(new ChatRoom.Superseded(1));
        there.hasHeardNoMoreThan(2);

        room.tell(new ChatRoom.Superseded(2));
        room.hasEnded();
    }
}
