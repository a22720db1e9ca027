package chat.parley.node.room;

import static chat.parley.node.room.RoomScenario.happened;
import static chat.parley.node.room.RoomScenario.newRoom;
import static chat.parley.node.room.RoomScenario.nothing;
import static chat.parley.node.room.RoomScenario.person;
import static chat.parley.node.room.RoomScenario.refused;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Person;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MODE: RFC 2812 section 3.2.3, RFC 2811 section 4. */
class ModeRulesTest {
    private final Person alice = person("alice");
    private final Person bob = person("Bob");
    private final Person carol = person("carol");

    /** Alice is its operator, Bob has joined after her; Carol is elsewhere. */
    private final RoomScenario room = newRoom("#lobby");

    {
        room.join(alice);
        room.join(bob);
    }

    @Test
    void onlyOperatorsChangeModes() {
        assertThat(room.mode(bob, "+m")).isEqualTo(refused(Refusal.NEEDS_OPERATOR));
        assertThat(room.mode(carol, "+m")).isEqualTo(refused(Refusal.NEEDS_OPERATOR));

        room.mode(alice, "+v", "bob");
        assertThat(room.mode(bob, "+m")).isEqualTo(refused(Refusal.NEEDS_OPERATOR));
    }

    @Test
    void onlyWhatMakesADifferenceHappens() {
        assertThat(room.mode(alice, "+nmt-s"))
                .isEqualTo(happened(
                        new RoomEvent.ModesChanged(alice.identity(), List.of(new ModeChange(true, 'm', null)))));
        assertThat(room.mode(alice, "+nmt-s")).isEqualTo(nothing());
    }

    @ParameterizedTest
    @ValueSource(chars = {'i', 'm', 'n', 's', 't'})
    void aFlagIsSetAndCleared(char flag) {
        var none = RoomModes.DEFAULT.withFlag('n', false).withFlag('t', false);
        room.mode(alice, "-nt");

        room.mode(alice, "+" + flag);
        assertThat(room.state().modes()).isEqualTo(none.withFlag(flag, true)).isNotEqualTo(none);

        room.mode(alice, "-" + flag);
        assertThat(room.state().modes()).isEqualTo(none);
    }

    @Test
    void aRoleGoesToTheMemberWhomTheNickMeansAndTheEventSpellsItRight() {
        assertThat(room.mode(alice, "+o", "BOB"))
                .isEqualTo(happened(new RoomEvent.ModesChanged(
                        alice.identity(), List.of(new ModeChange(true, 'o', "Bob", bob.id())))));
        assertThat(room.nicks()).containsExactly("@alice", "@Bob");
    }

    @Test
    void whoGivesUpTheirRoleIsOperatorUntilTheEndOfTheCommand() {
        room.mode(alice, "-o+m", "alice");

        assertThat(room.nicks()).containsExactly("alice", "Bob");
        assertThat(room.state().modes().moderated()).isTrue();
        assertThat(room.mode(alice, "-m")).isEqualTo(refused(Refusal.NEEDS_OPERATOR));
    }

    @Test
    void whatIsFineHappensAndTheRestIsTold() {
        var decision = room.mode(alice, "+mvxo", "carol", "bob");

        assertThat(decision)
                .isEqualTo(new Decision.Happens(
                        new RoomEvent.ModesChanged(
                                alice.identity(),
                                List.of(new ModeChange(true, 'm', null), new ModeChange(true, 'o', "Bob", bob.id()))),
                        List.of(
                                new Outcome.Refused(Refusal.TARGET_NOT_HERE, "carol"),
                                new Outcome.Refused(Refusal.UNKNOWN_MODE, "x"))));
    }

    @Test
    void whereNothingIsFineEveryReasonIsTold() {
        assertThat(room.mode(alice, "+ov", "carol", "not a nick"))
                .isEqualTo(new Decision.Refused(List.of(
                        new Outcome.Refused(Refusal.TARGET_NOT_HERE, "carol"),
                        new Outcome.Refused(Refusal.TARGET_NOT_HERE, "not a nick"))));
    }

    @Test
    void eachChangeMeetsWhatThoseBeforeItHaveMade() {
        var decision = room.mode(alice, "+mmvv-v+b+b", "bob", "bob", "bob", "*!*@spam", "*!*@SPAM");

        assertThat(decision)
                .isEqualTo(happened(new RoomEvent.ModesChanged(
                        alice.identity(),
                        List.of(
                                new ModeChange(true, 'm', null),
                                new ModeChange(true, 'v', "Bob", bob.id()),
                                new ModeChange(false, 'v', "Bob", bob.id()),
                                new ModeChange(true, 'b', "*!*@spam")))));
        assertThat(room.nicks()).containsExactly("@alice", "Bob");
    }

    @ParameterizedTest
    @ValueSource(chars = {'b', 'e', 'I'})
    void aListHoldsWholeMasksWithWhoSetThemAndWhen(char list) {
        room.mode(alice, "+" + list, "spam");

        assertThat(room.state().list(list))
                .containsExactly(new RoomView.ListEntry(
                        "spam!*@*", "alice!alice@alice.example", RoomScenario.START_MILLIS + 3000));
    }

    @Test
    void aMaskInAnotherCaseOrFormIsTheSameMask() {
        room.mode(alice, "+b", "Spam");

        assertThat(room.mode(alice, "+b", "spam!**@*")).isEqualTo(nothing());
        assertThat(room.mode(alice, "-b", "SPAM!*@*")).isInstanceOf(Decision.Happens.class);
        assertThat(room.masks('b')).isEmpty();
        assertThat(room.mode(alice, "-b", "spam")).isEqualTo(nothing());
    }

    @Test
    void aFullListTakesNoMoreUntilOneIsTakenOut() {
        room.mode(alice, "+bbb", "one", "two", "three");
        assertThat(room.mode(alice, "+b", "four")).isEqualTo(refused(Refusal.LIST_FULL, "b"));
        assertThat(room.mode(alice, "+b", "two")).isEqualTo(nothing());

        room.mode(alice, "-b+b", "one", "four");
        assertThat(room.masks('b')).containsExactly("two!*@*", "three!*@*", "four!*@*");
    }

    @Test
    void aNewKeyTakesThePlaceOfTheOldAndItsRemovalDoesNotTellIt() {
        room.mode(alice, "+k", "first");
        room.mode(alice, "+k", "second");
        assertThat(room.state().modes().key()).isEqualTo("second");

        assertThat(room.mode(alice, "-k"))
                .isEqualTo(happened(
                        new RoomEvent.ModesChanged(alice.identity(), List.of(new ModeChange(false, 'k', "*")))));
        assertThat(room.state().modes().key()).isNull();
        assertThat(room.mode(alice, "-k")).isEqualTo(nothing());
    }

    @Test
    void aLimitIsSpelledAsTheNumberItIs() {
        assertThat(room.mode(alice, "+l", "+010"))
                .isEqualTo(happened(
                        new RoomEvent.ModesChanged(alice.identity(), List.of(new ModeChange(true, 'l', "10")))));
        assertThat(room.state().modes().limit()).isEqualTo(10);

        room.mode(alice, "-l");
        assertThat(room.state().modes().limit()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "k, ''",
        "k, two words",
        "k, 'a,b'",
        "k, :colon",
        "k, clé",
        "k, ninebytes",
        "l, 0",
        "l, -1",
        "l, many",
        "l, 99999999999",
        "l, ''",
        "b, ''",
        "e, two words",
        "I, :colon",
    })
    void anArgumentThatCannotBeUsedIsToldWithItsMode(char mode, String argument) {
        assertThat(room.mode(alice, "+" + mode, argument))
                .isEqualTo(refused(Refusal.BAD_MODE_ARGUMENT, mode + " " + argument));
        assertThat(room.state().settings().modes()).isEqualTo(RoomModes.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(chars = {'o', 'v', 'b', 'e', 'I', 'k', 'l'})
    void anArgumentThatIsMissingIsToldByTheModeAlone(char mode) {
        assertThat(room.mode(alice, "+" + mode)).isEqualTo(refused(Refusal.BAD_MODE_ARGUMENT, String.valueOf(mode)));
    }
}
