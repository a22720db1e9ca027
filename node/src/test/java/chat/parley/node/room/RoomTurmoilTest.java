package chat.parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.room.Turmoil.Talker;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promises of a room that hold whatever the network does, and though the room's node dies: one order, nothing twice, nothing lost that was
 * acknowledged, and every request is done. Each run names its seed; {@code -Dparley.seed=…} runs that one alone,
 * {@code -Dparley.runs=…} more of them.
 */
class RoomTurmoilTest {
    private static final ActorTestKit KIT = ActorTestKit.create(Turmoil.KIT_CONFIG);
    private static final int RUNS = Integer.getInteger("parley.runs", 2);
    private static final int STEPS = 120;

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    static LongStream seeds() {
        var replayed = Long.getLong("parley.seed");
        var first = System.nanoTime();
        return replayed == null ? LongStream.range(first, first + RUNS) : LongStream.of(replayed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everybodySeesTheSameInTheSameOrderAndOnce(long seed) {
        var turmoil = new Turmoil(KIT, seed);
        try {
            run(turmoil, "seed " + seed);
        } finally {
            turmoil.end();
        }
    }

    private static void run(Turmoil turmoil, String seed) {
        var alice = turmoil.talker("alice", 1);
        assertThat(turmoil.calmsDown()).as("%s: alice is in", seed).isTrue();
        var bob = turmoil.talker("bob", 2);
        var carol = turmoil.talker("carol", 3);
        var dora = turmoil.talker("dora", 3);
        assertThat(turmoil.calmsDown()).as("%s: all are in", seed).isTrue();
        var before = turmoil.incarnations();

        steps(turmoil);
        dora.quits();
        bob.goesAway();
        steps(turmoil);
        turmoil.killRoom();
        steps(turmoil);
        assertThat(turmoil.calmsDown())
                .as("%s: everything comes to rest; %s", seed, turmoil)
                .isTrue();

        var order = alice.seen();
        assertThat(order).as("%s: nothing is shown twice", seed).doesNotHaveDuplicates();
        assertThat(List.of(bob, carol))
                .as("%s: one order", seed)
                .allSatisfy(other -> assertThat(other.seen()).isEqualTo(order));
        assertThat(Stream.of(alice, bob, carol).map(Talker::said))
                .as("%s: everything that was said, in its author's order", seed)
                .allSatisfy(said -> assertThat(order).containsSubsequence(said));
        assertThat(order.stream().filter(line -> line.startsWith("dora: ")).toList())
                .as("%s: of who has quit, what came through, in its order", seed)
                .isEqualTo(dora.said().stream().filter(order::contains).toList());
        assertThat(turmoil.membersByNode())
                .as("%s: one membership", seed)
                .containsOnly(List.of("@alice", "bob (away)", "carol"));
        assertThat(turmoil.incarnations()).as("%s: the room came back", seed).isEqualTo(before + 1);
    }

    private static void steps(Turmoil turmoil) {
        for (var step = 0; step < STEPS; step++) {
            turmoil.step();
        }
    }
}
