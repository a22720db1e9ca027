package chat.parley.client.script;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.wire.Line;
import chat.parley.wire.LineLimits;
import chat.parley.wire.LineParser;
import chat.parley.wire.Parsed;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in by arguments, and what comes out as lines. */
class WordsTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "90s, 2026-01-31T11:58:30Z",
        "15m, 2026-01-31T11:45:00Z",
        "1h, 2026-01-31T11:00:00Z",
        "2d, 2026-01-29T12:00:00Z",
        "1w, 2026-01-24T12:00:00Z",
        "2026-01-30, 2026-01-29T23:00:00Z",
        "2026-01-30T12:30, 2026-01-30T11:30:00Z",
        "2026-01-30T12:30:00Z, 2026-01-30T12:30:00Z",
        "2026-01-30T12:30:00+02:00, 2026-01-30T10:30:00Z",
    })
    void aMomentIsReadAsPeopleWriteIt(String text, Instant moment) {
        assertThat(Since.parse(text, NOON, ZoneId.of("+01:00"))).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "h", "1y", "yesterday", "2026-13-01", "12:30", "-1h", "9999999w"})
    void anyOtherMomentIsRefusedWithAWord(String text) {
        assertThatThrownBy(() -> Since.parse(text, NOON, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-01-31T12:30");
    }

    @ParameterizedTest
    @CsvSource({"ops, #ops", "'#ops', '#ops'", "&local, &local", "@anna, anna"})
    void aTargetIsARoomUnlessItIsMarkedAsAPerson(String text, String target) {
        assertThat(Target.parse(text)).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "#", "a b", "a,b"})
    void whatIsNoTargetIsRefusedWithAWord(String text) {
        assertThatThrownBy(() -> Target.parse(text)).hasMessageContaining("@ann");
    }

    @Test
    void aPersonIsNoRoom() {
        assertThatThrownBy(() -> Target.parseRoom("@anna")).hasMessageContaining("no room");
    }

    @Test
    void aMessageIsOneJsonObjectOnOneLine() {
        Message message = message("@time=2026-01-31T12:00:00.123Z;msgid=m1;account=anna :ann!u@h PRIVMSG #ops"
                + " :a \"quote\" \\ tab\t esc\u001b[31m nel\u0085 rlo\u202e 😀");

        assertThat(message.json())
                .isEqualTo(
                        "{\"time\":\"2026-01-31T12:00:00.123Z\",\"room\":\"#ops\",\"from\":\"ann\",\"account\":\"anna\",\"kind\":\"message\",\"text\":\"a"
                                + " \\\"quote\\\" \\\\ tab\\t esc\\u001b[31m nel\\u0085 rlo\\u202e 😀\","
                                + "\"msgid\":\"m1\"}");
    }

    @Test
    void whatTheServerDoesNotTellIsLeftOut() {
        assertThat(message(":ann!u@h NOTICE #ops :hi").json())
                .isEqualTo(
                        "{\"time\":\"2026-01-31T12:00:00Z\",\"room\":\"#ops\",\"from\":\"ann\",\"kind\":\"notice\",\"text\":\"hi\"}");
    }

    @Test
    void aPlainLineHasNothingThatSteersATerminal() {
        assertThat(message(":ann!u@h PRIVMSG #ops :\u0002bold\u0002 \u001b[2J").plain(ZoneOffset.UTC))
                .isEqualTo("2026-01-31 12:00:00 <ann> bold ␛[2J");
        assertThat(message(":ann!u@h PRIVMSG #ops :\u0001ACTION waves\u0001").plain(ZoneOffset.UTC))
                .isEqualTo("2026-01-31 12:00:00 * ann waves");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {":ann!u@h JOIN #ops", ":ann!u@h PRIVMSG #ops :\u0001VERSION\u0001", ":srv 366 me #ops :End"})
    void whatSaysNothingIsNoMessage(String line) {
        assertThat(Message.of(parse(line), NOON)).isNull();
    }

    @Test
    void aSearchIsWrittenLikeTags() {
        SearchErrand.Wish wish = new SearchErrand.Wish("disk full; again", "cron", NOON, null, 50);

        assertThat(wish.attributes("#ops"))
                .isEqualTo("in=#ops;text=disk\\sfull\\:\\sagain;limit=50;from=cron;after=2026-01-31T12:00:00Z");
    }

    private static Message message(String line) {
        return requireNonNull(Message.of(parse(line), NOON));
    }

    private static Line parse(String text) {
        return ((Parsed.Ok) LineParser.parse(text, LineLimits.FROM_SERVER)).line();
    }
}
