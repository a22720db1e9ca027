package chat.parley.node.room;

import static chat.parley.node.room.RoomScenario.LIMITS;
import static chat.parley.node.room.RoomScenario.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.PersonId;
import chat.parley.node.room.RoomTraffic.Step;
import chat.parley.wire.Mask;
import chat.parley.wire.RoomName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What holds whatever people do, tried with random traffic. A failure names its seed; {@code -Dparley.seed=…} runs that one alone.
 */
class RoomPropertiesTest {
    private static final Long REPLAYED = Long.getLong("parley.seed");
    private static final int RUNS = 40;
    private static final int STEPS = 300;
    private static final RoomKey KEY = RoomKey.of(RoomName.of("#lobby"));

    @Test
    void aStateThatHearsTheSameEventsIsTheSame() {
        holds(traffic -> {
            var replica = RoomState.empty(KEY);
            return step -> {
                step.entry().ifPresent(replica::apply);
                assertSame(replica, step.state());
            };
        });
    }

    @Test
    void aStateIsRestoredFromItsSettingsAndMembers() {
        holds(traffic -> step -> {
            var state = step.state();
            assertSame(RoomState.restored(KEY, state.settings(), List.copyOf(state.allMembers())), state);
        });
    }

    /** As a replica does, which hears of NICK and QUIT before its room. */
    @Test
    void aStateThatHearsOfPeoplesChangesEarlyHasTheSameMembersAndRoles() {
        holds(traffic -> {
            var replica = RoomState.empty(KEY);
            return step -> {
                step.early().forEach(replica::describe);
                step.quitting().forEach(replica::conceal);
                assertIndexed(replica);
                step.entry().ifPresent(replica::apply);
                assertIndexed(replica);
                assertThat(replica.settings()).isEqualTo(step.state().settings());
                assertThat(standings(replica)).isEqualTo(standings(step.state()));
            };
        });
    }

    @Test
    void everyMemberIsFoundByIdAndByNick() {
        holds(traffic -> step -> assertIndexed(step.state()));
    }

    @Test
    void decidingChangesNothing() {
        holds(traffic -> step -> {
            var settings = step.state().settings();
            var members = List.copyOf(step.state().allMembers());

            traffic.decideAny();

            assertThat(step.state().settings()).isEqualTo(settings);
            assertThat(step.state().allMembers()).containsExactlyElementsOf(members);
        });
    }

    @Test
    void whatHasHappenedIsNotDoneAgain() {
        holds(traffic -> step -> {
            var asked = step.asked();
            if (asked != null && step.entry().isPresent() && isLasting(asked.command())) {
                assertThat(traffic.decide(asked.author(), asked.command()))
                        .isIn(RoomScenario.nothing(), RoomScenario.refused(Refusal.NEEDS_OPERATOR));
            }
        });
    }

    /** After a part or a kick there is nothing to part from; of several modes the last may undo the first. */
    private static boolean isLasting(RoomCommand command) {
        return command instanceof RoomCommand.Join
                || command instanceof RoomCommand.SetTopic
                || (command instanceof RoomCommand.ChangeModes modes
                        && modes.changes().size() == 1);
    }

    @Test
    void theBoundsOfTheListsAreKeptAndNoMaskIsThereTwice() {
        holds(traffic -> step -> {
            var settings = step.state().settings();
            for (var list : List.of(settings.bans(), settings.exceptions(), settings.invitationMasks())) {
                assertThat(list).hasSizeLessThanOrEqualTo(LIMITS.listEntries());
                assertThat(list).extracting(entry -> Mask.of(entry.mask())).doesNotHaveDuplicates();
            }
            assertThat(settings.invited()).hasSizeLessThanOrEqualTo(RoomState.MAX_INVITED);
        });
    }

    /** What the other properties are worth: there is no event and no refusal that the traffic does not bring about. */
    @Test
    void theTrafficMeetsEveryEventAndEveryRefusal() {
        var events = new HashSet<Class<?>>();
        var refusals = EnumSet.noneOf(Refusal.class);
        for (var seed = 0; seed < RUNS; seed++) {
            var traffic = new RoomTraffic(new Random(seed), KEY, START_MILLIS);
            Stream.generate(traffic::next).limit(STEPS).forEach(step -> {
                step.entry().ifPresent(entry -> events.add(entry.event().getClass()));
                if (step.asked() != null && step.asked().decision() instanceof Decision.Refused refused) {
                    refused.reasons().forEach(reason -> refusals.add(reason.reason()));
                }
            });
        }

        assertThat(events).containsExactlyInAnyOrder(RoomEvent.class.getPermittedSubclasses());
        assertThat(refusals)
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.complementOf(EnumSet.of(Refusal.NO_SUCH_PERSON, Refusal.BUSY)));
    }

    /** Tries the check that {@code begin} makes for each run after each of its steps. */
    private static void holds(Function<RoomTraffic, Consumer<Step>> begin) {
        var seeds = new Random();
        for (var run = 0; run < (REPLAYED == null ? RUNS : 1); run++) {
            var seed = REPLAYED == null ? seeds.nextLong() : REPLAYED;
            var traffic = new RoomTraffic(new Random(seed), KEY, START_MILLIS);
            var check = begin.apply(traffic);
            for (var number = 0; number < STEPS; number++) {
                checkStep(traffic.next(), number, seed, check);
            }
        }
    }

    private static void checkStep(Step step, int number, long seed, Consumer<Step> check) {
        try {
            check.accept(step);
        } catch (RuntimeException | AssertionError failure) {
            var where = "Fails with -Dparley.seed=" + seed + " at step " + number;
            var what = step.asked() == null ? step.entry() : step.asked();
            throw new AssertionError(where + ", " + what + ": " + failure.getMessage(), failure);
        }
    }

    private static void assertSame(RoomState one, RoomState other) {
        assertThat(one.settings()).isEqualTo(other.settings());
        assertThat(one.allMembers()).containsExactlyElementsOf(other.allMembers());
        for (var node : RoomTraffic.NODES) {
            assertThat(one.digest(node)).isEqualTo(other.digest(node));
        }
    }

    private static void assertIndexed(RoomState state) {
        var ids = new ArrayList<PersonId>();
        for (var member : state.members()) {
            var nick = member.person().nick();
            ids.add(member.person().id());
            assertThat(state.member(member.person().id())).isEqualTo(member);
            assertThat(state.member(nick)).isNotNull();
            assertThat(state.members()).contains(state.member(nick));
        }
        assertThat(ids).doesNotHaveDuplicates();
        for (var nick : RoomTraffic.NICKS) {
            var found = state.member(nick);
            assertThat(found == null || found.person().nick().equals(nick)).isTrue();
        }
    }

    private static List<String> standings(RoomState state) {
        return state.allMembers().stream()
                .map(member -> member.person().id() + member.roles().prefixes() + member.joinedMillis())
                .toList();
    }
}
