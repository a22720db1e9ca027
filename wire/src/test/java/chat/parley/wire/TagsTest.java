package chat.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IRCv3 message-tags. */
class TagsTest {
    @Test
    void tagsKeepTheirOrderAndAMissingValueIsAnEmptyOne() {
        Tags tags = Tags.parse("time=12:00;+typing=active;example.com/flag;empty=");
        assertThat(tags)
                .containsExactly(
                        Map.entry("time", "12:00"),
                        Map.entry("+typing", "active"),
                        Map.entry("example.com/flag", ""),
                        Map.entry("empty", ""));
        assertThat(tags).hasToString("time=12:00;+typing=active;example.com/flag;empty");
    }

    /** Rules for message tags: all but the final occurrence are disregarded. */
    @Test
    void ofTagsWithOneKeyTheLastCounts() {
        assertThat(Tags.parse("a=1;b=2;a=3;x/a=4").get("a")).isEqualTo("3");
        assertThat(Tags.parse("a=1;a").get("a")).isEmpty();
    }

    /** Escaping values: an escape that is none loses its backslash, and so does a value's end. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a\\:b, a;b",
                "a\\sb, a b",
                "a\\\\b, a\\b",
                "a\\bc, abc",
                "a\\, a",
                "a\\\\\\\\:, a\\\\:",
                "x=y=z, x=y=z"
            })
    void valuesAreUnescaped(String wire, String value) {
        assertThat(Tags.parse("k=" + wire).get("k")).isEqualTo(value);
    }

    @Test
    void lineEndsTravelEscaped() {
        assertThat(Tags.parse("k=a\\r\\nb").get("k")).isEqualTo("a\r\nb");
        assertThat(Tags.NONE.with("k", "a\r\nb; \\")).hasToString("k=a\\r\\nb\\:\\s\\\\");
    }

    /** Rules for message tags: key names are opaque, nobody's message is refused for one. */
    @Test
    void unknownShapesOfKeysAreKeptAndPiecesWithoutAKeyAreLeftOut() {
        assertThat(Tags.parse(";;=x;ü!=1;").toString()).isEqualTo("ü!=1");
        assertThat(Tags.parse(";")).isSameAs(Tags.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "+a", "msg-id", "example.com/a", "+example.com/a-1", "+draft/reply"})
    void theseAreKeysByTheGrammar(String key) {
        assertThat(Tags.NONE.with(key, "v").get(key)).isEqualTo("v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "a b", "a;b", "a=b", "a_b", "/a", "a/", "++a", "a/b/c", "é", "a.b"})
    void theseAreNone(String key) {
        assertThatThrownBy(() -> Tags.NONE.with(key, "v")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNulCannotBeEscapedAndIsRefused() {
        assertThatThrownBy(() -> Tags.NONE.with("a", "b\0")).hasMessageContaining("NUL");
    }

    @Test
    void withAddsOrChangesAndLeavesTheOldOnesAlone() {
        Tags one = Tags.NONE.with("a", "1");
        assertThat(one.with("b", "2").with("a", "3")).hasToString("a=3;b=2");
        assertThat(one).hasToString("a=1");
        assertThat(one.has("b")).isFalse();
        assertThat(one.get("b")).isNull();
    }

    @Test
    void clientOnlyTagsAreThoseWithAPlus() {
        assertThat(Tags.parse("time=1;+a=2;msgid=3;+b").clientOnly()).hasToString("+a=2;+b");
        assertThat(Tags.parse("time=1").clientOnly()).isSameAs(Tags.NONE);
        Tags all = Tags.parse("+a");
        assertThat(all.clientOnly()).isSameAs(all);
    }

    @Test
    void whatIsPrintedIsReadAgain() {
        Property.holds(20_000, random -> {
            Tags tags = Generators.tags(random);
            assertThat(Tags.parse(tags.toString())).isEqualTo(tags).hasSameHashCodeAs(tags);
        });
    }
}
