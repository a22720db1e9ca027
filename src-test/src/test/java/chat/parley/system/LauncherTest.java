package chat.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.harness.IrcProbe;
import chat.parley.harness.LineMatch;
import chat.parley.harness.ParleyHome;
import chat.parley.harness.Shell;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/parley cluster}: a cluster on this machine by one command, and gone by another. */
class LauncherTest {
    private static final Pattern ADDRESS = Pattern.compile("irc 127\\.0\\.0\\.1:(\\d+)");

    private static final Pattern UP = Pattern.compile("node-1 +up .* (\\d+)\\R?");

    @TempDir
    Path data;

    @AfterEach
    void nothingIsLeftBehind() {
        parley("cluster", "down", "--data", data.toString());
        assertThat(processes()).isEmpty();
    }

    @Test
    void aClusterIsStartedShownAndStopped() {
        Shell.Result up = parley("cluster", "up", "--data", data.toString());
        up.requireSuccess();
        assertThat(up.output()).contains("chat");

        List<InetSocketAddress> addresses = addresses(up.output());
        assertThat(addresses).hasSize(3);
        try (IrcProbe ann = IrcProbe.connect(addresses.get(0), "ann");
                IrcProbe bob = IrcProbe.connect(addresses.get(2), "bob")) {
            ann.join("#launched");
            bob.join("#launched");
            ann.say("#launched", "hello");
            bob.expect(LineMatch.message("ann", "#launched", "hello"));

            Shell.Result status = parley("cluster", "status", "--data", data.toString());
            status.requireSuccess();
            assertThat(status.output()).contains("3/3");

            Shell.Result again = parley("cluster", "up", "--data", data.toString());
            assertThat(again.output()).contains("It runs already");
            assertThat(addresses(again.output())).containsExactlyElementsOf(addresses);

            parley("cluster", "down", "--data", data.toString()).requireSuccess();
            assertThat(ann.untilClosed()).anyMatch(LineMatch.error("")::matches);
        }
        Shell.Result status = parley("cluster", "status", "--data", data.toString());
        assertThat(status.status()).isNotZero();
        assertThat(data.resolve("node-1").resolve("node.log")).content().contains("Up: irc=");
    }

    @Test
    void aNodeThatIsKilledIsStartedAgainUntilItIsToldToStop() {
        parley("cluster", "up", "--nodes", "1", "--data", data.toString()).requireSuccess();
        long killed = process();

        kill(killed);
        await().atMost(60, TimeUnit.SECONDS).until(this::process, now -> now != killed && now != 0);

        kill(process());
        Shell.Result down = parley("cluster", "down", "--data", data.toString()).requireSuccess();
        assertThat(down.output()).contains("node-1 has left");
    }

    @Test
    void aWrongCallIsToldByItsName() {
        assertThat(parley("cluster", "sideways").status()).isEqualTo(2);
        assertThat(parley("fly").status()).isEqualTo(2);
        assertThat(parley("--help").requireSuccess().output()).contains("parley cluster up");
    }

    private static Shell.Result parley(String... arguments) {
        List<String> command = new ArrayList<>(List.of(ParleyHome.launcher().toString()));
        command.addAll(Arrays.asList(arguments));
        return Shell.run(command.toArray(String[]::new));
    }

    private static List<InetSocketAddress> addresses(String output) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        Matcher address = ADDRESS.matcher(output);
        while (address.find()) {
            addresses.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(address.group(1))));
        }
        return addresses;
    }

    /** Of the one node that is up; 0 while it is not. */
    private long process() {
        Matcher row = UP.matcher(
                parley("cluster", "status", "--data", data.toString()).output());
        return row.find() ? Long.parseLong(row.group(1)) : 0;
    }

    private static void kill(long process) {
        ProcessHandle.of(process).orElseThrow().destroyForcibly();
    }

    /** The command lines of all processes that have to do with this test's folder. */
    private List<String> processes() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(data.toString()))
                .toList();
    }
}
