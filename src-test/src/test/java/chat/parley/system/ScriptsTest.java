package chat.parley.system;

import static chat.parley.harness.LineMatch.by;
import static chat.parley.harness.LineMatch.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.harness.Fresh;
import chat.parley.harness.IrcProbe;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.ParleyHome;
import chat.parley.harness.SharedCluster;
import chat.parley.harness.Shell;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands for scripts, as a shell runs them. Ann is in the room all the time. */
@ExtendWith(SharedCluster.class)
class ScriptsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ParleyCluster cluster;
    private final String room = Fresh.room("scripts");
    private IrcProbe ann;

    @TempDir
    Path folder;

    ScriptsTest(ParleyCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void annComes() {
        ann = cluster.node(0).connect(Fresh.nick("ann"));
        ann.join(room);
    }

    @AfterEach
    void annLeaves() {
        ann.close();
    }

    @Test
    void aPipeIsSaidAndReadOnAnotherNode() {
        assumeTrue(Shell.has("jq"), "jq is not installed");
        String nick = Fresh.nick("cron");

        parley("printf 'one\\n\\ntwo \"2\"\\nthree\\n' | $PARLEY say -s %s -n %s '%s'"
                .formatted(address(1), nick, room));

        for (String text : List.of("one", "two \"2\"", "three")) {
            ann.expect(message(nick, room, text));
        }
        assertThat(parley("$PARLEY tail -s %s '%s' --since 1h --json | jq -r .text".formatted(address(2), room)))
                .containsExactly("one", "two \"2\"", "three");
        assertThat(parley("$PARLEY rooms -s %s".formatted(address(2)))).anyMatch(line -> line.contains(room));
        assertThat(run("$PARLEY say -s %s -n %s '%s' no".formatted(address(1), ann.nick(), room))
                        .status())
                .as("a nick that is taken")
                .isEqualTo(4);
        assertThat(run("$PARLEY tail -s 127.0.0.1:1 '%s'".formatted(room)).status())
                .as("no server there")
                .isEqualTo(3);
    }

    @Test
    void aPipeAndAFollowerGoOnWhenTheirNodeIsKilled() throws Exception {
        String nick = Fresh.nick("cron");
        Path written = folder.resolve("written");
        String reader = Fresh.nick("tail");
        Process follower = start("exec $PARLEY tail -s %s -s %s '%s' -l 0 --follow -n %s > %s"
                .formatted(address(1), address(0), room, reader, written));
        ann.expect(by(reader, "JOIN", room));
        Process pipe = start("exec $PARLEY say -s %s -s %s -n %s '%s'".formatted(address(1), address(2), nick, room));
        try (OutputStream lines = pipe.getOutputStream()) {
            say(lines, 1, 5);
            for (int i = 1; i <= 5; i++) {
                ann.expect(message(nick, room, "line " + i));
            }

            cluster.node(1).kill();
            say(lines, 6, 10);
        }

        assertThat(pipe.waitFor()).isZero();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.readAllLines(written))
                        .extracting(line -> line.replaceFirst(".*> ", ""))
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, 10)
                                .mapToObj(i -> "line " + i)
                                .toList()));
        follower.destroy();
        ann.expect(by(reader, "QUIT"));
        assertThat(follower.waitFor()).as("ended by SIGTERM").isEqualTo(128 + 15);
    }

    private static void say(OutputStream lines, int first, int last) throws Exception {
        for (int i = first; i <= last; i++) {
            lines.write(("line " + i + "\n").getBytes(UTF_8));
            lines.flush();
        }
    }

    private String address(int node) {
        return "127.0.0.1:" + cluster.node(node).address().getPort();
    }

    private List<String> parley(String command) {
        return run(command).requireSuccess().output().lines().toList();
    }

    private Shell.Result run(String command) {
        return Shell.run(environment(), "", "sh", "-c", command);
    }

    private Process start(String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().putAll(environment());
        return builder.start();
    }

    private Map<String, String> environment() {
        return Map.of("PARLEY", ParleyHome.clientLauncher().toString(), "XDG_CONFIG_HOME", folder.toString());
    }
}
