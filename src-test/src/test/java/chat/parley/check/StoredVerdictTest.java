package chat.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the checker finds where the nodes have a store: nothing is forgiven, and the history must be what was heard. */
class StoredVerdictTest {
    /** Ann on node 0, bob on node 1, eve on node 2: all in one room. */
    private final Story story = new Story()
            .add(new Event.Began(0, true))
            .arrives("ann", 0)
            .arrives("bob", 1)
            .arrives("eve", 2);

    @Test
    void whatOnlyTheAuthorHeardOnTheNodeThatWasKilledIsLost() {
        story.says("ann", "ann-1", "ann").strikes(FaultKind.KILL, 0, true).ends("ann");

        assertThat(story.findings()).containsExactly(Finding.Kind.LOST);
    }

    @Test
    void whatIsSaidOnANodeThatIsCutOffIsHeardByAllOrAcknowledgedToNobody() {
        story.strikes(FaultKind.SPLIT, 0, true).says("ann", "ann-1", "ann").ends("ann");

        assertThat(story.findings()).containsExactly(Finding.Kind.LOST);
    }

    @Test
    void aHistoryOfWhatWasHeardIsGood() {
        story.says("ann", "ann-1", "ann", "bob", "eve").says("bob", "bob-1", "ann", "bob", "eve");
        keeps("ann-1", "bob-1");

        assertThat(story.findings()).isEmpty();
    }

    @Test
    void whatWasKeptAndNeverHeardBeforeAllWereKilledIsGood() {
        story.says("ann", "ann-1", "ann", "bob", "eve").sends("ann", "ann-2");
        Stream.of(0, 1, 2).forEach(node -> story.strikes(FaultKind.KILL_ALL, node, true));
        keeps("ann-1", "ann-2");

        assertThat(story.findings()).isEmpty();
    }

    @Test
    void whatWasHeardAndNotKeptIsFoundEvenWhenNobodyIsLeftWhoHeardIt() {
        story.says("ann", "ann-1", "ann", "bob", "eve");
        Stream.of(0, 1, 2).forEach(node -> story.strikes(FaultKind.KILL_ALL, node, true));
        keeps();

        assertThat(story.findings()).contains(Finding.Kind.HISTORY);
    }

    @Test
    void aHistoryThatNobodyIsGivenIsFound() {
        story.says("ann", "ann-1", "ann", "bob", "eve").add(new Event.NotRead(story.tick(), "no answer to JOIN"));

        assertThat(story.findings()).containsExactly(Finding.Kind.HISTORY);
    }

    @Test
    void aHistoryInAnotherOrderOrWithAHoleOrADoubleIsFound() {
        story.says("ann", "ann-1", "ann", "bob", "eve")
                .says("bob", "bob-1", "ann", "bob", "eve")
                .says("eve", "eve-1", "ann", "bob", "eve");

        assertThat(with("ann-1", "bob-1", "eve-1")).isEmpty();
        assertThat(with("bob-1", "ann-1", "eve-1")).containsExactly(Finding.Kind.HISTORY);
        assertThat(with("ann-1", "eve-1")).containsExactly(Finding.Kind.HISTORY);
        assertThat(with("ann-1", "bob-1", "joe-1", "eve-1")).containsExactly(Finding.Kind.HISTORY);
        assertThat(with("ann-1", "bob-1", "bob-1", "eve-1")).containsExactly(Finding.Kind.HISTORY);
    }

    private List<Finding.Kind> with(String... texts) {
        Story told = new Story();
        story.events().forEach(told::add);
        return told.add(kept(texts)).findings();
    }

    private void keeps(String... texts) {
        story.add(kept(texts));
    }

    private Event.Kept kept(String... texts) {
        return new Event.Kept(
                story.tick(),
                Story.ROOM,
                Stream.of(texts)
                        .map(text -> new Event.KeptMessage(text.substring(0, text.indexOf('-')), text, "id-of-" + text))
                        .toList());
    }
}
