package chat.parley.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.client.view.Span.Role;
import java.util.stream.IntStream;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class ThemeTest {
    @Test
    void aPersonHasOneColourHoweverTheNameIsWritten() {
        assertThat(Theme.DARK.nickColour("Alice")).isEqualTo(Theme.DARK.nickColour("aLICE"));
    }

    @Test
    void peopleHaveDifferentColours() {
        assertThat(IntStream.range(0, 200)
                        .map(i -> Theme.DARK.nickColour("user" + i))
                        .distinct()
                        .count())
                .isGreaterThan(20);
    }

    @Test
    void nothingIsStyledWithoutColours() {
        for (Role role : Role.values()) {
            assertThat(Theme.NONE.paint(new Span(role, "x")).styleAt(0)).isEqualTo(AttributedStyle.DEFAULT);
        }
    }
}
