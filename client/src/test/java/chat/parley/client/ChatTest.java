package chat.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatTest {
    @Test
    void aTerminalThatCanDoNothingGetsPlainLines() {
        assertThat(SystemTerminal.isThere(Map.of("TERM", "dumb"))).isFalse();
        assertThat(SystemTerminal.isThere(Map.of())).isFalse();
    }
}
