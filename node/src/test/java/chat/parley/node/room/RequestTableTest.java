package chat.parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.PersonId;
import chat.parley.node.room.RequestTable.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each request counts once, however often it is sent. */
class RequestTableTest {
    private static final PersonId ALICE = new PersonId(1, 1);
    private static final PersonId BOB = new PersonId(1, 2);
    private static final Outcome REFUSED = new Outcome.Refused(Refusal.BANNED, "");
    private static final long KEEP_MILLIS = 30_000;

    private final RequestTable table = new RequestTable(KEEP_MILLIS);

    @Test
    void theFirstOfAnUnknownUserIsTheOldestThatTheyWaitFor() {
        assertThat(table.judge(ALICE, 41, 41)).isEqualTo(new Verdict.New());
        assertThat(table.judge(ALICE, 43, 41)).isEqualTo(new Verdict.Gap(41));
    }

    @Test
    void theNextIsNewAndAHigherOneMustWait() {
        table.happened(ALICE, 41, 900, 0);

        assertThat(table.judge(ALICE, 42, 41)).isEqualTo(new Verdict.New());
        assertThat(table.judge(ALICE, 44, 41)).isEqualTo(new Verdict.Gap(42));
    }

    @Test
    void numbersThatTheUserNoLongerWaitsForAreNoGap() {
        table.happened(ALICE, 41, 900, 0);

        assertThat(table.judge(ALICE, 50, 50)).isEqualTo(new Verdict.New());
    }

    @Test
    void aRepeatedOneIsToldWhatItWasToldOrByWhichPlaceItHadHappened() {
        table.answered(ALICE, 41, REFUSED, 0);
        table.happened(ALICE, 42, 900, 0);

        assertThat(table.judge(ALICE, 41, 41)).isEqualTo(new Verdict.Repeated(REFUSED, 900));
        assertThat(table.judge(ALICE, 42, 41)).isEqualTo(new Verdict.Repeated(null, 900));
    }

    @Test
    void usersAreToldApart() {
        table.happened(ALICE, 41, 900, 0);

        assertThat(table.judge(BOB, 41, 41)).isEqualTo(new Verdict.New());
    }

    @Test
    void anotherTableGoesOnWhereThisOneWasAndKnowsNotWhatBecameOfWhatWasBefore() {
        table.happened(ALICE, 41, 900, 0);
        table.answered(ALICE, 42, REFUSED, 0);
        table.happened(BOB, 7, 901, 0);
        var next = new RequestTable(KEEP_MILLIS);

        assertThat(table.marks()).containsExactlyInAnyOrder(new RequestMark(ALICE, 42), new RequestMark(BOB, 7));
        table.marks().forEach(mark -> next.restore(mark, 0));

        assertThat(next.judge(ALICE, 42, 42)).isEqualTo(new Verdict.Repeated(null, 0));
        assertThat(next.judge(ALICE, 43, 42)).isEqualTo(new Verdict.New());
        assertThat(next.judge(BOB, 8, 8)).isEqualTo(new Verdict.New());
    }

    @Test
    void aUserIsForgottenAfterTheTimeInWhichTheyAskAgain() {
        table.happened(ALICE, 41, 900, 0);
        table.happened(BOB, 7, 901, 10);

        table.prune(KEEP_MILLIS);
        assertThat(table.marks()).hasSize(2);

        table.prune(KEEP_MILLIS + 1);
        assertThat(table.marks()).isEqualTo(List.of(new RequestMark(BOB, 7)));
    }

    @Test
    void askingAgainDoesNotKeepOthersFromBeingForgotten() {
        table.happened(ALICE, 41, 900, 0);
        table.happened(BOB, 7, 901, 10);
        table.judge(ALICE, 41, 41);

        table.prune(KEEP_MILLIS + 11);

        assertThat(table.marks()).isEmpty();
    }

    @Test
    void theEldestAnswersAreDroppedBeyondTheBound() {
        for (var number = 1; number <= 1025; number++) {
            table.answered(ALICE, number, REFUSED, 0);
        }

        assertThat(table.judge(ALICE, 1, 1)).isEqualTo(new Verdict.Repeated(null, 0));
        assertThat(table.judge(ALICE, 2, 2)).isEqualTo(new Verdict.Repeated(REFUSED, 0));
    }
}
