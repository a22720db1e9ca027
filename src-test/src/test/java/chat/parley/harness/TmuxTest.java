package chat.parley.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TmuxTest {
    @BeforeEach
    void tmuxIsThere() {
        assumeTrue(Tmux.isInstalled(), "tmux is not installed");
    }

    @Test
    void theStatusOfAProgramIsTold() {
        try (Tmux terminal = Tmux.start(40, 5, "read line; echo \"it was $line\"; exit 7")) {
            terminal.enter("tea");

            assertThat(terminal.awaitExit()).isEqualTo(7);
            terminal.await("it was tea");
        }
    }

    /** So does a JVM: tmux hears that its terminal is closed a moment before it has ended, and may then miss its end. */
    @Test
    void theStatusOfAProgramThatClosesItsTerminalFirstIsToldToo() {
        try (Tmux terminal = Tmux.start(40, 5, "read line; exec <&- >&- 2>&-; exit 3")) {
            terminal.press("Enter");

            assertThat(terminal.awaitExit()).isEqualTo(3);
        }
    }
}
