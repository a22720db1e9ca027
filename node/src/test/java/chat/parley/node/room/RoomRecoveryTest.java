package chat.parley.node.room;

import static chat.parley.node.room.RoomFixture.at;
import static chat.parley.node.room.RoomScenario.newRoom;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Person;
import chat.parley.node.room.RoomFixture.Author;
import chat.parley.node.room.RoomFixture.PlayedNode;
import chat.parley.wire.Tags;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How a room comes back when its node is lost: from what the nodes hold, once all of them have answered. Here #lobby had got to place 4 of epoch 5;
 * this node holds all of it, the other one 3 places.
 */
class RoomRecoveryTest {
    private static final ActorTestKit KIT = ActorTestKit.create(RoomFixture.KIT_CONFIG);

    private final RoomFixture room = new RoomFixture(KIT);
    private final PlayedNode here = room.node(1);
    private final PlayedNode there = room.node(2);
    private final Author alice = room.author("alice", here);
    private final Author bob = room.author("bob", there);

    private final RoomScenario held = newRoom("#lobby");
    private final RequestTable requests = new RequestTable(30_000);
    private final List<Entry> tail;

    {
        held.join(alice.person);
        held.join(bob.person);
        tail = List.of(said(3, bob.person, 7, "three"), said(4, bob.person, 8, "four"));
        requests.happened(bob.id(), 8, 4, room.clock.millis());
    }

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @AfterEach
    void stop() {
        room.stop();
    }

    @Test
    void theMostAdvancedReplicaIsWhatTheRoomStartsFromAndTheOthersGetWhatTheyLack() {
        room.start();
        there.has(at(5, 3), bob.person);
        here.has(at(5, 4), alice.person);
        here.gives(at(5, 4), held, requests, tail);

        there.isServed();
        assertThat(there.hears("bob: four").get(0).epoch())
                .as("an event keeps the epoch that it was decided in")
                .isEqualTo(5);
        here.isServed();
        here.isToldPosition(4);
        alice.says(1, "five");
        assertThat(there.hears("alice: five").get(0)).satisfies(five -> {
            assertThat(five.epoch()).isEqualTo(1);
            assertThat(five.seq()).isEqualTo(5);
        });
    }

    @Test
    void silenceIsNotTakenForNobody() {
        var silent = room.node(3);
        room.start();
        here.has(at(5, 4), alice.person);
        there.has(at(5, 3), bob.person);
        silent.isAsked();

        room.aSecondPasses();
        silent.isAsked();
        room.aSecondPasses();
        silent.hasNothing();

        here.gives(at(5, 4), held, requests, tail);
        here.isServed();
    }

    @Test
    void aNodeWhoseRegistryHasEndedIsNotWaitedFor() {
        var removed = room.node(3);
        room.start();
        here.has(at(5, 4), alice.person);
        there.has(at(5, 3), bob.person);

        removed.registryEnds();

        here.gives(at(5, 4), held, requests, tail);
        here.isServed();
    }

    @Test
    void aNodeThatIsNoLongerPresentIsNotWaitedFor() {
        var removed = room.node(3);
        room.start();
        here.has(at(5, 4), alice.person);
        there.has(at(5, 3), bob.person);

        removed.isAsked();
        room.aSecondPasses();
        removed.isAsked();
        removed.isRemoved();
        room.aSecondPasses();

        here.gives(at(5, 4), held, requests, tail);
        here.isServed();
    }

    @Test
    void aNodeThatComesUpMeanwhileIsWaitedForToo() {
        room.start();
        here.has(at(5, 4), alice.person);
        there.has(at(5, 3), bob.person);
        var asked = here.isAskedForAll();
        var late = room.node(3);
        here.gives(asked, at(5, 4), held, requests, tail);

        room.aSecondPasses();
        late.hasNothing();

        here.isServed();
    }

    @Test
    void anAnswerOfManyPagesCountsWhenAllAreThere() {
        room.start();
        here.has(at(5, 4), alice.person);
        var report = there.isAsked();
        var crowd = IntStream.range(0, 3)
                .mapToObj(i -> List.of(room.author("p" + i, there).id()))
                .toList();

        LongStream.of(0, 2).forEach(page -> there.tellsPage(report, crowd.get((int) page), (int) page, page == 2));
        room.aSecondPasses();

        assertThat(there.isAsked()).as("asked again, as a page was missing").isEqualTo(report);
        IntStream.range(0, 3).forEach(page -> there.tellsPage(report, crowd.get(page), page, page == 2));
        here.gives(at(5, 4), held, requests, tail);
        here.isServed();
    }

    @Test
    void whereMoreWasPromisedTheRoomTakesAHigherEpochAndAsksAnew() {
        room.start();
        here.has(at(5, 4), alice.person);
        there.hasPromised(8);

        assertThat(here.isAsked().epoch()).isEqualTo(9);
        assertThat(there.isAsked().epoch()).isEqualTo(9);
    }

    @Test
    void answersToAnEarlierQuestionDoNotCount() {
        room.start();
        var first = here.isAsked();
        there.hasPromised(8);

        here.isAsked();
        there.isAsked();
        here.answers(first, at(5, 4));
        there.answers(first, at(5, 4));
        room.aSecondPasses();

        assertThat(here.isAsked().epoch()).isEqualTo(9);
    }

    @Test
    void membersWhomNoNodeHasAnyMoreAreTakenOut() {
        room.start();
        here.has(at(5, 4), alice.person);
        there.registryEnds();

        here.gives(at(5, 4), held, requests, tail);

        here.isServed();
        here.isToldPosition(4);
        here.hears("left " + bob.id());
    }

    @Test
    void whatTheLastIncarnationHadDoneIsNotDoneAgain() {
        room.start();
        here.has(at(5, 4), alice.person);
        there.has(at(5, 4), bob.person);
        here.gives(at(5, 4), held, requests, tail);
        there.isServed();
        there.isToldPosition(4);

        bob.waitsFrom(8).says(8, "four");
        there.isToldPosition(4);

        bob.says(9, "five");
        there.hears("bob: five");
    }

    @Test
    void theFirstToJoinAFreshRoomIsItsOperator() {
        room.startFresh();
        here.isAttached();

        alice.joins(1);

        assertThat(joined(here)).isEqualTo(Roles.OPERATOR);
    }

    @Test
    void whoeverJoinsARoomThatHasComeBackIsNot() {
        room.start();
        here.has(at(5, 4), alice.person);
        there.has(at(5, 4), bob.person);
        here.gives(at(5, 4), held, requests, tail);
        here.isServed();
        here.isToldPosition(4);

        room.author("carol", here).joins(1);

        assertThat(joined(here)).isEqualTo(Roles.NONE);
    }

    @Test
    void whoeverJoinsARoomOfWhichSomethingIsStoredIsNot() {
        room.log.holds(tail, held.state().settings());
        room.startFresh();
        here.isAttached();

        alice.joins(1);

        var joined = here.replica
                .expectMessageClass(RoomReplica.Publish.class)
                .entries()
                .get(0);
        assertThat(joined.seq()).isEqualTo(5);
        assertThat(((RoomEvent.Joined) joined.event()).roles()).isEqualTo(Roles.NONE);
    }

    @Test
    void anOperatorOfARoomThatTheLogAloneHasIsOneAgainAndIsNotKeptOut() {
        held.mode(alice.person, "+i");
        room.log.holds(tail, held.state().settings(), new RoleClaim("alice!alice@alice.example", Roles.OPERATOR, 0));
        room.startFresh();
        here.isAttached();
        there.isAttached();

        alice.joins(1);

        assertThat(joined(here)).isEqualTo(Roles.OPERATOR);
        bob.waitsFrom(9).joins(9).isRefused(9, Refusal.INVITE_ONLY);
    }

    @Test
    void anOperatorWhoWasLostWithTheirNodeIsOneAgain() {
        room.start();
        there.has(at(5, 4), bob.person);
        here.registryEnds();
        there.gives(at(5, 4), held, requests, tail);
        there.isServed();
        there.isToldPosition(4);
        there.hears("left " + alice.id());

        room.author("alice", there).joins(1);

        assertThat(joined(there)).isEqualTo(Roles.OPERATOR);
    }

    @Test
    void whereNoNodeHoldsAnythingTheLogTellsWhatWasAskedFor() {
        room.log.holds(tail, held.state().settings());
        room.startFresh();
        there.isAttached();

        bob.waitsFrom(8).says(8, "four");
        there.isToldPosition(4);

        bob.joins(9);
        there.hears("+bob");
    }

    @Test
    void whatTheLogHasBeyondTheReplicasIsPublished() {
        room.log.holds(
                List.of(tail.get(0), tail.get(1), said(5, alice.person, 1, "five")),
                held.state().settings());
        room.start();
        here.has(at(5, 4), alice.person);
        there.has(at(5, 3), bob.person);

        here.gives(at(5, 4), held, requests, tail);

        there.isServed();
        there.hears("bob: four", "alice: five");
        here.isServed();
        here.hears("alice: five");
        alice.says(1, "five").waitsFrom(1);
        here.isToldPosition(5);
    }

    @Test
    void whereTheBestReplicaEndsTheNextBestIsTaken() {
        room.start();
        here.has(at(5, 4), alice.person);
        there.has(at(5, 3), bob.person);
        here.isAskedForAll();

        here.replicaEnds();
        there.gives(at(5, 3), held, requests, tail.subList(0, 1));

        there.isServed();
        there.isToldPosition(3);
        there.hears("left " + alice.id());
    }

    @Test
    void aStateThatComesInPartIsAskedForAgain() {
        room.start();
        here.has(at(5, 4), alice.person);
        there.hasNothing();
        here.isAskedForAll();

        room.aSecondPasses();

        here.gives(at(5, 4), held, requests, tail);
        here.isServed();
    }

    @Test
    void theTimeOfARoomGoesOnFromItsNewestEvent() {
        room.start();
        here.has(at(5, 4), alice.person);
        there.hasNothing();
        var ahead = new Entry(5, 4, room.clock.millis() + 60_000, null, 0, null, new RoomEvent.Left(bob.id()));
        here.gives(at(5, 4), held, requests, List.of(ahead));
        here.isServed();
        here.isToldPosition(4);

        assertThat(here.hears("left " + bob.id()).get(0).timeMillis()).isEqualTo(ahead.timeMillis());
    }

    @Test
    void requestsWaitForTheRoomUpToABound() {
        room.start();
        here.attaches();
        LongStream.rangeClosed(1, 20).forEach(number -> alice.asks(number, new RoomCommand.Skip()));

        here.hasNothing();
        there.hasNothing();

        LongStream.rangeClosed(1, 7).forEach(alice::isUnchanged);
        alice.hasHeardNothingAndIsAwaited(8);
    }

    @Test
    void aRoomThatIsStoppedWhileItStartsEndsAtOnce() {
        room.start();
        here.isAsked();

        room.tell(new ChatRoom.Stop());

        room.hasEnded();
    }

    private static Roles joined(PlayedNode node) {
        var publish = node.replica.expectMessageClass(RoomReplica.Publish.class);
        return ((RoomEvent.Joined) publish.entries().get(0).event()).roles();
    }

    private static Entry said(long seq, Person who, long request, String text) {
        return new Entry(
                5,
                seq,
                RoomScenario.START_MILLIS,
                who.id(),
                request,
                null,
                new RoomEvent.Said(who.identity(), SayKind.MESSAGE, text, null, Tags.NONE));
    }
}
