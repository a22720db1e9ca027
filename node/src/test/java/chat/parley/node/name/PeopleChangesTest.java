package chat.parley.node.name;

import static chat.parley.node.name.NameSamples.MANUAL_TIME;
import static chat.parley.node.name.NameSamples.person;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.name.FakeNodes.FakeNode;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.room.RoomKey;
import chat.parley.wire.Nick;
import java.time.Duration;
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

/** A change of one of this node's people, on its way to all three nodes. The test plays the other nodes, and this one as a receiver. */
@ExtendWith(TestKitJUnit5Extension.class)
class PeopleChangesTest {
    private static final Person ANN = person(1, 1, "Ann");
    private static final Person ANNA = ANN.withNick(Nick.of("Anna"));
    private static final PersonChange RENAMED = new PersonChange.Renamed(ANN.identity(), ANNA);
    private static final PersonChange QUIT = new PersonChange.Quit(ANN.identity(), "bye");
    private static final RoomKey LOBBY = RoomKey.parse("#lobby");

    @JUnit5TestKit
    public ActorTestKit testKit =
            new JUnit5TestKitBuilder().withCustomConfig(MANUAL_TIME).build();

    private ManualTime time;
    private OneNode node;
    private FakeNode two;
    private FakeNode three;
    private TestProbe<People.Changed> changed;

    @BeforeEach
    void annIsThere() {
        time = ManualTime.get(testKit.system());
        node = new OneNode(testKit);
        two = node.nodes.add(2);
        three = node.nodes.add(3);
        time.timePasses(Duration.ofSeconds(1));
        changed = testKit.createTestProbe(People.Changed.class);
        node.arrives(ANN);
    }

    @Test
    void aChangeIsDoneWhenEveryNodeHasShownIt() {
        node.people.tell(new People.Change(RENAMED, Map.of(LOBBY, 7L), changed.ref()));

        var news = shownBy(node.self);
        shownBy(two);
        time.expectNoMessageFor(Duration.ofMillis(500), changed);
        shownBy(three);

        changed.expectMessage(new People.Changed(ANN.id()));
        assertThat(news.person()).isEqualTo(ANNA);
        assertThat(news.rooms()).containsExactly(new People.Position(LOBBY, 7));
    }

    @Test
    void onlyTheSilentAreToldAgain() {
        node.people.tell(new People.Change(RENAMED, Map.of(), changed.ref()));
        shownBy(node.self);
        shownBy(two);
        newsAt(three);

        time.timePasses(Duration.ofSeconds(1));

        shownBy(three);
        changed.receiveMessage();
        two.people().expectMessageClass(People.Counted.class);
        two.people().expectNoMessage(Duration.ZERO);
    }

    @Test
    void aRemovedNodeNeedNotShowIt() {
        node.people.tell(new People.Change(RENAMED, Map.of(), changed.ref()));
        shownBy(node.self);
        shownBy(two);

        node.nodes.remove(three);

        changed.receiveMessage();
    }

    @Test
    void bothNamesAreHeldUntilTheRenameIsDone() {
        node.claims(ANNA.nick(), ANN.id());
        node.people.tell(new People.Change(RENAMED, Map.of(), changed.ref()));
        shownBy(node.self);
        shownBy(two);
        time.expectNoMessageFor(Duration.ofMillis(500), node.released);

        shownBy(three);

        node.released.expectMessage(ANN.nick());
        changed.receiveMessage();
        node.released.expectNoMessage(Duration.ZERO);
    }

    @Test
    void aNewSpellingOfTheSameNameReleasesNothing() {
        var loud = ANN.withNick(Nick.of("ANN"));
        node.people.tell(new People.Change(new PersonChange.Renamed(ANN.identity(), loud), Map.of(), changed.ref()));

        everybodyShows();

        changed.receiveMessage();
        node.released.expectNoMessage(Duration.ZERO);
    }

    @Test
    void whoQuitsGivesUpAllNamesAtTheEnd() {
        node.claims(ANNA.nick(), ANN.id());
        node.people.tell(new People.Change(QUIT, Map.of(LOBBY, 7L), changed.ref()));
        node.crashes(ANN.id());
        time.expectNoMessageFor(Duration.ofMillis(500), node.released);

        everybodyShows();

        assertThat(node.released.receiveSeveralMessages(2)).containsExactlyInAnyOrder(ANN.nick(), ANNA.nick());
        changed.receiveMessage();
    }

    @Test
    void theSecondChangeOfAPersonWaitsForTheFirst() {
        node.people.tell(new People.Change(RENAMED, Map.of(LOBBY, 7L), changed.ref()));
        node.crashes(ANN.id());
        shownBy(node.self);
        shownBy(two);
        assertThat(newsAt(three).change()).isEqualTo(RENAMED);
        two.people().expectNoMessage(Duration.ZERO);

        time.timePasses(Duration.ofSeconds(1));
        assertThat(shownBy(three).change()).isEqualTo(RENAMED);

        assertThat(newsAt(three).change()).isEqualTo(new PersonChange.Quit(ANNA.identity(), "Connection lost"));
    }

    @Test
    void aUserWhoEndsWithoutAWordHasQuitFromWhereverTheyWere() {
        node.crashes(ANN.id());

        var news = newsAt(two);

        assertThat(news.change()).isEqualTo(new PersonChange.Quit(ANN.identity(), "Connection lost"));
        assertThat(news.everywhere()).isTrue();
        shownBy(node.self);
        news.replyTo().tell(new People.ChangeShown(2, news.number()));
        shownBy(three);
        node.released.expectMessage(ANN.nick());
    }

    private void everybodyShows() {
        shownBy(node.self);
        shownBy(two);
        shownBy(three);
    }

    private static People.PersonChanged shownBy(FakeNode node) {
        var news = newsAt(node);
        news.replyTo().tell(new People.ChangeShown(node.number(), news.number()));
        return news;
    }

    private static People.PersonChanged newsAt(FakeNode node) {
        while (true) {
            if (node.people().receiveMessage() instanceof People.PersonChanged news) {
                return news;
            }
        }
    }
}
