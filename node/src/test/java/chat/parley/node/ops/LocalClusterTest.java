package chat.parley.node.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.node.config.ConfigReader;
import chat.parley.node.config.ConfigSource;
import chat.parley.node.config.HostPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What "cluster up" leaves for "status" and "down" to find. */
class LocalClusterTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenIsFoundAgain() throws Exception {
        var cluster = LocalCluster.of(folder.resolve("a b"), List.of(6667, 6669), List.of(7355, 7356));
        cluster.write();

        assertThat(LocalCluster.read(folder.resolve("a b"))).isEqualTo(cluster);
        assertThat(cluster.isRunning()).isFalse();
    }

    @Test
    void eachNodeGetsAConfigurationThatItCanRead() throws Exception {
        var cluster = LocalCluster.of(folder.resolve("a \"b\""), List.of(6667, 6668, 6669), List.of(1, 2, 3));
        cluster.write();

        var second = cluster.nodes().get(1);
        var config =
                ConfigReader.read(ConfigSource.load(Map.of(), second.folder().resolve("node.conf")));
        assertThat(config.serverName()).isEqualTo("node-2.parley.localhost");
        assertThat(config.log().file()).isEqualTo(second.log().toString());
        assertThat(config.others()).containsExactly(new HostPort("127.0.0.1", 6667), new HostPort("127.0.0.1", 6669));
    }

    @Test
    void anEmptyFolderHasNoCluster() throws Exception {
        assertThat(LocalCluster.read(folder).nodes()).isEmpty();
    }

    @Test
    void aFileThatSomebodyHasSpoiltIsNamed() throws Exception {
        Files.writeString(folder.resolve("cluster.conf"), "nodes = [{ name = node-1 }]");

        assertThatThrownBy(() -> LocalCluster.read(folder))
                .isInstanceOf(ExitStatus.Failure.class)
                .hasMessageContaining("cluster.conf cannot be read");
    }

    @Test
    void aNodesStatusCrossesTheSocketAsOneLine() throws Exception {
        var status = new NodeStatus(
                "up",
                "node-1.parley.localhost",
                42,
                "127.0.0.1:7355",
                "/data",
                List.of("irc=127.0.0.1:6667"),
                3,
                2,
                List.of(
                        new NodeStatus.MemberStatus("127.0.0.1:7355", "Up", true),
                        new NodeStatus.MemberStatus("127.0.0.1:7356", "Up", false)));

        assertThat(status.toJson()).doesNotContain("\n");
        assertThat(NodeStatus.parse(status.toJson())).isEqualTo(status);
        assertThat(status.membersUp()).isEqualTo(1);
    }

    @Test
    void aFolderHasOneUserAtATime() throws Exception {
        try (var first = DataLock.take(folder, "take another")) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> DataLock.take(folder, "take another"))
                    .isInstanceOf(ExitStatus.Failure.class)
                    .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()))
                    .hasMessageContaining("take another");
        }
        DataLock.take(folder, "").close();
    }
}
