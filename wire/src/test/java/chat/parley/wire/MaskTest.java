package chat.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modern IRC, Ban Channel Mode and Wildcard Expressions. */
class MaskTest {
    @ParameterizedTest
    @CsvSource({
        "dan, dan!*@*",
        "*, *!*@*",
        "d@host, *!d@host",
        "@host, *!*@host",
        "dan!d, dan!d@*",
        "dan!d@host, dan!d@host",
        "dan!@, dan!*@*",
        "!, *!*@*",
        "**a***!*@**.host, *a*!*@*.host",
        "a\\**, a\\**!*@*"
    })
    void aPartialMaskIsCompleted(String written, String whole) {
        assertThat(Mask.of(written).text()).isEqualTo(whole);
        assertThat(Mask.of(whole).text()).isEqualTo(whole);
    }

    @Test
    void aMaskMatchesPeopleWhateverTheCase() {
        Mask mask = Mask.of("Dan!*@*.Example");
        assertThat(mask.matches("dAN!d@a.b.example")).isTrue();
        assertThat(mask.matches(Source.parse("dan!d@example"))).isFalse();
        assertThat(mask.matches("danny!d@a.example")).isFalse();
    }

    @Test
    void masksThatDifferInCaseOnlyAreEqualAndStayAsWritten() {
        assertThat(Mask.of("DAN"))
                .isEqualTo(Mask.of("dan!*@*"))
                .hasSameHashCodeAs(Mask.of("dan"))
                .hasToString("DAN!*@*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\u0007", ":a", "a\u202e"})
    void whatCouldNotStandInAReplyIsRefused(String text) {
        assertThat(Mask.parse(text)).isEmpty();
        assertThatThrownBy(() -> Mask.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMaskIsBounded() {
        assertThat(Mask.parse("a".repeat(196))).isPresent();
        assertThat(Mask.parse("a".repeat(197))).isEmpty();
    }
}
