package chat.parley.system;

import static chat.parley.harness.LineMatch.by;
import static chat.parley.harness.LineMatch.command;
import static chat.parley.harness.LineMatch.message;
import static chat.parley.harness.LineMatch.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.Fresh;
import chat.parley.harness.IrcProbe;
import chat.parley.harness.LineMatch;
import chat.parley.harness.NodeProcess;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.SharedCluster;
import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A name is held once in the whole network, and its changes are told once. */
@ExtendWith(SharedCluster.class)
class NameTest {
    private static final LineMatch TAKEN = numeric(Numeric.ERR_NICKNAMEINUSE);

    private final ParleyCluster cluster;

    NameTest(ParleyCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void ofThreeWhoClaimANameAtOnceOneGetsIt() {
        List<IrcProbe> rivals = onEveryNode("rival");
        for (int round = 0; round < 15; round++) {
            String prize = Fresh.nick("prize");
            rivals.forEach(rival -> rival.send("NICK " + prize));

            List<Line> answers = rivals.stream()
                    .map(rival -> rival.expect(command("NICK").or(TAKEN)))
                    .toList();

            assertThat(answers).filteredOn(command("NICK")::matches).hasSize(1);
        }
        rivals.forEach(IrcProbe::close);
    }

    @Test
    void ofThreeWhoRegisterUnderANameAtOnceOneIsWelcome() {
        for (int round = 0; round < 10; round++) {
            String prize = Fresh.nick("first");
            List<IrcProbe> rivals = new ArrayList<>();
            for (NodeProcess node : cluster.nodes()) {
                rivals.add(IrcProbe.open(node.address(), prize));
            }
            rivals.forEach(rival -> rival.send("NICK " + prize));
            rivals.forEach(rival -> rival.send("USER rival 0 * :a rival"));

            List<Line> answers = rivals.stream()
                    .map(rival -> rival.expect(numeric(Numeric.RPL_WELCOME).or(TAKEN)))
                    .toList();

            assertThat(answers)
                    .filteredOn(numeric(Numeric.RPL_WELCOME)::matches)
                    .hasSize(1);
            rivals.forEach(IrcProbe::close);
        }
    }

    @Test
    void aNameIsFreeOnEveryNodeOnceItsHolderHasReadTheFarewell() {
        String name = Fresh.nick("heir");

        for (int round = 0; round < 30; round++) {
            cluster.node(round % cluster.nodes().size()).connect(name).quit("yours");
        }
    }

    @Test
    void whoSharesThreeRoomsSeesOneChangeOfNameAndNothingOfTheNewNameBefore() {
        List<String> rooms = List.of(Fresh.room("a"), Fresh.room("b"), Fresh.room("c"));
        List<IrcProbe> others = onEveryNode("witness");
        IrcProbe ann = cluster.node(0).connect(Fresh.nick("ann"));
        others.forEach(other -> rooms.forEach(other::join));
        rooms.forEach(ann::join);
        String old = ann.nick();
        String now = Fresh.nick("anna");

        for (int i = 0; i < 60; i++) {
            ann.say(rooms.get(i % 3), "as ann " + i);
        }
        ann.send("NICK " + now);
        for (int i = 0; i < 60; i++) {
            ann.say(rooms.get(i % 3), "as anna " + i);
        }

        for (IrcProbe other : others) {
            rooms.forEach(room -> other.expect(by(old, "JOIN", room)));
            List<Line> before = other.until(by(old, "NICK", now));
            assertThat(before).filteredOn(by(old, "PRIVMSG")::matches).hasSize(60);
            assertThat(before).noneMatch(line -> now.equals(LineMatch.nickOf(line)));
            List<Line> after = other.untilAll(List.of(
                    message(now, rooms.get(0), "as anna 57"),
                    message(now, rooms.get(1), "as anna 58"),
                    message(now, rooms.get(2), "as anna 59")));
            assertThat(after).noneMatch(line -> Objects.equals(old, LineMatch.nickOf(line)));
            assertThat(after).filteredOn(by(now, "PRIVMSG")::matches).hasSize(60);
            assertThat(other.names(rooms.get(0))).contains(now).doesNotContain(old);
        }
        others.forEach(IrcProbe::close);
        ann.close();
    }

    @Test
    void whoSharesThreeRoomsSeesOneQuitAfterEverythingThatWasSaid() {
        List<String> rooms = List.of(Fresh.room("a"), Fresh.room("b"), Fresh.room("c"));
        List<IrcProbe> others = onEveryNode("witness");
        IrcProbe ann = cluster.node(0).connect(Fresh.nick("ann"));
        others.forEach(other -> rooms.forEach(other::join));
        rooms.forEach(ann::join);

        for (int i = 0; i < 30; i++) {
            ann.say(rooms.get(i % 3), "bye " + i);
        }
        ann.quit("bye");

        for (IrcProbe other : others) {
            List<Line> before = other.until(by(ann.nick(), "QUIT"));
            assertThat(before).filteredOn(by(ann.nick(), "PRIVMSG")::matches).hasSize(30);
            assertThat(other.sync()).noneMatch(line -> Objects.equals(ann.nick(), LineMatch.nickOf(line)));
        }
        others.forEach(IrcProbe::close);
    }

    private List<IrcProbe> onEveryNode(String name) {
        return cluster.nodes().stream()
                .map(node -> node.connect(Fresh.nick(name)))
                .toList();
    }
}
