package chat.parley.client.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final String HEX = "ab".repeat(32);
    private static final String WITH_COLONS = "AB:".repeat(31) + "AB";

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "SHA256 Fingerprint=", "sha256 Fingerprint="})
    void itIsReadAsProgramsPrintIt(String before) {
        assertThat(Fingerprint.parse(before + HEX)).hasToString(HEX);
        assertThat(Fingerprint.parse(before + WITH_COLONS)).hasToString(HEX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abcd", "sha1:abababababababababababababababababababab", "xyz"})
    void anythingElseIsRefusedWithAWord(String text) {
        assertThatThrownBy(() -> Fingerprint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl x509");
    }
}
