package chat.parley.programs;

import static chat.parley.harness.LineMatch.by;
import static chat.parley.harness.LineMatch.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.IrcProbe;
import chat.parley.harness.LineMatch;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.TextProbe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow, silent and hostile peers of the text programs: each is told so in its own words and closed, and the others notice nothing. */
class HostilePeersTest {
    private static final int CROWD = 5000;

    private static ParleyCluster cluster;
    private IrcProbe ivy;

    @BeforeAll
    static void start() {
        cluster = ParleyCluster.builder()
                .nodes(2)
                .listen("length-header", "address", "prompt", "announce", "sep")
                .config("""
                        parley.times.registration = 15 s
                        parley.text-dialect-defaults.framing.within = 2 s
                        parley.limits.flood.enabled = true
                        """)
                .start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /** Anew for each test: who has said much already is slowed down. */
    @BeforeEach
    void ivyIsHere() {
        ivy = cluster.node(0).connect("ivy").join("#lobby");
    }

    /** Whatever was done to the other node: people still talk. */
    @AfterEach
    void theOthersNoticeNothing() {
        try (TextProbe calm = cluster.node(1).program("announce")) {
            calm.send("calm");
            ivy.expect(by("calm", "JOIN", "#lobby"));
            ivy.say("#lobby", "all well?");
            assertThat(calm.read()).isEqualTo("ivy: all well?");
        }
        ivy.expect(by("calm", "QUIT"));
        ivy.quit("done");
    }

    private TextProbe program(String dialect) {
        return cluster.node(1).program(dialect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "-1", "abc", " 5        hello"})
    void aHeaderThatIsNone(String header) {
        try (TextProbe peer = program("length-header").send(header)) {
            assertThat(String.join("", peer.untilClosed()))
                    .startsWith("1         *")
                    .contains("bytes");
        }
    }

    @Test
    void halfAFrameThenNothing() {
        try (TextProbe peer = program("length-header").send("5         bob")) {
            // Without a name yet: whichever time is over first, this is the shorter one.
            assertThat(String.join("", peer.untilClosed())).contains("Half a message came");
        }
        try (TextProbe peer = program("sep")) {
            ivy.expect(by(peer.addressNick(), "JOIN", "#lobby"));
            peer.send("\u001b[34m[2026-01-31 09:30:00] bob<SEP>hel");
            assertThat(String.join("", peer.untilClosed())).contains("*: Half a message came");
        }
    }

    @Test
    void oneByteAtATimeIsPutTogetherWhereThereIsFraming() {
        try (TextProbe peer = program("length-header")) {
            for (byte each : "3         bob2         hi".getBytes(UTF_8)) {
                peer.send(new byte[] {each});
            }
            ivy.expect(by("bob", "JOIN", "#lobby"));
            ivy.expect(message("bob", "#lobby", "hi"));
        }
        ivy.expect(by("bob", "QUIT"));
    }

    @Test
    void oneByteAtATimeIsAFloodWhereThereIsNone() {
        try (TextProbe peer = program("address")) {
            peer.expect("> Connected to the chat server (2 users online)");
            ivy.expect(by(peer.addressNick(), "JOIN", "#lobby"));
            // Lines within one read are messages of their own here.
            peer.send("x\n".repeat(400));
            assertThat(String.join("", peer.untilClosed())).contains("> Excess Flood");
        }
        ivy.expect(LineMatch.command("QUIT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompt", "announce", "sep", "address"})
    void oneMebibyteWithoutAnEnd(String dialect) {
        try (TextProbe peer = program(dialect)) {
            peer.pour("x".repeat(16 * 1024), 64);
            assertThat(String.join("", peer.untilClosed())).contains("this one does not end");
        }
    }

    @Test
    void textThatIsNotUtf8() {
        try (TextProbe peer = program("prompt").expect("Please enter your username: ")) {
            peer.send(new byte[] {'b', (byte) 0xE9, '\n'});
            assertThat(String.join("", peer.untilClosed())).isEqualTo("Only UTF-8 is understood here\n");
        }
    }

    @Test
    void aNameWithControlCharacters() {
        try (TextProbe peer = program("announce").send("bob\u001b[31m")) {
            assertThat(peer.untilClosed())
                    .containsExactly("This name is not allowed, it has characters that nobody can see.");
        }
    }

    @Test
    @Tag("long")
    void fiveThousandWhoNeverSayAName() {
        List<TextProbe> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                crowd.add(TextProbe.mute(cluster.node(1).address("prompt")));
            }
            ivy.sayAndWait("#lobby", "still talking");
            for (TextProbe each : crowd) {
                each.listen();
                assertThat(String.join("", each.untilClosed()))
                        .startsWith("Please enter your username: ")
                        .endsWith("Registration timeout\n");
            }
        } finally {
            crowd.forEach(TextProbe::close);
        }
    }
}
