package chat.parley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** RFC 3629 section 4, held against the decoder of the JDK. */
class Utf8Test {
    @Test
    void everyPairAndTripleOfBytesIsJudgedAsTheJdkJudgesIt() {
        for (int lead = 0x80; lead < 0x100; lead++) {
            for (int second = 0; second < 0x100; second++) {
                assertJudged((byte) lead, (byte) second);
                for (int third : new int[] {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF}) {
                    assertJudged((byte) lead, (byte) second, (byte) third);
                    assertJudged((byte) lead, (byte) second, (byte) third, (byte) 0x80);
                    assertJudged((byte) lead, (byte) second, (byte) 0xBF, (byte) third);
                }
            }
        }
    }

    @Test
    void anyBytesAreJudgedAsTheJdkJudgesThem() {
        Property.holds(50_000, random -> assertJudged(Generators.bytes(random, 12)));
    }

    @Test
    void lengthIsThatOfTheEncodedText() {
        Property.holds(20_000, random -> {
            String text = Generators.text(random, 20);
            assertThat(Utf8.length(text)).isEqualTo(text.getBytes(UTF_8).length);
        });
    }

    @Test
    void truncateKeepsAsMuchAsFitsAndNoHalfCharacter() {
        Property.holds(20_000, random -> {
            String text = Generators.text(random, 20);
            int max = random.nextInt(40);
            String kept = Utf8.truncate(text, max);
            assertThat(text).startsWith(kept);
            assertThat(new String(kept.getBytes(UTF_8), UTF_8)).isEqualTo(kept);
            assertThat(Utf8.length(kept)).isLessThanOrEqualTo(max);
            if (kept.length() < text.length()) {
                int next = Character.charCount(text.codePointAt(kept.length()));
                assertThat(Utf8.length(text.substring(0, kept.length() + next))).isGreaterThan(max);
            }
        });
    }

    private static void assertJudged(byte... bytes) {
        assertThat(Utf8.isValid(bytes, 0, bytes.length))
                .as(() -> Arrays.toString(bytes))
                .isEqualTo(jdkTakes(bytes));
    }

    private static boolean jdkTakes(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
