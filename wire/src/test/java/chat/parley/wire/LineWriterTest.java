package chat.parley.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Modern IRC, Message Format; the bound of 512 bytes is RFC 2812 section 2.3. */
class LineWriterTest {
    private LineWriter writer = new LineWriter();

    @BeforeEach
    void oneLineBefore() {
        writer = new LineWriter().command("FIRST").end();
    }

    @Test
    void partsAreWrittenInTheOrderOfTheWire() {
        writer.tag("time", "12:00")
                .tag("+x", "a;b")
                .source("irc.example")
                .command(Numeric.RPL_TOPIC)
                .param("dan");
        writer.param("#a").trailing("hello").end();
        assertThat(written()).isEqualTo("@time=12:00;+x=a\\:b :irc.example 332 dan #a :hello\r\n");
    }

    @Test
    void lastHasAColonWhereItIsNeededAndTrailingAlways() {
        writer.command("A")
                .last("x")
                .end()
                .command("A")
                .last("")
                .end()
                .command("A")
                .last("x y")
                .end();
        writer.command("A").last(":x").end().command("A").trailing("x").end();
        assertThat(written()).isEqualTo("A x\r\nA :\r\nA :x y\r\nA ::x\r\nA :x\r\n");
    }

    @Test
    void aTakenWriterIsEmptyAndCanBeUsedAgain() {
        assertThat(writer.size()).isEqualTo(7);
        assertThat(writer.takeBytes()).asString(UTF_8).isEqualTo("FIRST\r\n");
        assertThat(writer.size()).isZero();
        assertThat(writer.command("PING").end().takeBytes()).asString(UTF_8).isEqualTo("PING\r\n");
    }

    @Test
    void aLineHasExactlyTheRoomThatItSays() {
        writer.source("dan!d@host").command("PRIVMSG").param("#a");
        int room = writer.remaining();
        assertThat(room).isEqualTo(LineWriter.roomFor("dan!d@host", "PRIVMSG", "#a"));
        assertThat(writer.fits("x".repeat(room))).isTrue();
        assertThat(writer.fits("x".repeat(room + 1))).isFalse();
        assertThat(written(writer.trailing("x".repeat(room)).end())).hasSize(512);
    }

    @Test
    void anOverlongLineIsRefusedNotCut() {
        writer.command("PING");
        String tooLong = "x".repeat(writer.remaining() + 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.trailing(tooLong))
                .withMessageContaining("512 bytes");
        assertThat(written()).isEmpty();
    }

    @Test
    void tagsDoNotTakeFromTheRoomOfTheBody() {
        writer.tag("a", "t".repeat(8000)).command("PING");
        assertThat(writer.remaining()).isEqualTo(512 - 2 - 4 - 2);
    }

    /** IRCv3 message-tags, Size limit: 8191 bytes with the @ and the space. */
    @Test
    void tagsHaveABoundOfTheirOwn() {
        assertThat(written(writer.tag("a", "t".repeat(8187)).command("PING").end()))
                .hasSize(8191 + 6);
        assertThatIllegalArgumentException().isThrownBy(() -> writer.tag("a", "t".repeat(8188)));
    }

    @Test
    void nothingCanSmuggleInALineEnd() {
        for (String text : List.of("\0", "a\rb", "a\nQUIT", "\ud83d", "a\udc00")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.command("A").param(text));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.command("A").trailing(text));
            assertThatIllegalArgumentException().isThrownBy(() -> writer.source(text));
            assertThatIllegalArgumentException().isThrownBy(() -> writer.command(text));
            assertThatIllegalArgumentException().isThrownBy(() -> writer.tag(text, ""));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> writer.tag("a", "\0"));
        assertThat(written()).isEmpty();
    }

    @Test
    void aPartThatWouldBecomeSeveralIsRefused() {
        for (String text : List.of("", "a b")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.command("A").param(text));
            assertThatIllegalArgumentException().isThrownBy(() -> writer.source(text));
            assertThatIllegalArgumentException().isThrownBy(() -> writer.command(text));
            assertThatIllegalArgumentException().isThrownBy(() -> writer.tag(text, "v"));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.command("A").param(":x"));
    }

    @Test
    void partsOutOfOrderAreRefused() {
        assertThatIllegalStateException().isThrownBy(() -> writer.param("x"));
        assertThatIllegalStateException().isThrownBy(() -> writer.source("a").source("b"));
        assertThatIllegalStateException().isThrownBy(() -> writer.command("A").tag("t", ""));
        assertThatIllegalStateException().isThrownBy(() -> writer.command("A").command("B"));
        assertThatIllegalStateException()
                .isThrownBy(() -> writer.command("A").last("x").param("y"));
        assertThatIllegalStateException().isThrownBy(() -> writer.source("a").end());
        assertThatIllegalStateException().isThrownBy(() -> writer.command("A").takeBytes());
        assertThat(written()).isEmpty();
    }

    /** Modern IRC, RPL_NAMREPLY: as many replies as are needed. */
    @Test
    void aLongListGoesOverAsManyLinesAsItNeeds() {
        List<String> names = IntStream.range(0, 200).mapToObj(i -> "näme" + i).toList();
        writer.words(
                line -> line.source("irc.example")
                        .command("353")
                        .param("dan")
                        .param("=")
                        .param("#a"),
                names);
        List<String> lines = written().lines().toList();
        assertThat(lines).hasSizeBetween(4, 5).allSatisfy(line -> {
            assertThat(line).startsWith(":irc.example 353 dan = #a :");
            assertThat(Utf8.length(line)).isLessThanOrEqualTo(510);
        });
        assertThat(lines.stream()
                        .map(line -> line.substring(line.indexOf(" :") + 2))
                        .flatMap(list -> List.of(list.split(" ", -1)).stream()))
                .containsExactlyElementsOf(names);
    }

    @Test
    void aListFillsItsLinesToTheLastByte() {
        int room = 510 - "353 :".length();
        writer.words(line -> line.command("353"), List.of("a".repeat(room - 2), "b", "c"));
        assertThat(written()).isEqualTo("353 :" + "a".repeat(room - 2) + " b\r\n353 :c\r\n");
        writer.words(line -> line.command("353"), List.of("a".repeat(room - 1), "b"));
        assertThat(written()).isEqualTo("353 :" + "a".repeat(room - 1) + "\r\n353 :b\r\n");
    }

    @Test
    void anEmptyListHasNoLineAndAWordWithoutRoomIsRefused() {
        assertThat(written(writer.words(line -> line.command("353"), List.of())))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.words(line -> line.command("353"), List.of("a".repeat(506))));
    }

    /** What was written after the line that was there before, which must have stayed as it was. */
    private String written() {
        return written(writer);
    }

    private static String written(LineWriter writer) {
        String all = new String(writer.takeBytes(), UTF_8);
        assertThat(all).startsWith("FIRST\r\n");
        writer.command("FIRST").end();
        return all.substring("FIRST\r\n".length());
    }
}
