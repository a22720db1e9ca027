package chat.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modern IRC, Wildcard Expressions. */
class GlobTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a?c, abc, true",
                "a?c, ac, false",
                "a*c, ac, true",
                "a*c, abbbc, true",
                "a*c, abbbcd, false",
                "*, \"\", true",
                "?, \"\", false",
                "\"\", \"\", true",
                "\"\", a, false",
                "A*, abc, true",
                "*É*, xÉx, true",
                "*É*, xéx, false",
                "?, 😀, true",
                "*??, 😀, false",
                "a\\*c, a*c, true",
                "a\\*c, abc, false",
                "a\\?c, a?c, true",
                "a\\?c, abc, false",
                "a\\b, a\\b, true",
                "a\\, a\\, true"
            })
    void examples(String pattern, String text, boolean expected) {
        assertThat(Glob.of(pattern).matches(text)).isEqualTo(expected);
    }

    @Test
    void aGlobMatchesWhatTheRegularExpressionOfTheSameMeaningMatches() {
        Property.holds(100_000, random -> {
            String pattern = pick(random, "aAb*?\\😀", 7);
            String text = pick(random, "aAb*?\\😀", 7);
            assertThat(Glob.of(pattern).matches(text))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(regexOf(pattern).matcher(text).matches());
        });
    }

    @Test
    void aHostilePatternCostsNoMoreThanPatternTimesText() {
        Glob glob = Glob.of("*a".repeat(100) + "*b");
        String text = "a".repeat(400);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 1000; i++) {
                assertThat(glob.matches(text)).isFalse();
            }
        });
    }

    private static Pattern regexOf(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); ) {
            boolean escaped = Glob.isEscape(pattern, i);
            int c = pattern.codePointAt(escaped ? i + 1 : i);
            String literal = Pattern.quote(Character.toString(c));
            regex.append(escaped ? literal : c == '*' ? ".*" : c == '?' ? "." : literal);
            i += Character.charCount(c) + (escaped ? 1 : 0);
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    }

    private static String pick(Random random, String alphabet, int maxLength) {
        int[] codePoints = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(maxLength + 1); i > 0; i--) {
            text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
        }
        return text.toString();
    }
}
