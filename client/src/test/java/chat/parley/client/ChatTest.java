package chat.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.wire.Nick;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatTest {
    @ParameterizedTest
    @CsvSource({"anna, anna", "anna.b, annab", "7of9, _7of9", "-x, _-x", "Ünal, nal", "'', guest", "渡辺, guest"})
    void theSystemsUserNameIsMadeANick(String userName, String nick) {
        assertThat(Chat.legalNick(userName)).isEqualTo(nick);
        assertThat(Nick.parse(Chat.legalNick(userName.repeat(20)))).isPresent();
    }

    @Test
    void aTerminalThatCanDoNothingGetsPlainLines() {
        assertThat(Chat.isOnTerminal(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Chat.isOnTerminal(Map.of())).isFalse();
    }
}
