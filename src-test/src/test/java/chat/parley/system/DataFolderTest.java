package chat.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.harness.Folders;
import chat.parley.harness.ParleyCluster;
import chat.parley.harness.ParleyHome;
import chat.parley.harness.Ports;
import chat.parley.harness.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nodes that share what they must not, or do not share what they must, refuse to start and say what to do. */
class DataFolderTest {
    private static final Pattern CLUSTER = Pattern.compile("\"cluster\":\"([^\"]+)\"");

    private static ParleyCluster cluster;

    @BeforeAll
    static void startCluster() {
        cluster = ParleyCluster.builder().nodes(1).start();
    }

    @AfterAll
    static void endCluster() {
        cluster.close();
    }

    @Test
    void aFolderThatAnotherLivingClusterUsesIsRefused() throws Exception {
        Shell.Result refused = node(cluster.data(), List.of());

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.output())
                .contains("is in use by another cluster: process "
                        + cluster.node(0).pid())
                .contains("--join " + clusterAddress());
    }

    @Test
    void aNodeWithAnotherStoreIsNotLetIn() throws Exception {
        Path other = Files.createTempDirectory("parley-");
        try {
            Shell.Result refused = node(other, List.of(clusterAddress()));

            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.output()).contains("cannot join: the cluster has another store");
        } finally {
            Folders.remove(other);
        }
    }

    private static String clusterAddress() throws Exception {
        var found = CLUSTER.matcher(cluster.node(0).ask("status"));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** Runs one until it ends by itself. */
    private static Shell.Result node(Path data, List<String> join) {
        String port = String.valueOf(Ports.free());
        List<String> command = new ArrayList<>(List.of(ParleyHome.nodeLauncher().toString(), "node"));
        Collections.addAll(command, "--port", port, "--data", data.toString());
        Collections.addAll(command, "--listen", "irc=127.0.0.1:" + Ports.free());
        join.forEach(seed -> Collections.addAll(command, "--join", seed));
        if (!join.isEmpty()) {
            Collections.addAll(command, "--join", "127.0.0.1:" + port);
        }
        return Shell.run(command.toArray(String[]::new));
    }
}
