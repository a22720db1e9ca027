package chat.parley.node.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the lock of a store's file, and who may have it: a process that is frozen right after it was given the lock has not said so. */
class StoreLockTest {
    private static final Writer SELF = Writer.here("127.0.0.1:7355");
    private static final Writer OTHER = Writer.here("127.0.0.1:7356");

    @TempDir
    Path folder;

    private StoreLock own;
    private StoreLock other;

    @BeforeEach
    void open() throws Exception {
        own = new StoreLock(folder.resolve("lock"), SELF);
        other = new StoreLock(folder.resolve("lock"), OTHER);
    }

    @Test
    void theFileSaysWhoHadItLast() throws Exception {
        assertThat(own.lastHolder()).isEmpty();

        own.take();
        own.free();

        assertThat(other.lastHolder()).contains(SELF);
    }

    @Test
    void whoMayHaveItHasSaidSoBefore() throws Exception {
        assertThat(own.writers()).isEmpty();

        own.becomeMember(1);
        other.becomeMember(2);

        assertThat(own.writers()).containsExactlyInAnyOrder(SELF.as(1), OTHER.as(2));
    }

    @Test
    void ofAnAddressTheLastOneCounts() throws Exception {
        own.becomeMember(1);
        new StoreLock(folder.resolve("lock"), SELF).becomeMember(3);

        assertThat(other.writers()).containsExactly(SELF.as(3));
    }

    @Test
    void whoHasEndedIsForgotten() throws Exception {
        var process = new ProcessBuilder("true").start();
        var ended = new Writer(process.pid(), process.info().startInstant().orElse(Instant.EPOCH), "127.0.0.1:7357", 3);
        process.waitFor();
        new StoreLock(folder.resolve("lock"), ended).becomeMember(3);

        own.becomeMember(1);

        assertThat(own.writers()).containsExactly(SELF.as(1));
    }

    @Test
    void whoHasItDoesNotWait() throws Exception {
        own.take();

        assertThat(own.waits(Duration.ZERO)).isFalse();
        own.free();
    }
}
