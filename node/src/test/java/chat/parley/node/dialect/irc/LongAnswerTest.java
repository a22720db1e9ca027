package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.RPL_ENDOFWHO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.wire.Numeric;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers of thousands of lines. */
class LongAnswerTest {
    private final Replies replies = new Replies("irc.example", "ann");

    @Test
    void eachPieceIsBoundedHoweverManyLinesThereAre() {
        var people = IntStream.range(0, 10_000).boxed().toList();
        var answer = new LongAnswer<>(people.iterator(), LongAnswerTest::tell, LongAnswerTest::end);
        var lines = 0;
        var pieces = 0;

        while (answer.hasNext()) {
            answer.next().accept(replies);
            var piece = replies.take();
            assertThat(piece.length).isBetween(1, 4096 + 512);
            lines += (int) new String(piece, UTF_8).lines().count();
            pieces++;
        }

        assertThat(lines).isEqualTo(10_001);
        assertThat(pieces).isGreaterThan(50);
    }

    @Test
    void withoutLinesThereIsTheEndAlone() {
        var answer = new LongAnswer<>(List.<Integer>of().iterator(), LongAnswerTest::tell, LongAnswerTest::end);

        answer.next().accept(replies);

        assertThat(answer.hasNext()).isFalse();
        assertThat(replies.take()).asString().isEqualTo(":irc.example 315 ann #lobby :End of WHO list\r\n");
    }

    private static void tell(Replies replies, Integer number) {
        replies.numeric(Numeric.RPL_WHOREPLY, "#lobby", "n" + number);
    }

    private static void end(Replies replies) {
        replies.numeric(RPL_ENDOFWHO, "#lobby", "End of WHO list");
    }
}
