package chat.parley.system;

import static chat.parley.harness.LineMatch.message;
import static chat.parley.harness.LineMatch.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.Fresh;
import chat.parley.harness.IrcProbe;
import chat.parley.harness.NodeProcess;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.SharedCluster;
import chat.parley.wire.Numeric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All nodes are killed at once, and nothing is lost: they share a store. */
@ExtendWith(SharedCluster.class)
class RestartTest {
    private final ParleyCluster cluster;

    RestartTest(ParleyCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void aRoomIsAsItWasThoughEveryNodeWasKilled() {
        String room = Fresh.room("kept");
        String nick = Fresh.nick("ann");
        try (IrcProbe ann = cluster.node(0).connect(nick);
                IrcProbe bob = cluster.node(1).connect(Fresh.nick("bob"))) {
            ann.join(room);
            bob.join(room);
            ann.send("TOPIC " + room + " :what was acknowledged is kept");
            ann.sayAndWait(room, "before");
            bob.expect(message(nick, room, "before"));
        }
        cluster.nodes().forEach(NodeProcess::kill);
        cluster.nodes().forEach(NodeProcess::start);
        cluster.nodes().forEach(NodeProcess::awaitReady);

        try (IrcProbe carol = IrcProbe.open(cluster.node(2).address(), Fresh.nick("carol"))
                        .register(IrcProbe.USUAL_CAPABILITIES + " draft/chathistory");
                IrcProbe ann = cluster.node(1).connect(nick)) {
            carol.join(room);
            ann.join(room);
            carol.send("TOPIC " + room);
            carol.expect(numeric(Numeric.RPL_TOPIC, room, "what was acknowledged is kept"));
            assertThat(carol.names(room)).containsExactlyInAnyOrder(carol.nick(), "@" + nick);
            carol.send("CHATHISTORY LATEST " + room + " * 10");
            carol.expect(message(nick, room, "before"));
        }
    }
}
