package chat.parley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modern IRC, Message Format. */
class LineTest {
    @Test
    void aLineIsPrintedAsTheWireHasIt() {
        Line line = Line.of(Tags.NONE.with("msgid", "a b"), "dan!d@host", "privmsg", List.of("#a", "hi there"));
        assertThat(line.toBytes()).asString(UTF_8).isEqualTo("@msgid=a\\sb :dan!d@host PRIVMSG #a :hi there\r\n");
        assertThat(line).hasToString("@msgid=a\\sb :dan!d@host PRIVMSG #a :hi there");
    }

    /** Parameters: empty, with a space, or beginning with a colon needs a colon; any other does not. */
    @Test
    void theLastParameterHasAColonWhereItNeedsOne() {
        assertThat(Line.of("A", "x", "")).hasToString("A x :");
        assertThat(Line.of("A", "x", ":)")).hasToString("A x ::)");
        assertThat(Line.of("A", "x", "y z")).hasToString("A x :y z");
        assertThat(Line.of("A", "x", "y:z")).hasToString("A x y:z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A B", "A1", "12", "É"})
    void whatIsNoCommandIsRefused(String command) {
        assertThatThrownBy(() -> Line.of(command)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", ":a"})
    void onlyTheLastParameterMayBeOfAnyShape(String middle) {
        assertThatThrownBy(() -> Line.of("A", middle, "last")).hasMessageContaining("Only the last parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "a\r", "a\nQUIT"})
    void nothingCanSmuggleInALineEnd(String text) {
        assertThatThrownBy(() -> Line.of("A", text)).hasMessageContaining("No part may hold");
        assertThatThrownBy(() -> Line.of("A").withSource(text)).hasMessageContaining("No part may hold");
    }

    @Test
    void aLineHasAtMostFifteenParameters() {
        assertThat(Line.of(Tags.NONE, null, "A", Collections.nCopies(15, "p")).params())
                .hasSize(15);
        assertThatThrownBy(() -> Line.of(Tags.NONE, null, "A", Collections.nCopies(16, "p")))
                .hasMessage("A line has at most 15 parameters, not 16");
    }

    @Test
    void aParameterThatIsNotThereIsNull() {
        assertThat(Line.of("A", "x").param(0)).isEqualTo("x");
        assertThat(Line.of("A", "x").param(1)).isNull();
    }

    @Test
    void aLineInALogCannotSteerTheTerminal() {
        assertThat(Line.of("A", "\u001b[2J")).hasToString("A ␛[2J");
    }

    @Test
    void whatIsPrintedIsReadAgainAndHasTheLengthThatWasToldBefore() {
        Property.holds(50_000, random -> {
            Line line = Generators.line(random);
            byte[] printed = line.toBytes();
            assertThat(LineParser.parse(printed, 0, printed.length - 2)).isEqualTo(new Parsed.Ok(line));
            assertThat(line.withTags(Tags.NONE).toBytes()).hasSize(line.bodyBytes());
            assertThat(Line.of(line.tags(), line.source(), line.command(), line.params()))
                    .isEqualTo(line)
                    .hasSameHashCodeAs(line);
        });
    }
}
