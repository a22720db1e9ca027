package chat.parley.system;

import static chat.parley.harness.LineMatch.by;
import static chat.parley.harness.LineMatch.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.harness.InspIrcd;
import chat.parley.harness.IrcProbe;
import chat.parley.harness.NgIrcd;
import chat.parley.harness.ParleyHome;
import chat.parley.harness.Tmux;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our client in a terminal, on servers that are not ours: people will point it at them. */
class OtherServersTest {
    @TempDir
    Path folder;

    @BeforeEach
    void tmuxIsThere() {
        assumeTrue(Tmux.isInstalled(), "tmux is not installed");
    }

    @Test
    void ourClientTalksOnInspIrcd() {
        assumeTrue(InspIrcd.isInstalled(), "inspircd is not installed");
        try (InspIrcd server = InspIrcd.start(folder)) {
            talkOn(server.address());
        }
    }

    @Test
    void ourClientTalksOnNgIrcd() {
        assumeTrue(NgIrcd.isInstalled(), "ngircd is not installed");
        try (NgIrcd server = NgIrcd.start(folder)) {
            talkOn(server.address());
        }
    }

    private static void talkOn(InetSocketAddress server) {
        String start = ParleyHome.chat("127.0.0.1:" + server.getPort(), "our", "#den");
        try (IrcProbe ann = IrcProbe.open(server, "ann").register("").join("#den");
                Tmux terminal = Tmux.start(100, 24, start)) {
            ann.expect(by("our", "JOIN", "#den"));

            terminal.enter("hello from us");
            ann.expect(message("our", "#den", "hello from us"));
            terminal.await(
                    "the line, taken by the server",
                    screen -> screen.contains("our  hello from us") && !screen.contains("⋯"));
            ann.say("#den", "hello, our");
            ann.say("our", "psst");
            terminal.await("hello, our");
            terminal.await("a private message in the list", screen -> screen.matches("(?s).*  ann +1 .*"));
            ann.send("TOPIC #den :tea at five");
            terminal.await("the topic", screen -> screen.startsWith(" #den  tea at five"));
            terminal.enter("/whois ann");
            terminal.await("ann is ");
            terminal.press("M-a");
            terminal.await("psst");
            terminal.enter("/quit bye");

            ann.expect(by("our", "QUIT"));
            assertThat(terminal.awaitExit()).isZero();
        }
    }
}
