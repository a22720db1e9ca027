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
    @ValueSource(strings = {"", "host:", "host:port", "host:0", "host:65536", ":6667", "a b", "[::1", "host:123456"})
    void anythingElseIsRefusedWithAWord(String text) {
        assertThatThrownBy(() -> ServerAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give");
    }
}
