package chat.parley.node.name;

import static chat.parley.node.name.NameSamples.MANUAL_TIME;
import static chat.parley.node.name.NameSamples.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.name.FakeNodes.FakeNode;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Nick;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.annotations.JUnit5TestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.JUnit5TestKitBuilder;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestKitJUnit5Extension;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One directory among three nodes; the test answers for the nodes' people. */
@ExtendWith(TestKitJUnit5Extension.class)
class DirectoryTest {
    private static final Nick ANN = Nick.of("Ann");
    private static final int BUCKET = Directory.bucketOf(ANN);
    private static final PersonId ON_ONE = new PersonId(1, 11);
    private static final PersonId ON_TWO = new PersonId(2, 22);

    @JUnit5TestKit
    public ActorTestKit testKit =
            new JUnit5TestKitBuilder().withCustomConfig(MANUAL_TIME).build();

    private ManualTime time;
    private FakeNodes nodes;
    private FakeNode one;
    private FakeNode two;
    private FakeNode three;
    private TestProbe<Directory.ClaimAnswer> claims;
    private TestProbe<Directory.Released> releases;
    private TestProbe<Directory.Found> found;
    private ActorRef<PersonMail> mailbox;

    @BeforeEach
    void threeNodes() {
        time = ManualTime.get(testKit.system());
        nodes = new FakeNodes(testKit);
        one = nodes.add(1);
        two = nodes.add(2);
        three = nodes.add(3);
        claims = testKit.createTestProbe(Directory.ClaimAnswer.class);
        releases = testKit.createTestProbe(Directory.Released.class);
        found = testKit.createTestProbe(Directory.Found.class);
        mailbox = testKit.<PersonMail>createTestProbe().ref();
    }

    @Test
    void theFirstOfTwoSimultaneousClaimsIsGranted() {
        var directory = started();

        directory.tell(claim("Ann", ON_ONE, 1));
        directory.tell(claim("ann", ON_TWO, 1));

        claims.expectMessage(new Directory.ClaimAnswer(ANN, ON_ONE, 1, true));
        claims.expectMessage(new Directory.ClaimAnswer(ANN, ON_TWO, 1, false));
    }

    @Test
    void whoeverHoldsANameGetsItAgainInTheNewSpelling() {
        var directory = started();

        directory.tell(claim("Ann", ON_ONE, 1));
        directory.tell(claim("aNN", ON_ONE, 2));

        assertThat(claims.receiveMessage().granted()).isTrue();
        assertThat(claims.receiveMessage().granted()).isTrue();
        assertThat(holderOfAnn(directory))
                .extracting(holder -> holder.nick().text())
                .containsExactly("aNN");
    }

    @Test
    void aReleasedNameIsFreeAndAReleaseMayComeTwice() {
        var directory = started();
        directory.tell(claim("Ann", ON_ONE, 1));

        directory.tell(new Directory.Release(ANN, ON_ONE, 2, releases.ref()));
        directory.tell(new Directory.Release(ANN, ON_ONE, 2, releases.ref()));
        directory.tell(claim("Ann", ON_TWO, 1));

        releases.expectMessage(new Directory.Released(ANN, ON_ONE, 2));
        releases.expectMessage(new Directory.Released(ANN, ON_ONE, 2));
        assertThat(holderOfAnn(directory)).extracting(Holder::id).containsExactly(ON_TWO);
    }

    @Test
    void aReleaseBySomebodyElseOrOfAnEarlierClaimFreesNothing() {
        var directory = started();
        directory.tell(claim("Ann", ON_ONE, 5));

        directory.tell(new Directory.Release(ANN, ON_TWO, 9, releases.ref()));
        directory.tell(new Directory.Release(ANN, ON_ONE, 4, releases.ref()));

        releases.receiveSeveralMessages(2);
        assertThat(holderOfAnn(directory)).extracting(Holder::id).containsExactly(ON_ONE);
    }

    @Test
    void oneThatStartsGrantsNothingWhileOneNodeIsSilent() {
        var directory = testKit.spawn(Directory.create(BUCKET, nodes, SETTINGS));
        answer(directory, one);
        answer(directory, two);
        directory.tell(claim("Ann", ON_ONE, 1));
        directory.tell(new Directory.Find(List.of(ANN), 7, found.ref()));
        three.people().receiveMessage();

        time.expectNoMessageFor(Duration.ofMinutes(1), claims, found);

        answer(directory, three, new Held(new Holder(ANN, new PersonId(3, 33), mailbox), 1));
        claims.expectMessage(new Directory.ClaimAnswer(ANN, ON_ONE, 1, false));
        assertThat(found.receiveMessage().holders()).extracting(Holder::id).containsExactly(new PersonId(3, 33));
    }

    @Test
    void theSilentAreAskedAgainEverySecondAndTheOthersAreNot() {
        var directory = testKit.spawn(Directory.create(BUCKET, nodes, SETTINGS));
        answer(directory, one);
        answer(directory, two);
        three.people().expectMessageClass(People.ReportNames.class);

        time.timePasses(Duration.ofSeconds(1));

        three.people().expectMessageClass(People.ReportNames.class);
        time.expectNoMessageFor(Duration.ZERO, one.people(), two.people(), three.people());
    }

    @Test
    void aNodeThatJoinsWhileItStartsIsAskedToo() {
        var directory = testKit.spawn(Directory.create(BUCKET, nodes, SETTINGS));
        var four = nodes.add(4);
        answer(directory, one);
        answer(directory, two);
        answer(directory, three);
        directory.tell(claim("Ann", ON_ONE, 1));

        time.timePasses(Duration.ofSeconds(1));

        answer(directory, four, new Held(new Holder(ANN, new PersonId(4, 44), mailbox), 1));
        assertThat(claims.receiveMessage().granted()).isFalse();
    }

    @Test
    void nobodyWaitsForANodeThatWasRemoved() {
        var directory = testKit.spawn(Directory.create(BUCKET, nodes, SETTINGS));
        answer(directory, one);
        answer(directory, two);
        directory.tell(claim("Ann", ON_ONE, 1));

        nodes.remove(three);

        assertThat(claims.receiveMessage().granted()).isTrue();
    }

    @Test
    void aLongReportComesPageByPage() {
        var names = List.of(Nick.of("aa"), Nick.of("bb"));
        var directory = testKit.spawn(Directory.create(BUCKET, nodes, SETTINGS));
        answer(directory, one);
        answer(directory, two);
        assertThat(question(three).after()).isNull();

        directory.tell(page(null, names.get(0), false));
        assertThat(question(three).after()).isEqualTo(names.get(0));
        directory.tell(page(null, names.get(0), true));
        directory.tell(page(names.get(0), names.get(1), true));

        directory.tell(new Directory.Find(names, 7, found.ref()));
        assertThat(found.receiveMessage().holders()).extracting(Holder::nick).containsExactlyElementsOf(names);
    }

    @Test
    void moreCommandsThanTheStashHoldsAreDropped() {
        var directory = testKit.spawn(Directory.create(BUCKET, nodes, SETTINGS));
        for (var number = 1; number <= SETTINGS.stash() + 1; number++) {
            directory.tell(claim("Ann", ON_ONE, number));
        }

        answerAll(directory);

        assertThat(claims.receiveSeveralMessages(SETTINGS.stash()))
                .extracting(Directory.ClaimAnswer::number)
                .containsExactly(1L, 2L, 3L);
        directory.tell(claim("Ann", ON_ONE, 9));
        assertThat(claims.receiveMessage().number()).isEqualTo(9);
    }

    @Test
    void aRemovedNodesNamesAreFree() {
        var directory = started();
        directory.tell(claim("Ann", ON_TWO, 1));
        claims.receiveMessage();

        nodes.remove(two);

        time.timePasses(Duration.ofSeconds(1));
        assertThat(holderOfAnn(directory)).isEmpty();
    }

    @Test
    void theEndOfAnActorIsNotTheEndOfItsNode() {
        var directory = started();
        directory.tell(claim("Ann", ON_TWO, 1));

        two.people().stop();

        time.timePasses(Duration.ofSeconds(1));
        assertThat(holderOfAnn(directory)).extracting(Holder::id).containsExactly(ON_TWO);
    }

    @Test
    void aClaimOfARemovedNodeHasNoAnswer() {
        var directory = started();
        directory.tell(claim("Ann", ON_TWO, 1));
        claims.receiveMessage();
        nodes.remove(two);
        claims.awaitAssert(() -> {
            assertThat(holderOfAnn(directory)).as("the removal is noticed").isEmpty();
            return null;
        });

        directory.tell(claim("Ann", ON_TWO, 2));

        assertThat(holderOfAnn(directory)).isEmpty();
        claims.expectNoMessage(Duration.ZERO);
    }

    @Test
    void aNameThatTwoNodesReportStaysWithTheLowerIdAndTheOtherIsToldUntilTheyLetGo() {
        var directory = testKit.spawn(Directory.create(BUCKET, nodes, SETTINGS));
        answer(directory, three);
        answer(directory, two, new Held(new Holder(ANN, ON_TWO, mailbox), 1));
        LoggingTestKit.error("The name Ann is held twice").expect(testKit.system(), () -> {
            answer(directory, one, new Held(new Holder(ANN, ON_ONE, mailbox), 1));
            two.people().expectMessage(new People.NameLost(ANN, ON_TWO));
            return null;
        });
        time.timePasses(Duration.ofSeconds(1));
        two.people().expectMessage(new People.NameLost(ANN, ON_TWO));

        directory.tell(new Directory.Release(ANN, ON_TWO, 2, releases.ref()));
        releases.receiveMessage();

        time.expectNoMessageFor(Duration.ofSeconds(5), two.people());
        assertThat(holderOfAnn(directory)).extracting(Holder::id).containsExactly(ON_ONE);
    }

    private ActorRef<Directory.Command> started() {
        var directory = testKit.spawn(Directory.create(BUCKET, nodes, SETTINGS));
        answerAll(directory);
        return directory;
    }

    private void answerAll(ActorRef<Directory.Command> directory) {
        answer(directory, one);
        answer(directory, two);
        answer(directory, three);
    }

    private static void answer(ActorRef<Directory.Command> directory, FakeNode node, Held... held) {
        assertThat(question(node).after()).isNull();
        directory.tell(new Directory.NamesHeld(node.number(), null, List.of(held), true));
    }

    private static People.ReportNames question(FakeNode node) {
        var question = node.people().expectMessageClass(People.ReportNames.class);
        assertThat(question.bucket()).isEqualTo(BUCKET);
        return question;
    }

    private Directory.NamesHeld page(@Nullable Nick after, Nick nick, boolean last) {
        var holder = new Holder(nick, new PersonId(3, 33), mailbox);
        return new Directory.NamesHeld(3, after, List.of(new Held(holder, 1)), last);
    }

    private Directory.Claim claim(String nick, PersonId person, long number) {
        return new Directory.Claim(new Holder(Nick.of(nick), person, mailbox), number, claims.ref());
    }

    private List<Holder> holderOfAnn(ActorRef<Directory.Command> directory) {
        directory.tell(new Directory.Find(List.of(ANN), 1, found.ref()));
        return found.receiveMessage().holders();
    }
}
