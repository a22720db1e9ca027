package chat.parley.node.name;

import static chat.parley.node.name.NameSamples.MANUAL_TIME;
import static chat.parley.node.name.NameSamples.person;
import static chat.parley.node.name.OneNode.audienceIs;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.name.FakeNodes.FakeNode;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomReplica;
import chat.parley.wire.Nick;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.annotations.JUnit5TestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.JUnit5TestKitBuilder;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestKitJUnit5Extension;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A change of somebody on node 2, as it is shown to Bob and Cid on node 1. The test plays node 2 and the replicas of node 1. */
@ExtendWith(TestKitJUnit5Extension.class)
class PeopleAudienceTest {
    private static final Person ANN = person(2, 1, "Ann");
    private static final Person ANNA = ANN.withNick(Nick.of("Anna"));
    private static final Person BOB = person(1, 1, "Bob");
    private static final Person CID = person(1, 2, "Cid");
    private static final PersonChange RENAMED = new PersonChange.Renamed(ANN.identity(), ANNA);
    private static final PersonChange QUIT = new PersonChange.Quit(ANN.identity(), "bye");
    private static final RoomKey RED = RoomKey.parse("#red");
    private static final RoomKey GREEN = RoomKey.parse("#green");
    private static final RoomKey BLUE = RoomKey.parse("#blue");

    @JUnit5TestKit
    public ActorTestKit testKit =
            new JUnit5TestKitBuilder().withCustomConfig(MANUAL_TIME).build();

    private ManualTime time;
    private OneNode node;
    private FakeNode two;
    private Screen bob;
    private Screen cid;
    private TestProbe<People.Command> origin;
    private TestProbe<RoomReplica.Command> red;
    private TestProbe<RoomReplica.Command> green;
    private TestProbe<RoomReplica.Command> blue;

    @BeforeEach
    void bobAndCidAreThere() {
        time = ManualTime.get(testKit.system());
        node = new OneNode(testKit);
        two = node.nodes.add(2);
        time.timePasses(Duration.ofSeconds(1));
        bob = node.arrives(BOB);
        cid = node.arrives(CID);
        origin = testKit.createTestProbe(People.Command.class);
        red = node.replica();
        green = node.replica();
        blue = node.replica();
    }

    @Test
    void whoSharesThreeRoomsIsToldOnce() {
        node.people.tell(news(1, QUIT, RED, GREEN, BLUE));
        node.replicasAre(Map.of(RED, red, GREEN, green, BLUE, blue));

        audienceIs(RED, red, BOB.id());
        audienceIs(GREEN, green, BOB.id(), CID.id());
        audienceIs(BLUE, blue, BOB.id());

        origin.expectMessage(new People.ChangeShown(1, 1));
        bob.shows("Ann quits: bye");
        bob.showsNothing();
        cid.shows("Ann quits: bye");
        cid.showsNothing();
    }

    @Test
    void replicasAreAskedForThePlaceUpToWhichThePersonsOwnDoingsAreKnown() {
        node.people.tell(news(1, RENAMED, RED));
        node.replicasAre(Map.of(RED, red));

        var question = audienceIs(RED, red);

        assertThat(question.change()).isEqualTo(RENAMED);
        assertThat(question.afterSeq()).isEqualTo(7);
    }

    @Test
    void aChangeThatComesTwiceIsShownOnceAndAnsweredTwice() {
        node.people.tell(news(1, RENAMED, RED));
        node.people.tell(news(1, RENAMED, RED));
        node.replicasAre(Map.of(RED, red));
        audienceIs(RED, red, BOB.id());
        origin.expectMessage(new People.ChangeShown(1, 1));

        node.people.tell(news(1, RENAMED, RED));

        origin.expectMessage(new People.ChangeShown(1, 1));
        bob.shows("Ann is now Anna");
        bob.showsNothing();
    }

    @Test
    void thePersonThemselvesIsNotTold() {
        var renamed = new PersonChange.Renamed(BOB.identity(), BOB.withNick(Nick.of("Rob")));
        node.people.tell(news(1, renamed, RED));
        node.replicasAre(Map.of(RED, red));

        audienceIs(RED, red, BOB.id(), CID.id());

        origin.expectMessage(new People.ChangeShown(1, 1));
        cid.shows("Bob is now Rob");
        bob.showsNothing();
    }

    @Test
    void aChangeOfDetailsReachesTheReplicasAndNoScreen() {
        node.people.tell(news(1, new PersonChange.DetailsChanged(ANN.identity(), ANN.withOperator(true)), RED));
        node.replicasAre(Map.of(RED, red));

        audienceIs(RED, red, BOB.id());

        origin.expectMessage(new People.ChangeShown(1, 1));
        bob.showsNothing();
    }

    @Test
    void aSilentReplicaIsNotWaitedForForEver() {
        node.people.tell(news(1, RENAMED, RED, GREEN));
        node.replicasAre(Map.of(RED, red, GREEN, green));
        audienceIs(RED, red, BOB.id());
        green.receiveMessage();
        time.expectNoMessageFor(Duration.ofSeconds(2), origin);

        time.timePasses(Duration.ofSeconds(1));

        origin.expectMessage(new People.ChangeShown(1, 1));
        bob.shows("Ann is now Anna");
    }

    @Test
    void aReplicaThatEndsIsNotWaitedFor() {
        node.people.tell(news(1, RENAMED, RED));
        node.replicasAre(Map.of(RED, red));
        red.receiveMessage();

        red.stop();

        origin.expectMessage(new People.ChangeShown(1, 1));
    }

    @Test
    void aQuitFromWhereverTheyWereIsAskedOfAllReplicas() {
        node.people.tell(new People.PersonChanged(2, 1, 1, QUIT, ANN, List.of(), true, origin.ref()));

        node.replicasAre(Map.of(RED, red));
        var question = audienceIs(RED, red, BOB.id());

        assertThat(question.afterSeq()).isZero();
        bob.shows("Ann quits: bye");
    }

    @Test
    void thePeopleOfALostNodeHaveQuitAndEachReceiverSeesItOnce() {
        node.nodes.remove(two);
        node.replicasAre(Map.of(RED, red, GREEN, green));

        lost(RED, red, List.of(ANN), BOB.id());
        lost(GREEN, green, List.of(ANNA, person(2, 2, "Dan")), BOB.id(), CID.id());

        bob.shows("Anna quits: Lost the node node2.example.org");
        bob.shows("Dan quits: Lost the node node2.example.org");
        bob.showsNothing();
        cid.shows("Anna quits: Lost the node node2.example.org");
        cid.shows("Dan quits: Lost the node node2.example.org");
        assertThat(formerly("Anna"))
                .singleElement()
                .extracting(People.FormerHolder::realName)
                .isEqualTo("Real Ann");
    }

    @Test
    void theLossIsToldAfterTheLastChangeThatTheNodeHasSent() {
        node.people.tell(news(1, RENAMED, RED));
        node.replicasAre(Map.of(RED, red));
        var rename = red.expectMessageClass(RoomReplica.AskAudience.class);
        node.nodes.remove(two);
        time.timePasses(Duration.ofSeconds(1));
        red.expectNoMessage(Duration.ZERO);

        rename.replyTo().tell(new RoomReplica.Audience(RED, List.of(BOB.id())));
        node.replicasAre(Map.of(RED, red));
        lost(RED, red, List.of(ANNA), BOB.id());

        bob.shows("Ann is now Anna");
        bob.shows("Anna quits: Lost the node node2.example.org");
    }

    @Test
    void nothingIsHeardFromARemovedNode() {
        node.nodes.remove(two);
        node.replicasAre(Map.of());

        node.people.tell(news(1, QUIT, RED));

        assertThat(formerly("Ann")).isEmpty();
        origin.expectNoMessage(Duration.ZERO);
    }

    private People.PersonChanged news(long number, PersonChange change, RoomKey... rooms) {
        var positions =
                Arrays.stream(rooms).map(room -> new People.Position(room, 7)).toList();
        var now = change.now();
        return new People.PersonChanged(2, number, 1, change, now == null ? ANN : now, positions, false, origin.ref());
    }

    private static void lost(
            RoomKey room, TestProbe<RoomReplica.Command> replica, List<Person> gone, PersonId... receivers) {
        var question = replica.expectMessageClass(RoomReplica.AskLost.class);
        assertThat(question.node()).isEqualTo(2);
        question.replyTo().tell(new RoomReplica.Lost(room, gone, Arrays.asList(receivers)));
    }

    private List<People.FormerHolder> formerly(String nick) {
        var answer = testKit.createTestProbe(People.FormerHolders.class);
        node.people.tell(new People.Formerly(Nick.of(nick), 10, answer.ref()));
        return answer.receiveMessage().holders();
    }
}
