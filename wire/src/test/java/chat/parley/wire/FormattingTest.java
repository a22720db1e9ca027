package chat.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formatting codes are those of the IRC Formatting document of ircdocs. */
class FormattingTest {
    private static final String BIDI_OVERRIDE = "\u202e";

    @Test
    void formattingCodesAreTakenOut() {
        assertThat(Formatting.strip(
                        "\u0002b\u0002 \u001di\u001d \u001fu\u001f \u001es\u001e \u0011m\u0011 \u0016r\u000f"))
                .isEqualTo("b i u s m r");
    }

    /** Colour: one or two digits, and a comma only before digits. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4red | red",
                "04red | red",
                "123 | 3",
                "4,8x | x",
                "4,08x | x",
                "4,088 | 8",
                "4,x | ,x",
                ",8 | ,8",
                "x | x"
            })
    void coloursGoWithTheirDigits(String code, String left) {
        assertThat(Formatting.strip("\u0003" + code)).isEqualTo(left);
    }

    @Test
    void hexColoursGoWithTheirSixDigits() {
        assertThat(Formatting.strip("\u0004FF0000red")).isEqualTo("red");
        assertThat(Formatting.strip("\u0004FF0000,00ff00red")).isEqualTo("red");
        assertThat(Formatting.strip("\u0004FF00,")).isEqualTo("FF00,");
    }

    @Test
    void whatCouldSteerATerminalBecomesVisible() {
        assertThat(Formatting.visible("\u001b[2J\u0007\r\n\t\0\u007f")).isEqualTo("␛[2J␇␍␊␉␀␡");
        assertThat(Formatting.visible("\u009b2J" + BIDI_OVERRIDE + "\u2066\u200f\u2028\u061c"))
                .isEqualTo("⟨U+009B⟩2J⟨U+202E⟩⟨U+2066⟩⟨U+200F⟩⟨U+2028⟩⟨U+061C⟩");
        assertThat(Formatting.visible("a\ud83d")).isEqualTo("a⟨U+D83D⟩");
    }

    /** Shift-in is the reset of IRC and changes the character set of a terminal. */
    @Test
    void visibleLetsNoFormattingCodeThrough() {
        assertThat(Formatting.visible("\u0002\u000f")).isEqualTo("␂␏");
        assertThat(Formatting.plain("\u0002bold\u000f \u001b[1m")).isEqualTo("bold ␛[1m");
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        String text = "Grüße, 日本, 👩‍👩‍👧 #a é\u0301";
        assertThat(Formatting.plain(text)).isSameAs(text);
    }

    @Test
    void nothingThatIsShownCanSteerATerminal() {
        Property.holds(100_000, random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0x100) : random.nextInt(0x10000)));
            }
            assertThat(Formatting.plain(text.toString()).codePoints().filter(Formatting::isControl))
                    .isEmpty();
        });
    }
}
