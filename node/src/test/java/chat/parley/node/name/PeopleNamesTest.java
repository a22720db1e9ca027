package chat.parley.node.name;

import static chat.parley.node.name.NameSamples.MANUAL_TIME;
import static chat.parley.node.name.NameSamples.SETTINGS;
import static chat.parley.node.name.NameSamples.person;
import static chat.parley.node.name.People.Claimed.Result.HELD;
import static chat.parley.node.name.People.Claimed.Result.TAKEN;
import static chat.parley.node.name.People.Claimed.Result.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.name.FakeNodes.FakeNode;
import chat.parley.node.person.Outbound;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.annotations.JUnit5TestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.JUnit5TestKitBuilder;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestKitJUnit5Extension;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node's people and the directories: who asks for a name, holds it, gives it up. The test plays the directories. */
@ExtendWith(TestKitJUnit5Extension.class)
class PeopleNamesTest {
    private static final Nick ANN = Nick.of("Ann");
    private static final Nick BOB = Nick.of("Bob");
    private static final PersonId FIRST = new PersonId(1, 1);
    private static final PersonId SECOND = new PersonId(1, 2);

    @JUnit5TestKit
    public ActorTestKit testKit =
            new JUnit5TestKitBuilder().withCustomConfig(MANUAL_TIME).build();

    private ManualTime time;
    private TestProbe<Directory.Command> directories;
    private TestProbe<People.Claimed> claimed;
    private TestProbe<PersonMail> user;
    private FakeNode self;
    private ActorRef<People.Command> people;

    @BeforeEach
    void oneNode() {
        time = ManualTime.get(testKit.system());
        var nodes = new FakeNodes(testKit);
        self = nodes.add(1);
        directories = testKit.createTestProbe(Directory.Command.class);
        claimed = testKit.createTestProbe(People.Claimed.class);
        user = testKit.createTestProbe(PersonMail.class);
        people = testKit.spawn(People.create(
                SETTINGS,
                nodes,
                (bucket, command) -> directories.ref().tell(command),
                self.replicas().ref()));
    }

    @Test
    void aGrantedClaimIsHeld() {
        people.tell(claim(ANN, FIRST));

        answer(claimSent(), true);

        claimed.expectMessage(new People.Claimed(ANN, HELD));
        assertThat(reported(ANN)).extracting(held -> held.holder().id()).containsExactly(FIRST);
    }

    @Test
    void aDeniedClaimLeavesNothingBehind() {
        people.tell(claim(ANN, FIRST));

        answer(claimSent(), false);

        claimed.expectMessage(new People.Claimed(ANN, TAKEN));
        assertThat(reported(ANN)).isEmpty();
    }

    @Test
    void twoOfOneNodeWhoClaimOneNameHaveTheirOwnAnswers() {
        people.tell(claim(ANN, FIRST));
        people.tell(claim(ANN, SECOND));
        var first = claimSent();
        var second = claimSent();

        answer(second, true);
        answer(first, false);

        claimed.expectMessage(new People.Claimed(ANN, HELD));
        claimed.expectMessage(new People.Claimed(ANN, TAKEN));
        assertThat(reported(ANN)).extracting(held -> held.holder().id()).containsExactly(SECOND);
    }

    @Test
    void aClaimIsRepeatedAndAtItsDeadlineGivenBackUntilThatIsKnown() {
        time.timePasses(Duration.ofMillis(100));
        people.tell(claim(ANN, FIRST));
        var claim = claimSent();

        time.timePasses(Duration.ofMillis(500));
        assertThat(claimSent()).isEqualTo(claim);
        time.timePasses(Duration.ofMillis(500));
        assertThat(claimSent()).isEqualTo(claim);
        time.timePasses(Duration.ofMillis(500));
        assertThat(claimSent()).isEqualTo(claim);
        time.timePasses(Duration.ofMillis(500));

        claimed.expectMessage(new People.Claimed(ANN, UNAVAILABLE));
        var release = directories.expectMessageClass(Directory.Release.class);
        assertThat(release.number()).isGreaterThan(claim.number());
        time.timePasses(Duration.ofSeconds(1));
        directories.expectMessage(release);
        release.replyTo().tell(new Directory.Released(ANN, FIRST, release.number()));
        assertThat(reported(ANN)).isEmpty();
        time.expectNoMessageFor(Duration.ofSeconds(5), directories);
    }

    @Test
    void aGrantThatNobodyWaitsForIsGivenBack() {
        people.tell(claim(ANN, FIRST));
        var claim = claimSent();
        people.tell(new People.Abandon(ANN, FIRST));
        var release = directories.expectMessageClass(Directory.Release.class);
        release.replyTo().tell(new Directory.Released(ANN, FIRST, release.number()));

        answer(claim, true);

        assertThat(directories.expectMessageClass(Directory.Release.class).number())
                .isGreaterThan(release.number());
    }

    @Test
    void answersFromBeforeAReportAreVoid() {
        people.tell(claim(ANN, FIRST));
        var old = claimSent();
        assertThat(reported(ANN)).isEmpty();

        answer(old, true);

        assertThat(reported(ANN)).isEmpty();
        time.timePasses(Duration.ofMillis(500));
        var fresh = claimSent();
        assertThat(fresh.number()).isGreaterThan(old.number());
        answer(fresh, true);
        claimed.expectMessage(new People.Claimed(ANN, HELD));
    }

    @Test
    void theEndOfAUserFreesWhatTheyHoldAndClaim() {
        people.tell(claim(ANN, FIRST));
        answer(claimSent(), true);
        people.tell(claim(BOB, FIRST));
        claimSent();

        user.stop();

        assertThat(List.of(
                        directories.expectMessageClass(Directory.Release.class).nick(),
                        directories.expectMessageClass(Directory.Release.class).nick()))
                .containsExactlyInAnyOrder(ANN, BOB);
        assertThat(reported(ANN)).isEmpty();
    }

    @Test
    void aLongReportIsCutIntoPages() {
        var bucket = Directory.bucketOf(ANN);
        var names = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> Nick.of("n" + i))
                .filter(nick -> Directory.bucketOf(nick) == bucket)
                .limit(300)
                .toList();
        for (var i = 0; i < names.size(); i++) {
            people.tell(claim(names.get(i), new PersonId(1, i)));
            answer(claimSent(), true);
        }
        var answers = testKit.<Directory.Command>createTestProbe();

        people.tell(new People.ReportNames(bucket, null, answers.ref()));
        var first = answers.expectMessageClass(Directory.NamesHeld.class);
        assertThat(first.last()).isFalse();
        var lastOfFirst = first.names().get(first.names().size() - 1).holder().nick();
        people.tell(new People.ReportNames(bucket, lastOfFirst, answers.ref()));
        var second = answers.expectMessageClass(Directory.NamesHeld.class);

        assertThat(second.last()).isTrue();
        assertThat(first.names().size() + second.names().size()).isEqualTo(300);
        assertThat(second.names().get(0).holder().nick()).isGreaterThan(lastOfFirst);
    }

    @Test
    void aLostNameIsToldToItsHolderAndReleased() {
        people.tell(claim(ANN, FIRST));
        answer(claimSent(), true);
        people.tell(new People.Arrive(person(1, 1, "Ann"), silent(), change -> ByteString.emptyByteString()));

        people.tell(new People.NameLost(ANN, FIRST));

        user.expectMessage(new PersonMail.NameLost(ANN));
        assertThat(directories.expectMessageClass(Directory.Release.class).nick())
                .isEqualTo(ANN);
    }

    /** Whoever reads the farewell may come again by the same name. */
    @Test
    void aQuitIsDoneWhenTheNamesAreFreeAgain() {
        var changed = testKit.createTestProbe(People.Changed.class);
        var ann = person(1, 1, "Ann");
        people.tell(claim(ANN, FIRST));
        answer(claimSent(), true);
        people.tell(new People.Arrive(ann, silent(), change -> ByteString.emptyByteString()));

        people.tell(new People.Change(new PersonChange.Quit(ann.identity(), "bye"), Map.of(), changed.ref()));
        everybodyShows();
        var release = directories.expectMessageClass(Directory.Release.class);
        changed.expectNoMessage(Duration.ZERO);
        release.replyTo().tell(new Directory.Released(ANN, FIRST, release.number()));

        changed.expectMessage(new People.Changed(FIRST));
    }

    private void everybodyShows() {
        var news = self.people().expectMessageClass(People.PersonChanged.class);
        news.replyTo().tell(new People.ChangeShown(self.number(), news.number()));
    }

    private People.Claim claim(Nick nick, PersonId id) {
        return new People.Claim(nick, id, user.ref(), claimed.ref());
    }

    private Directory.Claim claimSent() {
        return directories.expectMessageClass(Directory.Claim.class);
    }

    private static void answer(Directory.Claim claim, boolean granted) {
        var holder = claim.holder();
        claim.replyTo().tell(new Directory.ClaimAnswer(holder.nick(), holder.id(), claim.number(), granted));
    }

    private List<Held> reported(Nick nick) {
        var answers = testKit.<Directory.Command>createTestProbe();
        people.tell(new People.ReportNames(Directory.bucketOf(nick), null, answers.ref()));
        return answers.expectMessageClass(Directory.NamesHeld.class).names();
    }

    private static Outbound silent() {
        return new Outbound() {
            @Override
            public void deliver(ByteString frames) {}

            @Override
            public void close(ByteString farewell) {}
        };
    }
}
