package chat.parley.client.model;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.wire.Utf8;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextSplitterTest {
    private static final List<String> PIECES =
            List.of("a", "word", " ", " ", "é", "漢字", "👩‍👩‍👧", "🇨🇭", "e\u0301", "–", "👍🏽");

    @Test
    void aShortTextStaysWhole() {
        assertThat(TextSplitter.split("hello", 10)).containsExactly("hello");
    }

    @Test
    void aTextIsCutBetweenWords() {
        assertThat(TextSplitter.split("to be or not to be", 9)).containsExactly("to be or", "not to be");
    }

    @Test
    void aWordThatIsTooLongIsCutWithinButNoCharacterIs() {
        assertThat(TextSplitter.split("👩‍👩‍👧👩‍👩‍👧", 20)).containsExactly("👩‍👩‍👧", "👩‍👩‍👧");
        assertThat(TextSplitter.split("🇨🇭🇨🇭🇨🇭", 20)).containsExactly("🇨🇭🇨🇭", "🇨🇭");
    }

    @Test
    void partsFitAndNothingButSpacesAtTheCutsIsLost() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(60), 0, PIECES.size()).forEach(i -> text.append(PIECES.get(i)));
            int maxBytes = 20 + random.nextInt(40);

            List<String> parts = TextSplitter.split(text.toString(), maxBytes);

            assertThat(parts)
                    .as("seed %d", seed)
                    .allSatisfy(part -> assertThat(Utf8.length(part)).isLessThanOrEqualTo(maxBytes));
            assertThat(String.join("", parts).replace(" ", ""))
                    .as("seed %d", seed)
                    .isEqualTo(text.toString().replace(" ", ""));
        }
    }
}
