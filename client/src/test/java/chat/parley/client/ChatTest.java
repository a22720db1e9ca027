package chat.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatTest {
    @Test
    void aTerminalThatCanDoNothingGetsPlainLines() {
        assertThat(Chat.isOnTerminal(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Chat.isOnTerminal(Map.of())).isFalse();
    }
}
