package chat.parley.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** Who may begin beside whom, and when answers leave; without any actor. */
class ExchangesTest {
    private final List<String> written = new ArrayList<>();
    private final Exchanges exchanges = new Exchanges(3, frames -> written.add(frames.utf8String()));

    private static ByteString text(String text) {
        return ByteString.fromString(text);
    }

    private Exchanges.Slot message() {
        assertThat(exchanges.mayBegin(true)).isTrue();
        return exchanges.begin(true);
    }

    @Test
    void messagesRunSideBySideUpToTheBound() {
        message();
        message();
        message();

        assertThat(exchanges.mayBegin(true)).isFalse();
        assertThat(exchanges.isBlocked()).isTrue();
    }

    @Test
    void whatRunsAloneBeginsWhenNothingIsPendingAndKeepsAllElseFromBeginning() {
        var first = message();
        assertThat(exchanges.mayBegin(false)).isFalse();
        first.done();
        exchanges.release();

        assertThat(exchanges.mayBegin(false)).isTrue();
        exchanges.begin(false);

        assertThat(exchanges.mayBegin(true)).isFalse();
        assertThat(exchanges.mayBegin(false)).isFalse();
    }

    @Test
    void answersLeaveInTheOrderOfTheRequests() {
        var first = message();
        var second = message();
        second.reply(text("second"));
        second.done();
        exchanges.release();
        assertThat(written).isEmpty();

        first.reply(text("first"));
        first.done();
        exchanges.release();

        assertThat(written).containsExactly("first", "second");
        assertThat(exchanges.isEmpty()).isTrue();
    }

    @Test
    void whoIsFirstInLineIsWrittenAtOnce() {
        var first = message();
        first.hold();
        first.reply(text("one "));
        first.reply(text("two"));

        exchanges.release();

        assertThat(written).containsExactly("one two");
        assertThat(exchanges.isFirst(first)).isTrue();
    }

    @Test
    void aRequestIsDoneWhenNothingOfItIsOutstanding() {
        var slot = message();
        List<String> told = new ArrayList<>();
        Consumer<String> one = slot.awaiting(told::add);
        Consumer<String> other = slot.awaiting(told::add);
        slot.done();

        one.accept("one");
        exchanges.release();
        assertThat(exchanges.isEmpty()).isFalse();
        other.accept("other");
        exchanges.release();

        assertThat(told).containsExactly("one", "other");
        assertThat(exchanges.isEmpty()).isTrue();
    }

    @Test
    void whileSomethingElseOfItIsWrittenTheRestOfAnAnswerWaits() {
        var slot = message();
        slot.pause();
        slot.reply(text("end"));
        slot.done();
        exchanges.release();
        assertThat(written).isEmpty();

        slot.resume();
        exchanges.release();

        assertThat(written).containsExactly("end");
    }
}
