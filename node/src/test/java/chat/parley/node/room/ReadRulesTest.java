package chat.parley.node.room;

import static chat.parley.node.room.RoomScenario.person;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.config.NodeConfig.Reading;
import chat.parley.node.person.Person;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may read what of a room's past. Each event is a second after the one before. */
class ReadRulesTest {
    private static final RoomKey TEA = RoomKey.of(RoomName.of("#tea"));
    private static final Reading SINCE_JOIN = new Reading(100, 0, Duration.ofSeconds(1), true);
    private static final Reading EVERYTHING = new Reading(100, 0, Duration.ofSeconds(1), false);

    private final Person op = person("op");
    private final Person alice = person("alice");
    private final Person bob = person("bob");
    private final RoomState state = RoomState.empty(TEA);
    private final List<Entry> entries = new ArrayList<>();

    ReadRulesTest() {
        happens(new RoomEvent.Joined(op, Roles.OPERATOR, RoomName.of("#tea")));
        happens(new RoomEvent.Joined(alice, Roles.NONE, null));
        says("one", null);
        says("two", Role.OPERATOR);
    }

    @Test
    void whoIsNoMemberMayReadNothing() {
        assertThat(pastOf(bob).reader()).isNull();
    }

    @Test
    void membersReadWhatWasSaidBeforeTheyCame() {
        happens(new RoomEvent.Joined(bob, Roles.NONE, null));

        assertThat(textsFor(bob)).containsExactly("one");
    }

    @Test
    void linesToTheOperatorsAreForOperators() {
        assertThat(textsFor(op)).containsExactly("one", "two");
        assertThat(textsFor(alice)).containsExactly("one");
    }

    @Test
    void whoIsBannedMayReadNothingThoughTheyAreStillThere() {
        mode('b', "alice!*@*");
        mode('b', "op!*@*");

        assertThat(pastOf(alice).reader()).isNull();
        assertThat(pastOf(op).reader()).isNotNull();

        mode('e', "alice!*@*");
        assertThat(pastOf(alice).reader()).isNotNull();
    }

    @Test
    void inARoomThatIsInviteOnlyOneReadsFromOnesJoiningOn() {
        mode('i', null);
        happens(new RoomEvent.Joined(bob, Roles.NONE, null));
        says("three", null);

        assertThat(textsFor(bob)).containsExactly("three");
        assertThat(textsFor(alice)).containsExactly("one", "three");
        assertThat(ReadRules.past(state, bob.id(), entries.size(), entries, EVERYTHING)
                        .sinceMillis())
                .isZero();
    }

    @Test
    void inARoomWithAKeyTheSame() {
        mode('k', "secret");
        happens(new RoomEvent.Joined(bob, Roles.NONE, null));

        assertThat(textsFor(bob)).isEmpty();
    }

    @Test
    void boundsAreNarrowedToWhatTheReaderMaySee() {
        mode('i', null);
        happens(new RoomEvent.Joined(bob, Roles.NONE, null));
        var past = pastOf(bob);
        var since = new HistoryBound.Time(past.sinceMillis() - 1);

        var all = past.allowed(HistoryQuery.latest(HistoryKinds.MESSAGES, 5));
        assertThat(all.after()).isEqualTo(since);
        assertThat(all.before()).isEqualTo(new HistoryBound.At(past.seq() + 1));
        assertThat(past.allowed(all.withAfter(new HistoryBound.Time(3))).after())
                .isEqualTo(since);
        assertThat(past.allowed(all.withBefore(new HistoryBound.Time(3))).before())
                .isEqualTo(new HistoryBound.Time(3));
        assertThat(past.joining()).isEqualTo(new HistoryBound.At(past.seq()));
    }

    @Test
    void aPageIsAnsweredFromTheNewestEventsOnlyWhereTheyAreEnough() {
        var all = pastOf(op);
        var some = new RoomPast(TEA, "#tea", 4, all.reader(), 0, entries.subList(2, 4));
        var latest = HistoryQuery.latest(HistoryKinds.MESSAGES, 2);

        assertThat(all.page(latest.withLimit(9))).hasSize(2);
        assertThat(some.page(latest)).hasSize(2);
        assertThat(some.page(latest.withLimit(3))).isNull();
        assertThat(some.page(latest.withLimit(3).withAfter(new HistoryBound.At(2))))
                .hasSize(2);
        assertThat(some.page(latest.withLimit(3).withAfter(new HistoryBound.At(1))))
                .isNull();
        assertThat(some.page(first(new HistoryBound.At(1)))).isNull();
        assertThat(some.page(first(new HistoryBound.At(3)))).hasSize(1);
        assertThat(some.page(first(new HistoryBound.Time(entries.get(2).timeMillis()))))
                .hasSize(1);
        assertThat(some.page(first(new HistoryBound.Time(entries.get(2).timeMillis() - 1))))
                .isNull();
    }

    private static HistoryQuery first(HistoryBound after) {
        return new HistoryQuery(after, HistoryBound.END, HistoryKinds.MESSAGES, false, 1);
    }

    private RoomPast pastOf(Person reader) {
        return ReadRules.past(state, reader.id(), entries.size(), List.copyOf(entries), SINCE_JOIN);
    }

    private List<String> textsFor(Person reader) {
        var past = pastOf(reader);
        return past.newest().stream()
                .filter(past::shows)
                .filter(entry -> HistoryKinds.MESSAGES.includes(entry.event()))
                .map(entry -> ((RoomEvent.Said) entry.event()).text())
                .toList();
    }

    private void mode(char mode, @Nullable String argument) {
        happens(new RoomEvent.ModesChanged(op.identity(), List.of(new ModeChange(true, mode, argument))));
    }

    private void says(String text, @Nullable Role atLeast) {
        happens(new RoomEvent.Said(op.identity(), SayKind.MESSAGE, text, atLeast, Tags.NONE));
    }

    private void happens(RoomEvent event) {
        var seq = entries.size() + 1;
        var entry = new Entry(1, seq, 1000L * seq, op.id(), seq, null, event);
        state.apply(entry);
        entries.add(entry);
    }
}
