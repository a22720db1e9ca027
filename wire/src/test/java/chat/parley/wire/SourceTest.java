package chat.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Modern IRC, Source: {@code servername / ( nickname [ "!" user ] [ "@" host ] )}. */
class SourceTest {
    @Test
    void aSourceIsTakenApart() {
        assertThat(Source.parse("dan!d@host")).isEqualTo(new Source("dan", "d", "host"));
        assertThat(Source.parse("dan!d")).isEqualTo(new Source("dan", "d", null));
        assertThat(Source.parse("dan@host")).isEqualTo(new Source("dan", null, "host"));
        assertThat(Source.parse("dan")).isEqualTo(new Source("dan", null, null));
        assertThat(Source.parse("dan!d@a!b@c")).isEqualTo(new Source("dan", "d", "a!b@c"));
    }

    @Test
    void aServerHasADotAndNothingElse() {
        assertThat(Source.parse("irc.example").isServer()).isTrue();
        assertThat(Source.parse("dan").isServer()).isFalse();
        assertThat(Source.parse("dan!d@irc.example").isServer()).isFalse();
    }

    @Test
    void anyTextIsReadAndPrintedAsItWas() {
        Property.holds(20_000, random -> {
            String text = Generators.text(random, 8).replace('*', '!');
            assertThat(Source.parse(text).text()).isEqualTo(text);
        });
    }
}
