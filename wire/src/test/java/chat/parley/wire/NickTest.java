package chat.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 2812 section 2.3.1: {@code nickname = ( letter / special ) *( letter / digit / special / "-" )}. */
class NickTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "Zoe", "[]\\`_^{|}", "x-1", "_7", "abcdefghijklmnopqrstuvwxyz1234"})
    void theseAreNicks(String text) {
        assertThat(Nick.of(text).text()).isEqualTo(text);
        assertThat(Nick.parse(text)).contains(Nick.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1a",
                "-a",
                "a b",
                "a!b",
                "a@b",
                "a.b",
                "a,b",
                "*",
                "a?",
                "~a",
                "#a",
                "@a",
                "zoë",
                "a\u0000",
                "abcdefghijklmnopqrstuvwxyz12345"
            })
    void theseAreNone(String text) {
        assertThat(Nick.parse(text)).isEmpty();
        assertThatThrownBy(() -> Nick.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFaultSaysWhatWouldBeRight() {
        assertThatThrownBy(() -> Nick.of("7up"))
                .hasMessage(
                        "The nick \"7up\" begins with a digit or a hyphen: begin with a letter or one of []\\`_^{|}");
        assertThatThrownBy(() -> Nick.of("a\u001b[2J"))
                .hasMessageContaining("a␛[2J")
                .hasMessageNotContaining("\u001b");
    }

    @Test
    void caseDoesNotMakeAnotherNickButStaysAsWritten() {
        Nick dan = Nick.of("Dan");
        assertThat(dan)
                .isEqualTo(Nick.of("dAN"))
                .hasSameHashCodeAs(Nick.of("dan"))
                .isEqualByComparingTo(Nick.of("DAN"));
        assertThat(dan.text()).isEqualTo("Dan");
        assertThat(dan.folded()).isEqualTo("dan");
        assertThat(Nick.of("[a]")).isNotEqualTo(Nick.of("{a}"));
    }
}
