package chat.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the checker finds in a history, and what it forgives. */
class VerdictTest {
    /** Ann on node 0, bob on node 1, eve on node 2: all in one room. */
    private final Story story = new Story().arrives("ann", 0).arrives("bob", 1).arrives("eve", 2);

    @Test
    void whatEverybodyHeardOnceAndInOneOrderIsGood() {
        story.sends("ann", "ann-1").sends("bob", "bob-1");
        story.hears("ann", "bob-1", "ann-1").hears("bob", "bob-1", "ann-1").hears("eve", "bob-1", "ann-1");

        assertThat(story.findings()).isEmpty();
    }

    @Test
    void anAcknowledgedMessageThatSomebodyNeverHeardIsLost() {
        story.says("ann", "ann-1", "ann", "bob");

        assertThat(story.findings()).containsExactly(Finding.Kind.LOST);
        assertThat(story.settled().findings().get(0).words()).startsWith("eve on node 2 never heard ann-1 in #room");
    }

    @Test
    void whatCouldNotBeDoneToANodeExcusesNothing() {
        story.strikes(FaultKind.FREEZE_WRITING, 2, true)
                .add(new Event.NotDone(story.tick(), FaultKind.FREEZE_WRITING, 2, "it was not caught in a write"))
                .says("ann", "ann-1", "ann", "bob");

        assertThat(story.findings()).containsExactly(Finding.Kind.LOST);
        assertThat(story.settled().notDone())
                .containsExactly("freeze-writing of node 2 could not be done: it was not caught in a write");
    }

    @Test
    void whoCameLaterNeedNotHaveHeardIt() {
        story.says("ann", "ann-1", "ann", "bob", "eve").arrives("joe", 2);

        assertThat(story.findings()).isEmpty();
    }

    @Test
    void whoCameWhileItWasOnItsWayNeedNotHaveHeardIt() {
        story.sends("ann", "ann-1")
                .arrives("joe", 2)
                .hears("ann", "ann-1")
                .hears("bob", "ann-1")
                .hears("eve", "ann-1");

        assertThat(story.findings()).isEmpty();
    }

    @Test
    void aHoleIsFoundAlsoInWhatSomebodyHeardWhoLaterLeft() {
        story.says("ann", "ann-1", "ann", "bob", "eve")
                .says("ann", "ann-2", "ann", "bob")
                .says("ann", "ann-3", "ann", "bob", "eve")
                .ends("eve");

        assertThat(story.findings()).containsExactly(Finding.Kind.LOST);
    }

    @Test
    void whatSomebodyDidNotHearAfterTheyLeftIsNotLost() {
        story.says("ann", "ann-1", "ann", "bob", "eve").ends("eve").says("ann", "ann-2", "ann", "bob");

        assertThat(story.findings()).isEmpty();
    }

    @Test
    void aMessageThatSomeHeardAndItsAuthorDidNotMustStillBeHeardByAll() {
        story.sends("ann", "ann-1").ends("ann").hears("bob", "ann-1");

        assertThat(story.findings()).containsExactly(Finding.Kind.LOST);
    }

    @Test
    void whatNobodyHeardFromAnAuthorWhoWasCutOffIsNothing() {
        story.sends("ann", "ann-1").ends("ann");

        assertThat(story.findings()).isEmpty();
    }

    @Test
    void anAuthorWhoLivesOnGetsAnAnswer() {
        story.sends("ann", "ann-1");

        assertThat(story.findings()).containsExactly(Finding.Kind.UNANSWERED);
    }

    @Test
    void aRefusalIsAnAnswerAndAFinding() {
        story.sends("ann", "ann-1").add(new Event.Refused(story.tick(), "ann", "ann-1", "FAIL PRIVMSG ..."));

        assertThat(story.findings()).containsExactly(Finding.Kind.REFUSED);
    }

    @Test
    void twiceOnOneConnectionIsTooOften() {
        story.says("ann", "ann-1", "ann", "bob", "eve", "bob");

        assertThat(story.findings()).containsExactly(Finding.Kind.HEARD_TWICE);
    }

    @Test
    void twoOrdersAreOneTooMany() {
        story.sends("ann", "ann-1").sends("bob", "bob-1");
        story.hears("ann", "bob-1", "ann-1").hears("bob", "bob-1", "ann-1").hears("eve", "ann-1", "bob-1");

        assertThat(story.findings()).containsExactly(Finding.Kind.OUT_OF_ORDER);
    }

    @Test
    void anAuthorIsNotOvertakenByThemselves() {
        story.sends("ann", "ann-1").sends("ann", "ann-2");
        story.hears("ann", "ann-2", "ann-1").hears("bob", "ann-2", "ann-1").hears("eve", "ann-2", "ann-1");

        assertThat(story.findings()).containsExactly(Finding.Kind.OUT_OF_ORDER);
    }

    @Test
    void whatNobodySentIsAltered() {
        story.hears("bob", "ann-1");

        assertThat(story.findings()).containsExactly(Finding.Kind.ALTERED);
    }

    @Test
    void oneMessageUnderTwoIdsIsAltered() {
        story.says("ann", "ann-1", "ann", "bob");
        story.add(new Event.Heard(story.tick(), "eve", Story.ROOM, "ann", "ann-1", "another-id"));

        assertThat(story.findings()).containsExactly(Finding.Kind.ALTERED);
    }

    @Test
    void whatTheKilledHolderAcknowledgedLastMayBeLostForAll() {
        story.says("ann", "ann-1", "ann").strikes(FaultKind.KILL, 0, true).ends("ann");

        assertThat(story.findings()).isEmpty();
    }

    @Test
    void butNotForSome() {
        story.says("ann", "ann-1", "ann", "bob")
                .strikes(FaultKind.KILL, 0, true)
                .ends("ann");

        assertThat(story.findings()).containsExactly(Finding.Kind.LOST);
    }

    @Test
    void norWhenTheRoomWasElsewhere() {
        story.says("ann", "ann-1", "ann").strikes(FaultKind.KILL, 0, false).ends("ann");

        assertThat(story.findings()).containsExactly(Finding.Kind.LOST);
    }

    @Test
    void norWhenItWasAcknowledgedLongBefore() {
        story.says("ann", "ann-1", "ann")
                .seconds(3)
                .strikes(FaultKind.KILL, 0, true)
                .ends("ann");

        assertThat(story.findings()).containsExactly(Finding.Kind.LOST);
    }

    @Test
    void norWhenTheNodeWasStoppedAsPlanned() {
        story.says("ann", "ann-1", "ann").strikes(FaultKind.STOP, 0, true).ends("ann");

        assertThat(story.findings()).containsExactly(Finding.Kind.LOST);
    }

    @Test
    void aThawedNodeMustNotAcknowledgeWhatCameToItAsleep() {
        story.strikes(FaultKind.FREEZE, 0, true)
                .seconds(15)
                .says("ann", "ann-1", "ann")
                .ends("ann");

        assertThat(story.findings()).containsExactly(Finding.Kind.LOST);
    }

    @Test
    void whatTheKilledNodeGaveOutLastMayBeOrderedAnew() {
        story.arrives("joe", 0).sends("bob", "bob-1").sends("eve", "eve-1");
        story.hears("joe", "bob-1", "eve-1")
                .strikes(FaultKind.KILL, 0, true)
                .ends("joe")
                .ends("ann");
        story.hears("bob", "eve-1", "bob-1").hears("eve", "eve-1", "bob-1");

        assertThat(story.findings()).isEmpty();
    }

    @Test
    void aNameIsHeldOnce() {
        story.add(new Event.Connected(story.tick(), "rival", "ann", 2))
                .add(new Event.NameTaken(story.tick(), "rival", "ann"));

        assertThat(story.findings()).containsExactly(Finding.Kind.TWO_HOLDERS);
    }

    @Test
    void aNameThatWasGivenUpIsFree() {
        story.add(new Event.NameGivenUp(story.tick(), "ann", "ann"))
                .add(new Event.NameTaken(story.tick(), "ann", "anna"))
                .add(new Event.NameTaken(story.tick(), "bob", "ann"));

        assertThat(story.findings()).isEmpty();
    }

    @Test
    void aNameOnAFrozenNodeIsFreeForOthers() {
        story.strikes(FaultKind.FREEZE, 0, false).seconds(10).arrives("ann.2", "ann", 1);

        assertThat(story.findings()).isEmpty();
    }

    @Test
    void namesTellsExactlyWhoIsThere() {
        story.add(new Event.Members(story.tick(), Story.ROOM, List.of("ann", "bob", "eve")));
        assertThat(named("eve", "bob", "ann")).isEmpty();

        assertThat(named("ann", "bob")).containsExactly(Finding.Kind.WRONG_MEMBERS);
        assertThat(named("ann", "bob", "eve", "joe")).containsExactly(Finding.Kind.WRONG_MEMBERS);
        assertThat(named("ann", "bob", "bob", "eve")).containsExactly(Finding.Kind.WRONG_MEMBERS);
    }

    private List<Finding.Kind> named(String... names) {
        Story told = new Story();
        story.events().forEach(told::add);
        return told.add(new Event.Names(story.tick() + 1_000, "bob", Story.ROOM, List.of(names)))
                .findings();
    }

    @Test
    void aThawedNodeAsksToBeStartedAgain() {
        story.add(new Event.NodeEnded(story.tick(), FaultKind.FREEZE, 0, 75));
        assertThat(story.findings()).isEmpty();

        story.add(new Event.NodeEnded(story.tick(), FaultKind.FREEZE, 0, 0));
        assertThat(story.findings()).containsExactly(Finding.Kind.WRONG_END);
    }

    @Test
    void theLongestSilenceOfASurvivorIsThePause() {
        story.says("bob", "bob-1", "ann", "bob", "eve")
                .strikes(FaultKind.KILL, 0, true)
                .ends("ann");
        story.sends("bob", "bob-2").seconds(4).hears("bob", "bob-2").seconds(2).hears("eve", "bob-2");
        story.arrives("ann.2", "ann", 1);

        Pauses pauses = story.settled().pauses();

        assertThat(pauses.silenceMillis().get(FaultKind.KILL)).isBetween(6_000L, 6_100L);
        assertThat(pauses.returnMillis().get(FaultKind.KILL)).isBetween(6_000L, 6_100L);
    }

    @Test
    void aHistoryIsTheSameAfterItWasWrittenAndRead(@TempDir Path folder) {
        story.says("ann", "ann-1", "ann", "bob")
                .strikes(FaultKind.KILL, 0, true)
                .ends("ann");
        Path file = folder.resolve("history.jsonl");

        History.write(file, story.events());

        assertThat(History.read(file)).isEqualTo(story.events());
    }

    @Test
    void theSameSeedIsTheSamePlan() {
        List<FaultKind> kinds = List.of(FaultKind.values());
        int all = kinds.size();

        assertThat(Plan.of(7, all, kinds, 5, 3))
                .isEqualTo(Plan.of(7, all, kinds, 5, 3))
                .isNotEqualTo(Plan.of(8, all, kinds, 5, 3));
        assertThat(Plan.of(7, all, kinds, 5, 3).steps())
                .extracting(Plan.Step::kind)
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void aRowOfSeedsBeginsWithEveryKind() {
        List<FaultKind> kinds = List.of(FaultKind.KILL, FaultKind.STOP);

        assertThat(IntStream.range(5000, 5010)
                        .mapToObj(seed ->
                                Plan.of(seed, 1, kinds, 3, 3).steps().get(0).kind()))
                .containsAll(kinds);
    }
}
