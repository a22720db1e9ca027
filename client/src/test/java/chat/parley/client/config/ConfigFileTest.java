package chat.parley.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.client.config.ConfigKey.ThemeName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @Test
    void valuesGoToTheEndOfTheLineAndRoomsNeedNoQuotes() throws Exception {
        ClientConfig config = parse("""
            # my own
            [connection]
            server = ircs://a.example.org
            server=b.example.org:6668
              room = #lobby
            room = #tea time
            tls = Yes
            [notify]
            command = notify-send "$PARLEY_TEXT" # = 1
            """);

        assertThat(config.all(ConfigKey.SERVER)).containsExactly("ircs://a.example.org", "b.example.org:6668");
        assertThat(config.all(ConfigKey.ROOM)).containsExactly("#lobby", "#tea time");
        assertThat(config.get(ConfigKey.TLS)).isTrue();
        assertThat(config.get(ConfigKey.COMMAND)).isEqualTo("notify-send \"$PARLEY_TEXT\" # = 1");
        assertThat(config.get(ConfigKey.INSECURE, false)).isFalse();
    }

    @Test
    void theLastOfSeveralCounts() throws Exception {
        assertThat(parse("[look]\ntheme = light\ntheme = none").get(ConfigKey.THEME))
                .isEqualTo(ThemeName.NONE);
    }

    @Test
    void allFaultsAreToldAtOnceWithTheirLines() {
        assertThatThrownBy(() -> parse("""
            nick = anna
            [connection]
            tls = maybe
            theme = dark
            nikc = anna
            pin = abc

            what is this
            [colours]
            red = blue
            [look]
            theme = purple
            [keys]
            Alt-a = fly
            Hyper-a = undo
            """))
                .isInstanceOf(ConfigFile.Faulty.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines())
                        .satisfiesExactly(
                                line -> assertThat(line)
                                        .isEqualTo("a.conf:1: nick stands in no section; begin with one such as"
                                                + " [connection]"),
                                line -> assertThat(line).isEqualTo("a.conf:3: tls: 'maybe' is neither yes nor no"),
                                line -> assertThat(line)
                                        .isEqualTo(
                                                "a.conf:4: there is no theme in [connection]; it belongs into [look]"),
                                line -> assertThat(line)
                                        .startsWith(
                                                "a.conf:5: there is no nikc in [connection]; there are server, tls"),
                                line -> assertThat(line).startsWith("a.conf:6: pin: 'abc' is no SHA-256 fingerprint"),
                                line -> assertThat(line)
                                        .isEqualTo("a.conf:8: 'what is this' is none of [section], key = value and #"
                                                + " comment"),
                                line -> assertThat(line)
                                        .isEqualTo(
                                                "a.conf:9: there is no section [colours]; there are connection, look,"
                                                        + " input, notify, keys"),
                                line -> assertThat(line)
                                        .isEqualTo("a.conf:12: theme: 'purple' is none of dark, light, basic, none"),
                                line -> assertThat(line)
                                        .startsWith("a.conf:14: there is nothing called 'fly' that a key could do"),
                                line -> assertThat(line).startsWith("a.conf:15: 'Hyper-a' is no key")));
    }

    @Test
    void theSampleSetsNothingAndSetsEverythingWithoutItsMarks() throws Exception {
        assertThat(parse(Sample.text()).all(ConfigKey.SERVER)).isEmpty();
        String everything = Sample.text()
                .replaceAll("(?m)^#(\\S+( \\S+)? = )", "$1")
                .replace("SHA-256 OF THE CERTIFICATE", "ab".repeat(32));

        ClientConfig config = parse(everything);

        assertThat(ConfigKey.table())
                .allSatisfy(key -> assertThat(config.all(key)).as(key.name()).hasSize(1));
        assertThat(config.keys()).containsEntry("\\ea", "next-news").containsEntry("^X^E", "open-editor");
    }

    @Test
    void aFileThatIsNotThereSetsNothingUnlessItWasAskedFor(@TempDir Path folder) throws Exception {
        Path missing = folder.resolve("client.conf");

        assertThat(ConfigFile.read(missing, false).all(ConfigKey.SERVER)).isEmpty();
        assertThatThrownBy(() -> ConfigFile.read(missing, true)).hasMessageContaining("--print-config");
    }

    @Test
    void aFileThatIsNoTextIsToldSo(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("client.conf"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> ConfigFile.read(file, false)).hasMessageContaining("UTF-8");
    }

    @Test
    void theFileIsWhereXdgWantsIt() {
        Path home = Path.of("/home/anna");

        assertThat(List.of(
                        ConfigFile.defaultPlace(Map.of(), home),
                        ConfigFile.defaultPlace(Map.of("XDG_CONFIG_HOME", "/etc/anna"), home),
                        ConfigFile.defaultPlace(Map.of("XDG_CONFIG_HOME", "not/absolute"), home)))
                .containsExactly(
                        Path.of("/home/anna/.config/parley/client.conf"),
                        Path.of("/etc/anna/parley/client.conf"),
                        Path.of("/home/anna/.config/parley/client.conf"));
    }

    private static ClientConfig parse(String text) throws ConfigFile.Faulty {
        return ConfigFile.parse(text, "a.conf");
    }
}
