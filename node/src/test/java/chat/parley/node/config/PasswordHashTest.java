package chat.parley.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private static final int FEW = 10;

    @Test
    void onlyThePasswordItWasMadeOfMatches() {
        var hash = PasswordHash.of("correct horse", FEW);

        assertThat(hash.matches("correct horse")).isTrue();
        assertThat(hash.matches("correct horse ")).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    @Test
    void isTheSameAfterItWasWrittenDown() {
        var kept = PasswordHash.parse(PasswordHash.of("pässwörd", FEW).text());

        assertThat(kept.matches("pässwörd")).isTrue();
        assertThat(kept.matches("password")).isFalse();
    }

    @Test
    void agreesWithAKnownVector() {
        // RFC 7914 section 11: P="passwd", S="salt", c=1, the first 32 of its 64 bytes.
        var known = PasswordHash.parse("pbkdf2:1:c2FsdA==:VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLw=");

        assertThat(known.matches("passwd")).isTrue();
        assertThat(known.matches("Passwd")).isFalse();
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertThat(PasswordHash.of("x", FEW).text())
                .isNotEqualTo(PasswordHash.of("x", FEW).text());
    }

    @Test
    void doesNotShowItselfInLogs() {
        var hash = PasswordHash.of("x", FEW);

        assertThat(hash.toString()).doesNotContain(hash.text().substring("pbkdf2:10:".length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "pbkdf2:10:AA==",
                "pbkdf2:x:AA==:AA==",
                "pbkdf2:0:AA==:AA==",
                "pbkdf2:10:?:AA==",
                "pbkdf2:10::AA=="
            })
    void whatIsNoHashIsRefusedWithWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> PasswordHash.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pbkdf2:ITERATIONS:SALT:HASH");
    }
}
