package chat.parley.system;

import static chat.parley.harness.LineMatch.by;
import static chat.parley.harness.LineMatch.fail;
import static chat.parley.harness.LineMatch.message;
import static chat.parley.harness.LineMatch.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.Fresh;
import chat.parley.harness.IrcProbe;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.SharedCluster;
import chat.parley.wire.Numeric;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Peers that do what they should not: each gets its answer, and nobody else notices. */
@ExtendWith(SharedCluster.class)
class RoughPeersTest {
    private final ParleyCluster cluster;

    RoughPeersTest(ParleyCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void aBrowserOnTheIrcPortIsClosed() throws IOException {
        try (Socket browser = new Socket()) {
            browser.connect(cluster.node(0).address());
            browser.getOutputStream().write(bytes("POST / HTTP/1.1\r\nHost: localhost\r\n\r\nNICK evil\r\n"));

            byte[] all = browser.getInputStream().readAllBytes();

            assertThat(new String(all, StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .doesNotContain("evil");
        }
    }

    @Test
    void anOverLongLineIsRefusedAndNotCut() {
        String room = Fresh.room("long");
        try (IrcProbe ann = cluster.node(0).connect(Fresh.nick("ann"))) {
            ann.join(room);

            ann.say(room, "x".repeat(600));
            ann.sayAndWait(room, "short");

            assertThat(ann.everything()).anyMatch(numeric(Numeric.ERR_INPUTTOOLONG)::matches);
            assertThat(ann.heard(room)).containsExactly("short");
        }
    }

    @Test
    void whatIsNotUtf8IsRefusedAndNotPassedOn() {
        String room = Fresh.room("latin");
        try (IrcProbe ann = cluster.node(0).connect(Fresh.nick("ann"));
                IrcProbe bob = cluster.node(1).connect(Fresh.nick("bob"))) {
            ann.join(room);
            bob.join(room);

            ann.send(("PRIVMSG " + room + " :caf\u00e9\r\n").getBytes(StandardCharsets.ISO_8859_1));
            ann.expect(fail("PRIVMSG", "INVALID_UTF8").or(fail("*", "INVALID_UTF8")));
            ann.sayAndWait(room, "caf\u00e9");

            bob.expect(message(ann.nick(), room, "caf\u00e9"));
            assertThat(bob.heard(room)).containsExactly("caf\u00e9");
        }
    }

    @Test
    void whoDoesNotReadIsClosedWhileOthersGoOn() throws IOException {
        String room = Fresh.room("flood");
        String deaf = Fresh.nick("deaf");
        try (IrcProbe ann = cluster.node(0).connect(Fresh.nick("ann"));
                IrcProbe bob = cluster.node(1).connect(Fresh.nick("bob"));
                DeafReader slow = new DeafReader(cluster.node(0), deaf, room, ann.join(room))) {
            bob.join(room);

            int messages =
                    DeafReader.drown(ann, room, () -> bob.everything().stream().anyMatch(by(deaf, "QUIT")::matches));

            assertThat(ann.heard(room)).hasSize(messages);
            ann.sayAndWait(room, "the end");
            bob.expect(message(ann.nick(), room, "the end"));
            assertThat(bob.heard(room)).hasSize(messages + 1);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
