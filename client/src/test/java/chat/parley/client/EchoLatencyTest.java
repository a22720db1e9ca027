package chat.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.client.ScriptedServer.Peer;
import chat.parley.client.connection.Access;
import chat.parley.client.connection.Dialer;
import chat.parley.client.connection.StsPolicies;
import chat.parley.client.connection.Timing;
import chat.parley.client.model.ChatModel;
import chat.parley.client.model.Preferences;
import chat.parley.client.screen.FullScreen;
import chat.parley.client.screen.Look;
import chat.parley.client.state.InputHistory;
import chat.parley.client.view.Alerts;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How long it takes from a key to its echo while a room is loud: the whole client on a socket and a terminal of this process.
 * The room says everything that a hostile one could. What is shown is asserted; times are printed, with {@code
 * -Dparley.measure=true} for long enough to mean something.
 */
@Timeout(120)
class EchoLatencyTest {
    private static final boolean MEASURES = Boolean.getBoolean("parley.measure");
    private static final int KEYS = MEASURES ? 200 : 20;
    private static final String WIDE = "広".repeat(30);
    private static final List<String> HOSTILE = List.of(
            "\u001b[2J\u001b[H\u001b[?1049l gone",
            "\u001b]0;title\u0007 \u001bP1;1q\u001b\\ \u009b31m \u0090x\u009c",
            "\u202eevil\u2066 \u200fx",
            "e" + "\u0301".repeat(40),
            "👩‍👩‍👧👍🏽🇨🇭☝️".repeat(6),
            "漢字".repeat(60),
            "\u000304,12colour \u0002bold \u001ditalic \u0004ff0000hex",
            "a".repeat(300),
            "alice: " + WIDE);

    private final ScreenTerminal screen;
    private final LineDisciplineTerminal terminal;
    private final ScriptedServer server;
    private final Thread client;
    private final Random random = new Random(1);

    // Mutable state
    private Peer peer;
    private volatile boolean over;

    @SuppressWarnings("NullAway.Init")
    EchoLatencyTest() throws IOException {
        ScreenTerminal.VirtualTerminal virtual = ScreenTerminal.withTerminal("test", "xterm-256color", 80, 24);
        screen = virtual.screen();
        terminal = virtual.terminal();
        server = ScriptedServer.start();
        ChatModel model = new ChatModel(
                List.of(server.address()), "alice", List.of("#lobby"), Preferences.FULL, InstantSource.system());
        FullScreen view = new FullScreen(
                terminal, Look.DEFAULT, Alerts.Settings.of(Map.of()), InputHistory.none(), ZoneOffset.UTC);
        client = new Thread(
                () -> new Loop(model, view, new Dialer(Timing.ATTENDED, Access.OPEN, StsPolicies.none())).run(),
                "client");
    }

    @BeforeEach
    void enter() throws Exception {
        client.start();
        peer = server.welcome("alice").admit("alice", "#lobby", "alice eve " + WIDE);
        awaitLastRow("alice ›");
    }

    @AfterEach
    void leave() throws Exception {
        over = true;
        server.close();
        terminal.processInputBytes("\u0003".getBytes(UTF_8));
        client.join();
    }

    @Test
    void typingIsSmoothWhileALoudRoomGoesOn() throws Exception {
        Thread flood = new Thread(() -> flood(1_000), "flood");
        flood.start();

        report("1000 lines a second", pressKeys());
        over = true;
        flood.join();
        say("the end of it");
        awaitRow("the end of it");
    }

    @Test
    void tenThousandLinesAtOnceAreShownRight() throws Exception {
        long began = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            say(hostile());
        }
        say("the end of it");
        awaitRow("the end of it");

        System.out.printf("10000 lines at once: on the screen after %d ms%n", (System.nanoTime() - began) / 1_000_000);
        String[] rows = rows();
        assertThat(rows[0]).startsWith(" #lobby");
        assertThat(rows[2]).startsWith("▸ #lobby");
        assertThat(rows[22]).startsWith(" ● 127.0.0.1");
        for (int row = 1; row < 22; row++) {
            assertThat(rows[row].indexOf('│')).as("row %d: %s", row, rows[row]).isEqualTo(16);
        }
    }

    private double[] pressKeys() throws Exception {
        double[] millis = new double[KEYS];
        StringBuilder typed = new StringBuilder();
        for (int i = 0; i < KEYS; i++) {
            typed.append((char) ('a' + random.nextInt(26)));
            if (typed.length() > 40) {
                typed.setLength(0);
                terminal.processInputBytes("\u0015".getBytes(UTF_8));
                typed.append('x');
            }
            long began = System.nanoTime();
            terminal.processInputBytes(typed.substring(typed.length() - 1).getBytes(UTF_8));
            awaitLastRow("alice › " + typed);
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        return millis;
    }

    private static void report(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                "%s: key to echo median %.1f ms, 99%% %.1f ms, longest %.1f ms (%d keys)%n",
                what,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1],
                millis.length);
    }

    private void flood(int linesASecond) {
        long began = System.nanoTime();
        try {
            for (long i = 0; !over; i++) {
                long dueNanos = began + i * 1_000_000_000L / linesASecond - System.nanoTime();
                if (dueNanos > 0) {
                    TimeUnit.NANOSECONDS.sleep(dueNanos);
                }
                say(hostile());
            }
        } catch (IOException | InterruptedException e) {
            over = true;
        }
    }

    private String hostile() {
        return HOSTILE.get(random.nextInt(HOSTILE.size()));
    }

    private void say(String text) throws IOException {
        peer.send(":" + (random.nextBoolean() ? "eve" : WIDE) + "!x@h PRIVMSG #lobby :" + text);
    }

    private void awaitLastRow(String beginning) throws InterruptedException {
        while (!rows()[23].startsWith(beginning)) {
            screen.waitDirty(2);
        }
    }

    private void awaitRow(String part) throws InterruptedException {
        while (Arrays.stream(rows()).noneMatch(row -> row.contains(part))) {
            screen.waitDirty(2);
        }
    }

    private String[] rows() {
        String[] rows = screen.toString().split("\n", -1);
        return rows;
    }
}
