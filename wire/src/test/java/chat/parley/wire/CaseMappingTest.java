package chat.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Modern IRC, CASEMAPPING Parameter: {@code ascii}. */
class CaseMappingTest {
    @Test
    void asciiFoldsTheLettersAToZOnly() {
        assertThat(CaseMapping.fold("ABCXYZ[]\\~^ÉÄİ")).isEqualTo("abcxyz[]\\~^ÉÄİ");
    }

    @Test
    void aFoldedTextIsReturnedAsItIs() {
        String folded = "#already-{small}";
        assertThat(CaseMapping.fold(folded)).isSameAs(folded);
    }

    @Test
    void sameIsEqualityOfTheFoldedForms() {
        Property.holds(20_000, random -> {
            String a = Generators.text(random, 3);
            String b = random.nextBoolean() ? a.toUpperCase(Locale.ROOT) : Generators.text(random, 3);
            assertThat(CaseMapping.same(a, b)).isEqualTo(CaseMapping.fold(a).equals(CaseMapping.fold(b)));
        });
    }
}
