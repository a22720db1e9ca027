package chat.parley.system;

import static chat.parley.harness.LineMatch.by;
import static chat.parley.harness.LineMatch.error;
import static chat.parley.harness.LineMatch.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.harness.Fresh;
import chat.parley.harness.IrcProbe;
import chat.parley.harness.LineMatch;
import chat.parley.harness.NodeProcess;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.ParleyHome;
import chat.parley.harness.SharedCluster;
import chat.parley.harness.Tmux;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A node goes: killed, frozen or as planned. Ann and bob are on the nodes that stay, eve on the one that goes, all in so many rooms that each node
 * holds some of them.
 */
@ExtendWith(SharedCluster.class)
class NodeLossTest {
    private static final int ROOMS = 9;

    private final ParleyCluster cluster;

    private final List<String> rooms =
            IntStream.range(0, ROOMS).mapToObj(i -> Fresh.room("loss")).toList();

    NodeLossTest(ParleyCluster cluster) {
        this.cluster = cluster;
    }

    /** The first seed, which founds a cluster where there is none: started again it must join the living. */
    @Test
    void aKilledNodesRoomsComeBackWithThePeopleOfTheOthersAndItJoinsThem() {
        NodeProcess lost = cluster.node(0);
        try (Trio trio = new Trio(1, 2, 0)) {
            lost.kill();

            trio.ann.expect(by(trio.eve.nick(), "QUIT"));
            trio.bob.expect(by(trio.eve.nick(), "QUIT"));
            assertThat(trio.ann.sync()).noneMatch(by(trio.eve.nick(), "QUIT")::matches);
            // Nobody has spoken: the rooms are there again by themselves.
            for (String room : rooms) {
                assertThat(trio.ann.names(room)).containsExactlyInAnyOrder("@" + trio.ann.nick(), trio.bob.nick());
                assertThat(trio.bob.names(room)).containsExactlyInAnyOrder("@" + trio.ann.nick(), trio.bob.nick());
            }
            trio.annAndBobTalk();

            startAgain(lost);
            IrcProbe again = lost.connect(trio.eve.nick());
            rooms.forEach(again::join);
            trio.ann.say(rooms.get(0), "one cluster?");
            again.expect(message(trio.ann.nick(), rooms.get(0), "one cluster?"));
            assertThat(again.names(rooms.get(0)))
                    .containsExactlyInAnyOrder("@" + trio.ann.nick(), trio.bob.nick(), again.nick());
            again.quit("at home again");
        }
    }

    @Test
    void aPlannedStopHandsItsRoomsOverAndRefusesNobody() {
        NodeProcess leaving = cluster.node(2);
        try (Trio trio = new Trio(0, 1, 2)) {
            leaving.terminate();
            int said = 0;
            while (leaving.isRunning()) {
                trio.ann.sayAndWait(rooms.get(said % ROOMS), "while it leaves " + said);
                said++;
            }

            assertThat(leaving.awaitExit()).isZero();
            assertThat(trio.eve.untilClosed()).anyMatch(error("")::matches);
            assertThat(said).isPositive();
            trio.annAndBobTalk();
            for (String room : rooms) {
                assertThat(trio.bob.heard(room)).isEqualTo(trio.ann.heard(room));
                assertThat(trio.ann.names(room)).containsExactlyInAnyOrder("@" + trio.ann.nick(), trio.bob.nick());
            }
        }
    }

    @Test
    void aNodeThatWasAsleepForTooLongTellsItsPeopleAndEndsWhileTheOthersGoOn() {
        NodeProcess asleep = cluster.node(1);
        try (Trio trio = new Trio(0, 2, 1)) {
            assertThat(cluster.freezeAtRest(asleep)).isTrue();
            trio.ann.expect(by(trio.eve.nick(), "QUIT"));
            trio.annAndBobTalk();
            trio.eve.say(rooms.get(0), "is anybody there?");
            asleep.thaw();

            assertThat(trio.eve.untilClosed()).anyMatch(error("")::matches);
            assertThat(trio.eve.heard(rooms.get(0))).doesNotContain("is anybody there?");
            assertThat(asleep.awaitExit()).isEqualTo(75);
            trio.annAndBobTalk();
            assertThat(trio.ann.heard(rooms.get(0))).doesNotContain("is anybody there?");
        }
    }

    /** Two people in real terminals, one on the node that is killed: each has everything that was said, once, in one order. */
    @Test
    void onTwoScreensAConversationGoesOnWithoutAHole() {
        assumeTrue(Tmux.isInstalled(), "tmux is not installed");
        String room = rooms.get(0);
        List<String> said = List.of("one", "two", "three while away", "four while away", "five", "six");
        try (Tmux ann = terminal("ann", room, 1, 0);
                Tmux bob = terminal("bob", room, 2)) {
            ann.await("2 people");
            bob.await("2 people");
            ann.enter(said.get(0));
            bob.await(said.get(0));
            bob.enter(said.get(1));
            ann.await(said.get(1));

            cluster.node(1).kill();
            bob.enter(said.get(2)).enter(said.get(3));
            ann.await("now on ");
            ann.await(
                    "what was said while she was away",
                    screen -> screen.contains(said.get(2)) && screen.contains(said.get(3)));
            ann.enter(said.get(4));
            bob.await(said.get(4));
            bob.enter(said.get(5));

            String end = said.get(5);
            assertThat(texts(ann.await("all of it", screen -> isTaken(screen, end)), said))
                    .isEqualTo(said);
            assertThat(texts(bob.await("all of it", screen -> isTaken(screen, end)), said))
                    .isEqualTo(said);
        }
    }

    private Tmux terminal(String name, String room, int... nodes) {
        String servers = IntStream.of(nodes)
                .mapToObj(node -> "127.0.0.1:" + cluster.node(node).address().getPort())
                .collect(Collectors.joining(" "));
        return Tmux.start(100, 40, ParleyHome.chat(servers, Fresh.nick(name), room));
    }

    private static boolean isTaken(String screen, String text) {
        return screen.contains(text) && !screen.contains("⋯");
    }

    /** Those of the texts that stand at the end of a message on the screen, as often and in the order as they stand there. */
    private static List<String> texts(String screen, List<String> texts) {
        return screen.lines()
                .flatMap(row -> texts.stream().filter(text -> row.contains("  " + text + "  ")))
                .toList();
    }

    private static void startAgain(NodeProcess node) {
        node.start();
        node.awaitReady();
    }

    /** The three people, in all rooms. */
    private final class Trio implements AutoCloseable {
        private final IrcProbe ann;
        private final IrcProbe bob;
        private final IrcProbe eve;

        Trio(int annsNode, int bobsNode, int evesNode) {
            ann = cluster.node(annsNode).connect(Fresh.nick("ann"));
            bob = cluster.node(bobsNode).connect(Fresh.nick("bob"));
            eve = cluster.node(evesNode).connect(Fresh.nick("eve"));
            for (IrcProbe person : List.of(ann, bob, eve)) {
                rooms.forEach(person::join);
            }
            List<LineMatch> evesJoins =
                    rooms.stream().map(room -> by(eve.nick(), "JOIN", room)).toList();
            ann.untilAll(evesJoins);
            bob.untilAll(evesJoins);
        }

        void annAndBobTalk() {
            for (String room : rooms) {
                String text = Fresh.nick("still here");
                ann.say(room, text);
                bob.expect(message(ann.nick(), room, text));
                bob.say(room, "yes, " + text);
                ann.expect(message(bob.nick(), room, "yes, " + text));
            }
        }

        @Override
        public void close() {
            List.of(ann, bob, eve).forEach(IrcProbe::close);
        }
    }
}
