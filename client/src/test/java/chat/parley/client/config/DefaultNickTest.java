package chat.parley.client.config;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.wire.Nick;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultNickTest {
    @ParameterizedTest
    @CsvSource({"anna, anna", "anna.b, annab", "7of9, _7of9", "-x, _-x", "Ünal, nal", "'', guest", "渡辺, guest"})
    void theSystemsUserNameIsMadeANick(String userName, String nick) {
        assertThat(DefaultNick.of(userName)).isEqualTo(nick);
        assertThat(Nick.parse(DefaultNick.of(userName.repeat(20)))).isPresent();
    }
}
