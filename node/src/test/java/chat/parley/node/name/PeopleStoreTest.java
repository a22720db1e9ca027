package chat.parley.node.name;

import static chat.parley.node.name.NameSamples.MANUAL_TIME;
import static chat.parley.node.name.NameSamples.SETTINGS;
import static chat.parley.node.name.NameSamples.person;

import chat.parley.node.person.Person;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.annotations.JUnit5TestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.JUnit5TestKitBuilder;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestKitJUnit5Extension;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store is away: this node's users are told, whichever node's rooms wait for it. */
@ExtendWith(TestKitJUnit5Extension.class)
class PeopleStoreTest {
    private static final Person ANN = person(1, 1, "Ann");
    private static final PersonMail AWAY = new PersonMail.StoreIs(false);
    private static final PersonMail BACK = new PersonMail.StoreIs(true);
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration A_LOOK = Duration.ofSeconds(1);

    @JUnit5TestKit
    public ActorTestKit testKit =
            new JUnit5TestKitBuilder().withCustomConfig(MANUAL_TIME).build();

    private ManualTime time;
    private OneNode node;
    private TestProbe<PersonMail> ann;

    @BeforeEach
    void annIsThere() {
        time = ManualTime.get(testKit.system());
        node = new OneNode(testKit);
        node.arrives(ANN);
        ann = node.user(ANN.id());
    }

    @Test
    void aStoreThatStaysAwayIsToldOnceAndSoIsItsReturn() {
        storeIs(false);
        time.expectNoMessageFor(SETTINGS.tellStoreAwayAfter().minus(MOMENT), ann);
        time.timePasses(MOMENT);
        ann.expectMessage(AWAY);
        time.expectNoMessageFor(Duration.ofMinutes(1), ann);

        storeIs(true);

        ann.expectMessage(BACK);
        time.expectNoMessageFor(Duration.ofMinutes(1), ann);
    }

    @Test
    void aStoreThatIsBackSoonIsNoNews() {
        storeIs(false);
        time.timePasses(SETTINGS.tellStoreAwayAfter().minus(MOMENT));
        storeIs(true);

        time.expectNoMessageFor(SETTINGS.tellStoreAwayAfter(), ann);
    }

    @Test
    void whoComesMeanwhileIsToldToo() {
        storeIs(false);
        time.timePasses(SETTINGS.tellStoreAwayAfter());
        var bob = person(1, 2, "Bob");

        node.arrives(bob);

        node.user(bob.id()).expectMessage(AWAY);
    }

    @Test
    void theRoomsOfAnotherNodeMayWaitAlone() {
        var two = node.nodes.add(2);
        node.people.tell(new People.Counted(counts(2, true)));
        ann.expectMessage(AWAY);

        node.nodes.remove(two);
        time.timePasses(A_LOOK);

        ann.expectMessage(BACK);
    }

    @Test
    void theOtherNodesHearOfItWithTheCounts() {
        var two = node.nodes.add(2);
        storeIs(false);

        time.timePasses(SETTINGS.tellStoreAwayAfter().plus(A_LOOK));

        hears(two, true);

        storeIs(true);
        time.timePasses(A_LOOK);

        hears(two, false);
    }

    private static void hears(FakeNodes.FakeNode other, boolean away) {
        other.people()
                .fishForMessage(
                        Duration.ofSeconds(3),
                        message -> message instanceof People.Counted counted
                                        && counted.census().storeAway() == away
                                ? FishingOutcomes.complete()
                                : FishingOutcomes.continueAndIgnore());
    }

    private static Census counts(long of, boolean storeAway) {
        return new Census(of, "two.example.org", 0, 0, 0, 0, 1, storeAway);
    }

    private void storeIs(boolean there) {
        node.people.tell(new People.StoreIs(there));
        // What was told before a question has been dealt with when it is answered.
        var answer = testKit.createTestProbe(People.Censuses.class);
        node.people.tell(new People.AskCensus(answer.ref()));
        answer.receiveMessage();
    }
}
