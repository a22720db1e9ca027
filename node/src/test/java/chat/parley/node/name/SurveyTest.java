package chat.parley.node.name;

import static chat.parley.node.name.NameSamples.MANUAL_TIME;
import static chat.parley.node.name.NameSamples.person;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.name.FakeNodes.FakeNode;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Replicas;
import chat.parley.node.room.RoomSummary;
import chat.parley.wire.RoomName;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.annotations.JUnit5TestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.JUnit5TestKitBuilder;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestKitJUnit5Extension;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One question to two nodes, whose answers the test gives. */
@ExtendWith(TestKitJUnit5Extension.class)
class SurveyTest {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Person ANN = person(1, 1, "Ann");
    private static final Person BOB = person(2, 1, "Bob");
    private static final Person CID = person(2, 2, "Cid");

    private record PeopleFound(Survey.Result<Person> result) {}

    private record RoomsFound(Survey.Result<RoomSummary> result) {}

    @JUnit5TestKit
    public ActorTestKit testKit =
            new JUnit5TestKitBuilder().withCustomConfig(MANUAL_TIME).build();

    private ManualTime time;
    private FakeNodes nodes;
    private FakeNode one;
    private FakeNode two;
    private TestProbe<PeopleFound> people;

    @BeforeEach
    void twoNodes() {
        time = ManualTime.get(testKit.system());
        nodes = new FakeNodes(testKit);
        one = nodes.add(1);
        two = nodes.add(2);
        people = testKit.createTestProbe(PeopleFound.class);
    }

    @Test
    void thePagesOfAllNodesAreOneList() {
        ask(10);

        answer(one, true, ANN);
        answer(two, false, BOB);
        answer(two, true, CID);

        people.expectMessage(new PeopleFound(new Survey.Result<>(List.of(ANN, BOB, CID), true)));
    }

    @Test
    void aNodeIsAskedForItsNextPageWhenTheOneBeforeHasCome() {
        ask(10);

        var first = two.people().expectMessageClass(People.FindPeople.class);
        two.people().expectNoMessage(Duration.ZERO);
        first.replyTo().tell(new People.PeoplePage(2, List.of(BOB), new PersonId(2, 7), false));

        assertThat(first.after()).isNull();
        assertThat(two.people().expectMessageClass(People.FindPeople.class).after())
                .isEqualTo(new PersonId(2, 7));
    }

    @Test
    void roomsAreAskedForAfterTheLastOneOfThePageBefore() {
        var rooms = testKit.createTestProbe(RoomsFound.class);
        testKit.spawn(Survey.rooms(nodes, DEADLINE, 10, found -> rooms.ref().tell(new RoomsFound(found))));
        var first = one.replicas().expectMessageClass(Replicas.ListRooms.class);

        first.replyTo().tell(new Replicas.RoomsPage(1, List.of(room("#blue"), room("#red")), false));

        assertThat(first.after()).isNull();
        assertThat(one.replicas().expectMessageClass(Replicas.ListRooms.class).after())
                .isEqualTo(RoomName.of("#red"));
    }

    @Test
    void theDeadlineEndsItWithWhatThereIs() {
        ask(10);
        answer(one, true, ANN);
        time.expectNoMessageFor(DEADLINE.minusMillis(100), people);

        time.timePasses(Duration.ofMillis(100));

        people.expectMessage(new PeopleFound(new Survey.Result<>(List.of(ANN), false)));
    }

    @Test
    void aRemovedNodeIsNotWaitedFor() {
        ask(10);
        answer(one, true, ANN);

        nodes.remove(two);

        people.expectMessage(new PeopleFound(new Survey.Result<>(List.of(ANN), true)));
    }

    @Test
    void moreThanIsWantedIsNotWaitedFor() {
        ask(1);

        answer(two, false, BOB, CID);

        people.expectMessage(new PeopleFound(new Survey.Result<>(List.of(BOB), false)));
    }

    @Test
    void aRoomThatSeveralNodesKnowIsToldOnce() {
        var red = room("#red");
        var rooms = testKit.createTestProbe(RoomsFound.class);
        testKit.spawn(Survey.rooms(nodes, DEADLINE, 10, found -> rooms.ref().tell(new RoomsFound(found))));

        one.replicas()
                .expectMessageClass(Replicas.ListRooms.class)
                .replyTo()
                .tell(new Replicas.RoomsPage(1, List.of(red), true));
        two.replicas()
                .expectMessageClass(Replicas.ListRooms.class)
                .replyTo()
                .tell(new Replicas.RoomsPage(2, List.of(red), true));

        assertThat(rooms.receiveMessage().result().items()).containsExactly(red);
    }

    private void ask(int limit) {
        testKit.spawn(Survey.people(
                nodes, DEADLINE, "*", false, limit, found -> people.ref().tell(new PeopleFound(found))));
    }

    private static void answer(FakeNode node, boolean last, Person... found) {
        node.people()
                .expectMessageClass(People.FindPeople.class)
                .replyTo()
                .tell(new People.PeoplePage(node.number(), List.of(found), found[found.length - 1].id(), last));
    }

    private static RoomSummary room(String name) {
        return new RoomSummary(RoomName.of(name), name, 3, "", false, 0, 0);
    }
}
