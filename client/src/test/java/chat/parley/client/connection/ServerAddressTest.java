package chat.parley.client.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "irc.example.org, irc.example.org, 6667",
        "irc.example.org:7000, irc.example.org, 7000",
        "10.0.0.1:6668, 10.0.0.1, 6668",
        "[::1]:6668, ::1, 6668",
        "[::1], ::1, 6667",
        "::1, ::1, 6667",
    })
    void hostAndPortAreRead(String text, String host, int port) {
        assertThat(ServerAddress.parse(text)).isEqualTo(new ServerAddress(host, port));
    }

    @ParameterizedTest
    @CsvSource({
        "ircs://irc.example.org, false, irc.example.org, 6697, true",
        "ircs://irc.example.org:7000/, false, irc.example.org, 7000, true",
        "ircs://[::1], false, ::1, 6697, true",
        "irc://irc.example.org, true, irc.example.org, 6667, false",
        "irc.example.org, true, irc.example.org, 6697, true",
        "irc.example.org:7000, true, irc.example.org, 7000, true",
        "::1, true, ::1, 6697, true",
    })
    void aSchemeTellsWhetherItIsTls(String text, boolean tls, String host, int port, boolean secure) {
        assertThat(ServerAddress.parse(text, tls)).isEqualTo(new ServerAddress(host, port, secure));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ircs://irc.example.org:6697", "irc.example.org:6667", "ircs://[::1]:7000", "[::1]:6667"})
    void anAddressIsPrintedAsItCanBeRead(String text) {
        assertThat(ServerAddress.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host:",
                "host:port",
                "host:0",
                "host:65536",
                ":6667",
                "a b",
                "[::1",
                "host:123456",
                "http://host",
                "ircs://"
            })
    void anythingElseIsRefusedWithAWord(String text) {
        assertThatThrownBy(() -> ServerAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give");
    }
}
