package chat.parley.node.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chat.parley.node.config.NodeConfig.Listen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator writes, and what a node makes of it. */
class ConfigReaderTest {
    @Test
    void withoutAWordANodeIsAWholeServerOnLoopback() throws Exception {
        var config = NodeConfig.ofText("");

        assertThat(config.listeners()).containsExactly(new Listen("irc", "127.0.0.1", 6667));
        assertThat(config.cluster().address()).isEqualTo(new HostPort("127.0.0.1", 7355));
        assertThat(config.cluster().isFirstSeed()).isTrue();
        assertThat(config.serverName()).isEqualTo("node-7355.parley.localhost");
        assertThat(config.data().toString()).endsWith("/parley/node-7355");
        assertThat(config.password().isSet()).isFalse();
    }

    @Test
    void eachValueGoesWhereItBelongs() throws Exception {
        var config = NodeConfig.ofText("""
            parley {
              limits { send-queue = 16 MiB, connections-per-address = 0, flood.enabled = false }
              times.retry-deadline = 10 s
              motd = ["Welcome.", "Be kind."]
              operators = [{ name = root, password-hash = "pbkdf2:1:c2FsdA==:aGFzaA==" }]
              cluster { port = 7400, join = ["127.0.0.1:7355", "[::1]:7400"] }
            }
            """);

        assertThat(config.limits().sendQueueBytes()).isEqualTo(16 << 20);
        assertThat(config.limits().connectionsPerAddress()).isZero();
        assertThat(config.flood().enabled()).isFalse();
        assertThat(config.times().retryDeadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.motd()).containsExactly("Welcome.", "Be kind.");
        assertThat(config.operators())
                .extracting(NodeConfig.OperatorAccount::name)
                .containsExactly("root");
        assertThat(config.cluster().isFirstSeed()).isFalse();
        assertThat(config.cluster().join()).containsExactly(new HostPort("127.0.0.1", 7355), new HostPort("::1", 7400));
    }

    @Test
    void allFaultsAreToldAtOnceEachWithItsPath() {
        assertThat(faultsOf("""
            parley {
              server-name = "localhost"
              listen = ["6667"]
              limits { send-queue = lots, pending-requests = 0 }
              times.claim = 20 m
              history.store = mysql
            }
            """))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault)
                                .startsWith("parley.server-name (")
                                .contains("with a dot in it"),
                        fault -> assertThat(fault).startsWith("parley.listen (").contains("irc=127.0.0.1:6667"),
                        fault -> assertThat(fault)
                                .startsWith("parley.limits.send-queue (")
                                .contains("\"lots\" is not a size"),
                        fault -> assertThat(fault)
                                .startsWith("parley.limits.pending-requests (")
                                .contains("1 to 1000000"),
                        fault -> assertThat(fault)
                                .startsWith("parley.times.claim (")
                                .contains("out of range: 50 ms to 10 m"),
                        fault -> assertThat(fault)
                                .startsWith("parley.history.store (")
                                .contains("none of memory, sqlite, postgresql"));
    }

    @Test
    void aMisspeltKeyIsAFaultWithAGuess() {
        assertThat(faultsOf("parley.limits.flod.enabled = false"))
                .singleElement()
                .asString()
                .startsWith("parley.limits.flod (")
                .contains("did you mean parley.limits.flood?");
        assertThat(faultsOf("parly.server-name = \"irc.example.org\""))
                .singleElement()
                .asString()
                .contains("did you mean parley?");
        assertThat(faultsOf("parley.limits.zzzzzzzz = 1"))
                .singleElement()
                .asString()
                .contains("known here: away, ");
        assertThat(faultsOf("parley.limits = 7"))
                .anySatisfy(fault -> assertThat(fault).contains("a section, not a value"));
    }

    @Test
    void aNodeMustNoticeItsSleepBeforeOthersCanTakeOver() {
        assertThat(faultsOf("parley.cluster.asleep-after = 6 s"))
                .anySatisfy(fault ->
                        assertThat(fault).contains("shortest take-over time").contains("5000 ms"));
        assertThat(faultsOf("pekko.cluster.split-brain-resolver.stable-after = 1 s"))
                .anySatisfy(fault -> assertThat(fault).contains("a minority serves on"));
    }

    @Test
    void aStreamMustNotAskForMoreBeforeTheSocketHasTakenEverything() {
        assertThat(faultsOf("pekko.stream.materializer.io.tcp { coalesce-writes = 0, write-buffer-size = 1024 }"))
                .anySatisfy(
                        fault -> assertThat(fault).contains("coalesce-writes").contains("must be 1"))
                .anySatisfy(
                        fault -> assertThat(fault).contains("write-buffer-size").contains("must be 1"));
    }

    @Test
    void theCommandLineWinsOverTheFileAndTheFileOverTheDefaults(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("parley.conf"), """
            parley { network-name = Example, cluster.port = 7500 }
            pekko.cluster.gossip-interval = 700 ms
            """);

        var source = ConfigSource.load(Map.of("parley.cluster.port", 7600, "parley.data", folder.toString()), file);
        var config = ConfigReader.read(source);

        assertThat(config.networkName()).isEqualTo("Example");
        assertThat(config.cluster().address().port()).isEqualTo(7600);
        assertThat(config.data()).isEqualTo(folder);
        var system = source.forActorSystem(config);
        assertThat(system.getInt("pekko.remote.artery.canonical.port")).isEqualTo(7600);
        assertThat(system.getString("pekko.actor.provider")).isEqualTo("cluster");
        assertThat(system.getDuration("pekko.cluster.gossip-interval")).isEqualTo(Duration.ofMillis(700));
        assertThat(system.getDuration("pekko.cluster.down-removal-margin")).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> ConfigSource.load(Map.of(), folder.resolve("none.conf")))
                .isInstanceOf(ConfigFaults.class)
                .hasMessageContaining("none.conf");
    }

    @Test
    void fivePresetsAreThereWithoutAWord() throws Exception {
        var presets = NodeConfig.ofText("").textDialects();

        assertThat(presets).containsOnlyKeys("address", "announce", "length-header", "prompt", "sep");
        assertThat(requireNonNull(presets.get("sep")).colours()).hasSize(15).doesNotHaveDuplicates();
        assertThat(presets.values()).allMatch(preset -> preset.room().text().equals("#lobby"));
    }

    @Test
    void aSixthPresetTakesFromTheDefaultsWhatItLeavesOut() throws Exception {
        var config = NodeConfig.ofText("""
                parley.text-dialects.shout { room = "#loud", words.said = "{name}!!! {text}\\n" }
                """);
        var sixth = requireNonNull(config.textDialects().get("shout"));

        assertThat(sixth.room().text()).isEqualTo("#loud");
        assertThat(sixth.username()).isEqualTo("shout");
        assertThat(sixth.framing().kind()).isEqualTo(TextPreset.Framing.Kind.LINE);
    }

    @Test
    void allFaultsOfAPresetAreToldEachWithItsPath() {
        assertThat(faultsOf("""
            parley.text-dialects {
              shout {
                room = loud
                framing { kind = morse, end-mark = ["x"], max = 1 }
                naming.from = asked
                words.said = "{nick}: {text}"
                colours = ["red"]
              }
              irc { }
              bare = 7
            }
            """))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault)
                                .startsWith("parley.text-dialects.shout.room (")
                                .contains("a room name is #"),
                        fault -> assertThat(fault)
                                .startsWith("parley.text-dialects.shout.framing.kind (")
                                .contains("none of length-header, line, chunk, end-mark"),
                        fault -> assertThat(fault)
                                .startsWith("parley.text-dialects.shout.framing.end-mark (")
                                .contains("did you mean parley.text-dialects.shout.framing.end-marks?"),
                        fault -> assertThat(fault)
                                .startsWith("parley.text-dialects.shout.framing.max (")
                                .contains("64 to 64 KiB"),
                        fault -> assertThat(fault)
                                .startsWith("parley.text-dialects.shout.words.said (")
                                .contains("{nick} means nothing here; known: colour, name, room, text, time"),
                        fault -> assertThat(fault)
                                .startsWith("parley.text-dialects.shout.words.said (")
                                .contains("without it"),
                        fault -> assertThat(fault).startsWith("parley.text-dialects.shout.words.ask"),
                        fault -> assertThat(fault)
                                .startsWith("parley.text-dialects.shout.colours (")
                                .contains("no colour"),
                        fault -> assertThat(fault)
                                .startsWith("parley.text-dialects")
                                .contains("\"irc\" cannot be"),
                        fault -> assertThat(fault)
                                .startsWith("parley.text-dialects")
                                .contains("a section, not a value"),
                        fault -> assertThat(fault).startsWith("parley.text-dialects.bare"));
    }

    @Test
    void aPasswordIsNotToBeWalkedAround() {
        assertThat(faultsOf("parley { password = secret, listen = [\"irc=127.0.0.1:0\", \"announce=127.0.0.1:0\"] }"))
                .singleElement()
                .asString()
                .startsWith("parley.listen (")
                .contains("announce cannot ask for it");
    }

    private static List<String> faultsOf(String hocon) {
        return catchThrowableOfType(ConfigFaults.class, () -> NodeConfig.ofText(hocon))
                .faults();
    }
}
