package chat.parley.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.dialect.ToyDialect;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** When a chunk is confirmed: once, whichever way. */
class BacklogTest {
    private final Backlog backlog = new Backlog();

    private void read(String... lines) {
        backlog.add(Arrays.stream(lines).map(ToyDialect::frame).toList());
    }

    @Test
    void aChunkIsConfirmedWithItsLastFrame() {
        read("one", "two");
        read("three");

        assertThat(backlog.first()).isEqualTo(ToyDialect.frame("one"));
        assertThat(backlog.removeFirst()).isFalse();
        assertThat(backlog.removeFirst()).isTrue();
        assertThat(backlog.first()).isEqualTo(ToyDialect.frame("three"));
        assertThat(backlog.removeFirst()).isTrue();
        assertThat(backlog.first()).isNull();
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void whatWasConfirmedAheadIsNotConfirmedAgain() {
        read("one", "two");
        read("three");

        assertThat(backlog.confirmAll()).isEqualTo(2);
        assertThat(backlog.confirmAll()).isZero();
        read("four");

        assertThat(backlog.size()).isEqualTo(4);
        assertThat(backlog.removeFirst()).isFalse();
        assertThat(backlog.removeFirst()).isFalse();
        assertThat(backlog.removeFirst()).isFalse();
        assertThat(backlog.removeFirst()).isTrue();
    }

    @Test
    void afterClearingNothingOwesAConfirmation() {
        read("one", "two");
        backlog.removeFirst();
        backlog.clear();

        assertThat(backlog.confirmAll()).isZero();
        assertThat(backlog.first()).isNull();
    }
}
