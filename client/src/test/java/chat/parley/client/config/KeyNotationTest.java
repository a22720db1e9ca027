package chat.parley.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.client.screen.Keys;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyNotationTest {
    @ParameterizedTest
    @CsvSource({
        "Ctrl-X Ctrl-N, ^X^N",
        "Alt-a, \\ea",
        "Alt-Down, \\e[1;3B",
        "Ctrl-Home, \\e[1;5H",
        "Shift-Tab, \\e[Z",
        "Tab, ^I",
        "Alt-Enter, \\e^M",
        "F1, \\eOP",
        "F5, \\e[15~",
        "Ctrl-PageUp, \\e[5;5~",
        "PageUp, \\e[5~",
    })
    void keysAreReadAsPeopleWriteThem(String keys, String sequence) {
        assertThat(KeyNotation.parse(keys)).isEqualTo(sequence);
        assertThat(KeyNotation.show(sequence)).isEqualTo(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ctrl-", "Hyper-a", "Shift-a", "ctrl-x", "Ctrl-1", "F13", "word", "Ctrl-Tab"})
    void anythingElseIsRefusedWithAWord(String keys) {
        assertThatThrownBy(() -> KeyNotation.parse(keys))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Ctrl-X Ctrl-N");
    }

    @Test
    void everyKeyOfTheScreenHasAName() {
        assertThat(Arrays.stream(Keys.values()).flatMap(key -> key.sequences().stream()))
                .allSatisfy(sequence -> assertThat(KeyNotation.parse(KeyNotation.show(sequence)))
                        .isEqualTo(sequence));
    }
}
