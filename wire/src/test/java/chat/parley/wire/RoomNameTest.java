package chat.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modern IRC, Channels: no space, BEL or comma behind the prefix. We also refuse what could steer a terminal. */
class RoomNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"#a", "##", "#a:b", "#日本", "#😀", "#a!b@c*?"})
    void theseAreRoomNames(String text) {
        assertThat(RoomName.of(text).text()).isEqualTo(text);
        assertThat(RoomName.parse(text)).contains(RoomName.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#",
                "a",
                "&a",
                "#a b",
                "#a,b",
                "#a\u0007",
                "#a\u0000",
                "#a\r",
                "#a\n",
                "#\u007f",
                "#\u009b",
                "#\u202e",
                "#\u2028"
            })
    void theseAreNone(String text) {
        assertThat(RoomName.parse(text)).isEmpty();
        assertThatThrownBy(() -> RoomName.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Half a pair has no UTF-8; a parameter of JUnit cannot carry it. */
    @Test
    void halfASurrogatePairIsRefused() {
        assertThat(RoomName.parse("#\ud83d")).isEmpty();
    }

    @Test
    void theLimitIsSixtyFourBytesOfUtf8() {
        assertThat(RoomName.parse("#" + "a".repeat(63))).isPresent();
        assertThat(RoomName.parse("#" + "a".repeat(64))).isEmpty();
        assertThat(RoomName.parse("#" + "é".repeat(31) + "a")).isPresent();
        assertThat(RoomName.parse("#" + "é".repeat(32))).isEmpty();
    }

    @Test
    void onlyTheCaseOfAsciiLettersIsTheSame() {
        assertThat(RoomName.of("#Tea")).isEqualTo(RoomName.of("#tEA")).hasSameHashCodeAs(RoomName.of("#tea"));
        assertThat(RoomName.of("#Tea").folded()).isEqualTo("#tea");
        assertThat(RoomName.of("#é")).isNotEqualTo(RoomName.of("#É"));
    }
}
