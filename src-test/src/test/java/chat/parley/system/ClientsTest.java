package chat.parley.system;

import static chat.parley.harness.LineMatch.by;
import static chat.parley.harness.LineMatch.command;
import static chat.parley.harness.LineMatch.message;
import static chat.parley.harness.LineMatch.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.harness.Fresh;
import chat.parley.harness.IrcProbe;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.ParleyHome;
import chat.parley.harness.SharedCluster;
import chat.parley.harness.Shell;
import chat.parley.harness.Tmux;
import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The clients that people use, in real terminals: each on a node of its own, in one room with Ann on another. */
@ExtendWith(SharedCluster.class)
class ClientsTest {
    private static final int COLUMNS = 100;
    private static final int ROWS = 30;

    @TempDir
    Path home;

    private final ParleyCluster cluster;
    private final String room = Fresh.room("clients");
    private final IrcProbe ann;

    ClientsTest(ParleyCluster cluster) {
        this.cluster = cluster;
        this.ann = cluster.node(0).connect(Fresh.nick("ann"));
        ann.join(room);
    }

    @AfterEach
    void annLeaves() {
        ann.close();
    }

    @Test
    void irssiJoinsAndTalks() {
        assumeTrue(Tmux.isInstalled() && Shell.has("irssi"), "tmux or irssi is not installed");
        String nick = Fresh.nick("irssi");
        String start = "irssi --home=%s -c 127.0.0.1 -p %d -n %s".formatted(home, port(1), nick);
        try (Tmux terminal = Tmux.start(COLUMNS, ROWS, start)) {
            terminal.await("Welcome to");
            terminal.enter("/join " + room);
            ann.expect(by(nick, "JOIN", room));
            terminal.await(room);

            terminal.enter("hello from irssi");
            ann.expect(message(nick, room, "hello from irssi"));
            ann.say(room, "hello to irssi");
            terminal.await("hello to irssi");
            terminal.enter("/quit bye");

            ann.expect(by(nick, "QUIT"));
        }
    }

    /** Without a screen and without a keyboard: it says what it was told to say on connecting, and writes down what it hears. */
    @Test
    void weechatJoinsAndTalks() throws IOException {
        assumeTrue(Shell.has("weechat-headless"), "weechat-headless is not installed");
        String nick = Fresh.nick("weechat");
        Process weechat = new ProcessBuilder(
                        "weechat-headless",
                        "--dir",
                        home.toString(),
                        "--run-command",
                        "/set logger.file.flush_delay 0",
                        "--run-command",
                        "/server add parley 127.0.0.1/%d -nicks=%s -autojoin=%s".formatted(port(2), nick, room),
                        "--run-command",
                        "/set irc.server.parley.command \"/msg %s hello from weechat\"".formatted(ann.nick()),
                        "--run-command",
                        "/connect parley")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output").toFile())
                .start();
        try {
            ann.expect(message(nick, ann.nick(), "hello from weechat"));
            ann.expect(by(nick, "JOIN", room));
            ann.say(room, "hello to weechat");
            awaitLog("hello to weechat");

            weechat.destroy();

            ann.expect(by(nick, "QUIT"));
        } finally {
            weechat.destroyForcibly();
        }
    }

    @Test
    void ourClientJoinsAndTalksInATerminal() {
        assumeTrue(Tmux.isInstalled(), "tmux is not installed");
        String nick = Fresh.nick("us");
        try (Tmux terminal = startOurs(nick)) {
            ann.expect(by(nick, "JOIN", room));

            terminal.enter("hello from us");
            ann.expect(message(nick, room, "hello from us"));
            terminal.await(
                    "the line, taken by the server",
                    screen -> screen.contains(nick + "  hello from us") && !screen.contains("⋯"));
            ann.say(room, "hello to you");
            terminal.await("hello to you");
            terminal.enter("q");

            ann.expect(by(nick, "QUIT"));
            assertThat(terminal.awaitExit()).isZero();
        }
    }

    /** On the second node. */
    private Tmux startOurs(String nick) {
        return Tmux.start(COLUMNS, ROWS, ParleyHome.chat("127.0.0.1:" + port(1), nick, room));
    }

    /** IRCv3 read-marker: with another device on another node, under the same name. */
    @Test
    void ourClientTellsHowFarOneHasRead() {
        assumeTrue(Tmux.isInstalled(), "tmux is not installed");
        String nick = Fresh.nick("us");
        try (Tmux terminal = startOurs(nick)) {
            ann.expect(by(nick, "JOIN", room));
            ann.say(room, "have you read this?");
            Line said = ann.expect(message(ann.nick(), room, "have you read this?"));
            terminal.await("have you read this?");
            terminal.enter("/quit");
            String left = timeOf(ann.expect(by(nick, "QUIT")));
            assertThat(terminal.awaitExit()).isZero();

            try (IrcProbe phone = IrcProbe.open(cluster.node(2).address(), nick)) {
                phone.register("draft/read-marker").send("JOIN " + room);
                assertThat(phone.expect(command("MARKREAD")).params().get(1)).isBetween(timeOf(said), left);
                phone.expect(numeric(Numeric.RPL_ENDOFNAMES, room));
            }
        }
    }

    /** IRCv3 read-marker, chathistory and soju.im/search: a phone was here before, under the same name. */
    @Test
    void ourClientKnowsWhatWasReadElsewhereAndFindsWhatWasSaid() {
        assumeTrue(Tmux.isInstalled(), "tmux is not installed");
        String nick = Fresh.nick("us");
        String den = Fresh.room("den");
        ann.say(room, "the kettle is on");
        Line said = ann.expect(message(ann.nick(), room, "the kettle is on"));
        try (IrcProbe phone = IrcProbe.open(cluster.node(2).address(), nick)) {
            phone.register("draft/read-marker").join(room).send("MARKREAD " + room + " " + timeOf(said));
            phone.expect(command("MARKREAD"));
            phone.quit("out of power");
            ann.expect(by(nick, "QUIT"));
        }
        ann.say(room, "come and see");
        ann.say(room, "the tea is green");

        String start = ParleyHome.chat("127.0.0.1:" + port(1), nick, den) + " --room '" + room + "'";
        try (Tmux terminal = Tmux.start(COLUMNS, ROWS, start)) {
            terminal.await("what is new", screen -> screen.matches("(?s).* " + room + " +2 .*"));
            terminal.press("M-a");
            terminal.await(
                    "where one stopped", screen -> screen.matches("(?s).*the kettle is on.* new .*come and see.*"));
            // The index is filled behind: who has found nothing asks again.
            Awaitility.await()
                    .atMost(IrcProbe.PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        boolean found = terminal.screen().contains("▸ found: kettle");
                        if (!found) {
                            terminal.enter("/search kettle");
                        }
                        return found;
                    });
            terminal.await("the kettle is on");
            terminal.enter("q");
            ann.expect(by(nick, "QUIT"));
        }
    }

    private static String timeOf(Line line) {
        return "timestamp=" + line.tags().get("time");
    }

    @Test
    void ourClientSaysWhatComesThroughAPipe() {
        String nick = Fresh.nick("pipe");

        Shell.Result chat = Shell.run(
                Map.of(),
                "one\ntwo\n",
                ParleyHome.clientLauncher().toString(),
                "chat",
                "127.0.0.1:" + port(2),
                "--nick",
                nick,
                "--room",
                room);

        chat.requireSuccess();
        ann.expect(message(nick, room, "one"));
        ann.expect(message(nick, room, "two"));
        ann.expect(by(nick, "QUIT"));
        assertThat(chat.output()).contains("[You] one", "[You] two").doesNotContain("\u001b");
    }

    private int port(int node) {
        return cluster.node(node).address().getPort();
    }

    private void awaitLog(String text) {
        Awaitility.await()
                .atMost(IrcProbe.PATIENCE)
                .until(() -> Shell.run("grep", "-rq", text, home.resolve("logs").toString())
                                .status()
                        == 0);
    }
}
