package chat.parley.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modern IRC, Message Format; RFC 2812 section 2.3; IRCv3 message-tags. */
class LineParserTest {
    /** What arrives, and the line that it is. */
    record Example(String text, Line line) {}

    static Stream<Example> examples() {
        Line bare = Line.of("PRIVMSG", "#a", "hi there");
        Line fromDan = bare.withSource("dan!d@host");
        return Stream.of(
                new Example("PRIVMSG #a :hi there", bare),
                new Example("privMsg   #a   :hi there", bare),
                new Example(":dan!d@host PRIVMSG #a :hi there", fromDan),
                new Example("@id=1;+x :dan!d@host PRIVMSG #a :hi there", fromDan.withTags(Tags.parse("id=1;+x"))),
                new Example("@id=1   :dan!d@host   PRIVMSG #a :hi there", fromDan.withTags(Tags.parse("id=1"))),
                new Example("@; PRIVMSG #a :hi there", bare),
                new Example("QUIT", Line.of("QUIT")),
                new Example("AWAY  ", Line.of("AWAY")),
                new Example("AWAY :", Line.of("AWAY", "")),
                new Example("AWAY ::)", Line.of("AWAY", ":)")),
                new Example("AWAY :  two  ", Line.of("AWAY", "  two  ")),
                new Example("MODE #a +o :dan", Line.of("MODE", "#a", "+o", "dan")),
                new Example("MODE #a a:b  ", Line.of("MODE", "#a", "a:b")),
                new Example(
                        ":irc.example 001 dan :Welcome",
                        Line.of("001", "dan", "Welcome").withSource("irc.example")),
                new Example("TOPIC #a :日本 😀", Line.of("TOPIC", "#a", "日本 😀")),
                new Example("A \t", Line.of("A", "\t")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theseAreLines(Example example) {
        assertThat(Line.parse(example.text())).isEqualTo(new Parsed.Ok(example.line()));
    }

    /** RFC 2812 section 2.3.1: after fourteen the rest is one parameter, with or without a colon. */
    @Test
    void theFifteenthParameterTakesTheRest() {
        String fourteen = "1 2 3 4 5 6 7 8 9 10 11 12 13 14";
        Line line = lineOf("TEST " + fourteen + " 15 16 :17 ");
        assertThat(line.params()).hasSize(15).last().isEqualTo("15 16 :17 ");
        assertThat(lineOf("TEST " + fourteen + " :15 16").params())
                .hasSize(15)
                .last()
                .isEqualTo("15 16");
        assertThat(lineOf("TEST " + fourteen + "   ").params()).hasSize(14);
        assertThat(lineOf("TEST " + fourteen + " :").params())
                .hasSize(15)
                .last()
                .isEqualTo("");
    }

    @Test
    void commonVerbsAreSharedStrings() {
        assertThat(lineOf("privmsg a b").command())
                .isSameAs(lineOf("PRIVMSG a b").command());
        assertThat(lineOf("unheardOf").command()).isEqualTo("UNHEARDOF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "    "})
    void emptyLinesAreToBeIgnored(String text) {
        assertThat(faultOf(text)).isEqualTo(LineFault.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                ":dan",
                ":dan ",
                ": PING",
                "@a",
                "@a ",
                "@a :dan",
                "PING!",
                "12",
                "1234",
                "1A2",
                " PING",
                "É",
                "@a @b PING",
                ":a :b PING"
            })
    void linesWithoutACommandAreMalformed(String text) {
        assertThat(faultOf(text)).isEqualTo(LineFault.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PING \0", "PING a\r", "PI\rNG", "PING a\nPING b", "@a=\0 PING", ":a\0 PING"})
    void nulAndStrayLineEndsAreRefused(String text) {
        assertThat(faultOf(text)).isEqualTo(LineFault.NUL_OR_STRAY_CR);
    }

    /** IRCv3 UTF8ONLY; RFC 3629: Latin-1, overlong, surrogate, above U+10FFFF, cut off. */
    @ParameterizedTest
    @ValueSource(strings = {"é", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080", "\u00e2\u0082"})
    void whatIsNotUtf8IsRefusedWhereverItStands(String latin1) {
        for (String line :
                new String[] {"PING " + latin1, "PING :" + latin1, "@a=" + latin1 + " PING", ":" + latin1 + " PING"}) {
            byte[] bytes = line.getBytes(ISO_8859_1);
            assertThat(LineParser.parse(bytes, 0, bytes.length)).isEqualTo(new Parsed.Fault(LineFault.NOT_UTF8));
        }
    }

    @Test
    void halfASurrogatePairInATextIsNotUtf8() {
        assertThat(faultOf("PING \ud83d")).isEqualTo(LineFault.NOT_UTF8);
    }

    /** RFC 2812 section 2.3: 512 bytes with CR LF. */
    @Test
    void theBodyHasAtMostFiveHundredAndTenBytes() {
        assertThat(lineOf("PING " + "a".repeat(505)).param(0)).hasSize(505);
        assertThat(faultOf("PING " + "a".repeat(506))).isEqualTo(LineFault.TOO_LONG);
        assertThat(faultOf("PING " + "a".repeat(507))).isEqualTo(LineFault.TOO_LONG);
        assertThat(lineOf("PING " + "é".repeat(252) + "a").param(0)).hasSize(253);
        assertThat(faultOf("PING " + "é".repeat(253))).isEqualTo(LineFault.TOO_LONG);
    }

    /** IRCv3 message-tags, Size limit: 4094 bytes of tag data from a client, beside the 512 of the body. */
    @Test
    void theTagsHaveALimitOfTheirOwn() {
        String body = " PING " + "a".repeat(505);
        assertThat(lineOf("@" + "t".repeat(4094) + body).tags().size()).isEqualTo(1);
        assertThat(faultOf("@" + "t".repeat(4095) + body)).isEqualTo(LineFault.TAGS_TOO_LONG);
        assertThat(faultOf("@" + "t".repeat(4094) + body + "a")).isEqualTo(LineFault.TOO_LONG);
        assertThat(faultOf("@" + "t".repeat(5000))).isEqualTo(LineFault.TAGS_TOO_LONG);
    }

    @Test
    void aClientTakesLongerTagsFromItsServer() {
        assertThat(LineParser.parse("@" + "t".repeat(8189) + " PING", LineLimits.FROM_SERVER))
                .isInstanceOf(Parsed.Ok.class);
        assertThat(LineParser.parse("@" + "t".repeat(8190) + " PING", LineLimits.FROM_SERVER))
                .isEqualTo(new Parsed.Fault(LineFault.TAGS_TOO_LONG));
    }

    @Test
    void onlyTheGivenRangeIsRead() {
        byte[] bytes = "junk\0PING aé\nPONG".getBytes(UTF_8);
        assertThat(LineParser.parse(bytes, 5, 8)).isEqualTo(new Parsed.Ok(Line.of("PING", "aé")));
    }

    @Test
    void anyBytesGetAnAnswer() {
        Property.holds(300_000, random -> assertAnswered(Generators.bytes(random, 24)));
    }

    @Test
    void aSpoiltLineGetsAnAnswer() {
        Property.holds(200_000, random -> assertAnswered(Generators.spoiltLine(random)));
    }

    /** And what is a line can be printed and read again. */
    private static void assertAnswered(byte[] bytes) {
        if (LineParser.parse(bytes, 0, bytes.length) instanceof Parsed.Ok ok
                && ok.line().bodyBytes() <= LineWriter.MAX_BODY_BYTES) {
            byte[] printed = ok.line().toBytes();
            assertThat(LineParser.parse(printed, 0, printed.length - 2)).isEqualTo(ok);
        }
    }

    private static Line lineOf(String text) {
        return ((Parsed.Ok) Line.parse(text)).line();
    }

    private static LineFault faultOf(String text) {
        return ((Parsed.Fault) Line.parse(text)).reason();
    }
}
