package chat.parley.system;

import static chat.parley.harness.LineMatch.command;
import static chat.parley.harness.LineMatch.message;
import static chat.parley.harness.LineMatch.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.Fresh;
import chat.parley.harness.IrcProbe;
import chat.parley.harness.ParleyCluster;
import chat.parley.wire.Numeric;
import org.junit.jupiter.api.Test;

/** Nothing ends because it is quiet. */
class QuietRoomTest {
    /** Every time-out that could end something quiet is shorter than the quiet; entities' too, should passivation be on. */
    private static final String IMPATIENT = """
            parley.times.ping-after = 1 s
            parley.times.pong-within = 5 s
            parley.times.conversation-idle = 2 s
            pekko.cluster.sharding.passivation.default-idle-strategy.idle-entity.timeout = 1 s
            """;

    private static final int PINGS = 5;

    @Test
    void aQuietRoomAndAQuietConversationOutliveAllTimeOuts() {
        String room = Fresh.room("quiet");
        try (ParleyCluster cluster =
                        ParleyCluster.builder().nodes(2).config(IMPATIENT).start();
                IrcProbe ann = cluster.node(0).connect(Fresh.nick("ann"));
                IrcProbe bob = cluster.node(1).connect(Fresh.nick("bob"))) {
            ann.join(room);
            bob.join(room);
            ann.send("TOPIC " + room + " :silence");
            bob.say(ann.nick(), "psst");
            ann.expect(message(bob.nick(), ann.nick(), "psst"));

            // The server's own questions measure the quiet: one a second.
            for (int i = 0; i < PINGS; i++) {
                bob.expect(command("PING"));
            }

            ann.say(room, "still there?");
            bob.expect(message(ann.nick(), room, "still there?"));
            bob.send("TOPIC " + room);
            bob.expect(numeric(Numeric.RPL_TOPIC, room, "silence"));
            assertThat(bob.names(room)).containsExactlyInAnyOrder("@" + ann.nick(), bob.nick());
            ann.say(bob.nick(), "psst yourself");
            bob.expect(message(ann.nick(), bob.nick(), "psst yourself"));
        }
    }
}
