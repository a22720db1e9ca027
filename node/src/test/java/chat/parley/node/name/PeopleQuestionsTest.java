package chat.parley.node.name;

import static chat.parley.node.name.NameSamples.MANUAL_TIME;
import static chat.parley.node.name.NameSamples.SETTINGS;
import static chat.parley.node.name.NameSamples.person;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.annotations.JUnit5TestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.JUnit5TestKitBuilder;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestKitJUnit5Extension;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a node's people actor answers: WHO, WHOWAS and LUSERS. */
@ExtendWith(TestKitJUnit5Extension.class)
class PeopleQuestionsTest {
    private static final Person ANN = person(1, 1, "Ann");
    private static final Person BOB = person(1, 2, "Bob").withOperator(true);

    @JUnit5TestKit
    public ActorTestKit testKit =
            new JUnit5TestKitBuilder().withCustomConfig(MANUAL_TIME).build();

    private ManualTime time;
    private OneNode node;
    private TestProbe<People.PeoplePage> pages;

    @BeforeEach
    void annAndBobAreThere() {
        time = ManualTime.get(testKit.system());
        node = new OneNode(testKit);
        pages = testKit.createTestProbe(People.PeoplePage.class);
        node.arrives(ANN);
        node.arrives(BOB);
    }

    @Test
    void peopleAreFoundByEachPartAndByTheWholeMask() {
        assertThat(find("ANN", false)).containsExactly(ANN);
        assertThat(find("user2", false)).containsExactly(BOB);
        assertThat(find("*.example.org", false)).containsExactlyInAnyOrder(ANN, BOB);
        assertThat(find("node1.*", false)).containsExactlyInAnyOrder(ANN, BOB);
        assertThat(find("real b?b", false)).containsExactly(BOB);
        assertThat(find("ann!*@host.*", false)).containsExactly(ANN);
        assertThat(find("*", true)).containsExactly(BOB);
        assertThat(find("nobody", false)).isEmpty();
    }

    @Test
    void aSearchIsDoneAFewPeopleAtATime() {
        for (var number = 10; number < 10 + 2 * Roster.MAX_STEPS; number++) {
            node.arrives(person(1, number, "n" + number));
        }
        var last = person(1, 9999, "Zoe");
        node.arrives(last);

        var first = find("Zoe", null);
        var second = find("Zoe", first.upTo());
        var third = find("Zoe", second.upTo());

        assertThat(List.of(first, second, third))
                .extracting(People.PeoplePage::last)
                .containsExactly(false, false, true);
        assertThat(first.people()).isEmpty();
        assertThat(third.people()).containsExactly(last);
    }

    @Test
    void noPageIsLargerThanAMessageMayBe() {
        for (var number = 10; number < 10 + Roster.MAX_STEPS; number++) {
            node.arrives(person(1, number, "n" + number).withRealName("x".repeat(500)));
        }
        var found = new ArrayList<Person>();

        People.@Nullable PeoplePage page = null;
        do {
            page = find("x*", page == null ? null : page.upTo());
            assertThat(page.people().size()).isLessThan(90);
            found.addAll(page.people());
        } while (!page.last());

        assertThat(found).hasSize(Roster.MAX_STEPS).doesNotHaveDuplicates();
    }

    @Test
    void formerNamesAreTheNewestFirstAndNoMoreThanConfigured() {
        for (var number = 1; number <= SETTINGS.whowasEntries() + 1; number++) {
            quits(person(1, 100 + number, "Old"), number);
        }

        assertThat(formerly("old", 10))
                .extracting(former -> former.identity().id().number())
                .containsExactly(105L, 104L, 103L, 102L);
        assertThat(formerly("old", 1)).hasSize(1);
        assertThat(formerly("ann", 10)).isEmpty();
    }

    @Test
    void countsAreToldToTheOtherNodesAtMostOnceASecondAndOnlyWhenTheyHaveChanged() {
        var two = node.nodes.add(2);
        node.people.tell(new People.Unregistered(3));
        node.people.tell(new People.RoomsHere(2));
        node.people.tell(new People.Unregistered(-1));
        census();

        time.timePasses(Duration.ofSeconds(1));

        two.people().expectMessage(new People.Counted(new Census(1, SETTINGS.serverName(), 2, 0, 1, 2, 2, false)));
        time.expectNoMessageFor(Duration.ofSeconds(5), two.people());
        node.self.people().expectNoMessage(Duration.ZERO);
    }

    @Test
    void theCensusHasEveryNodeUntilItIsRemoved() {
        var two = node.nodes.add(2);
        var theirs = new Census(2, "two.example.org", 7, 1, 2, 3, 4, false);
        node.people.tell(new People.Counted(theirs));
        assertThat(census()).hasSize(2).contains(theirs);

        node.nodes.remove(two);

        time.timePasses(Duration.ofSeconds(1));
        assertThat(census()).extracting(Census::people).containsExactly(2);
    }

    @Test
    void whoQuitsIsNotCountedAnyMore() {
        var changed = testKit.createTestProbe(People.Changed.class);

        node.people.tell(new People.Change(new PersonChange.Quit(BOB.identity(), "bye"), Map.of(), changed.ref()));

        assertThat(census()).containsExactly(new Census(1, SETTINGS.serverName(), 1, 0, 0, 0, 0, false));
        assertThat(find("*", false)).containsExactly(ANN);
    }

    private void quits(Person person, long number) {
        var shown = testKit.createTestProbe(People.Command.class);
        var quit = new PersonChange.Quit(person.identity(), "bye");
        node.people.tell(new People.PersonChanged(1, number, 1, quit, person, List.of(), false, shown.ref()));
        shown.expectMessage(new People.ChangeShown(1, number));
    }

    private List<Person> find(String pattern, boolean operatorsOnly) {
        node.people.tell(new People.FindPeople(null, pattern, operatorsOnly, pages.ref()));
        var page = pages.receiveMessage();
        assertThat(page.last()).isTrue();
        return page.people();
    }

    private People.PeoplePage find(String pattern, @Nullable PersonId after) {
        node.people.tell(new People.FindPeople(after, pattern, false, pages.ref()));
        return pages.receiveMessage();
    }

    private List<People.FormerHolder> formerly(String nick, int limit) {
        var answer = testKit.createTestProbe(People.FormerHolders.class);
        node.people.tell(new People.Formerly(Nick.of(nick), limit, answer.ref()));
        return answer.receiveMessage().holders();
    }

    private List<Census> census() {
        var answer = testKit.createTestProbe(People.Censuses.class);
        node.people.tell(new People.AskCensus(answer.ref()));
        return answer.receiveMessage().nodes();
    }
}
