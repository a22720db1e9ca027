package chat.parley.harness;

import static chat.parley.harness.LineMatch.by;
import static chat.parley.harness.LineMatch.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe speaks IRC and not only Parley's: here it talks to InspIRCd. */
class IrcProbeTest {
    @TempDir
    static Path folder;

    private static InspIrcd server;

    @BeforeAll
    static void startPeer() {
        assumeTrue(InspIrcd.isInstalled(), "InspIRCd is not installed");
        server = InspIrcd.start(folder);
    }

    @AfterAll
    static void endPeer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void twoPeopleTalk() {
        try (IrcProbe ann = connect("ann");
                IrcProbe bob = connect("bob")) {
            ann.join("#peer");
            bob.join("#peer");
            ann.expect(by("bob", "JOIN", "#peer"));

            ann.sayAndWait("#peer", "hello");

            bob.expect(message("ann", "#peer", "hello"));
            assertThat(bob.names("#peer")).containsExactlyInAnyOrder("@ann", "bob");
            assertThat(bob.heard("#peer")).containsExactly("hello");
            bob.quit("that was all");
            ann.expect(by("bob", "QUIT"));
        }
    }

    @Test
    void whatDidNotComeIsKnownFromAnAnswer() {
        try (IrcProbe ann = connect("ann2")) {
            ann.join("#alone");

            assertThat(ann.sync()).noneMatch(message("bob", "#alone", "hello")::matches);
        }
    }

    @Test
    void aLineThatDoesNotComeIsToldWithWhatCameInstead() {
        try (IrcProbe ann = connect("ann3")) {
            ann.send("VERSION");

            assertThatThrownBy(() -> ann.until(message("bob", "#nowhere", "hello"), Duration.ofMillis(300)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("ann3 expected PRIVMSG from bob #nowhere hello within")
                    .hasMessageContaining("InspIRCd");
        }
    }

    private static IrcProbe connect(String nick) {
        return IrcProbe.open(server.address(), nick).register("message-tags server-time echo-message");
    }
}
