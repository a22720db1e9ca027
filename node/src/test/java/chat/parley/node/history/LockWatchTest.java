package chat.parley.node.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever may keep the others from writing is ended, but only as no member any more, and if it is really the one. The process is a real one. */
class LockWatchTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final long NODE = 7;

    /** This process, which nobody has removed. */
    private static final Writer ALIVE = Writer.here("127.0.0.1:7356").as(NODE + 2);

    private final Process process = start();
    private final AtomicInteger looks = new AtomicInteger();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void whoWasRemovedAndMayHoldTheLockIsEnded() throws Exception {
        var watch = watch(ALIVE, writer(startOfProcess()));
        timePasses();
        assertThat(process.isAlive()).isTrue();

        watch.tell(new LockWatch.Removed(NODE));
        timePasses();

        assertThat(process.waitFor(3, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aMemberThatOnlyTakesItsTimeIsLeftAlone() {
        watch(writer(startOfProcess())).tell(new LockWatch.Removed(NODE + 1));

        timePasses();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void anotherProcessThatWasGivenTheNumberLaterIsLeftAlone() {
        watch(writer(startOfProcess().minusSeconds(60))).tell(new LockWatch.Removed(NODE));

        timePasses();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void whatTheFileSaysIsReadAgain() {
        var writer = writer(startOfProcess());

        assertThat(Writer.parse(writer.toLine() + "and what was longer before\n"))
                .contains(writer);
        assertThat(Writer.parse("")).isEmpty();
        assertThat(Writer.parse("1 now 127.0.0.1:7355 7\n")).isEmpty();
    }

    private Writer writer(Instant started) {
        return new Writer(process.pid(), started, "127.0.0.1:7355", NODE);
    }

    private Instant startOfProcess() {
        return process.info().startInstant().orElseThrow();
    }

    private ActorRef<LockWatch.Command> watch(Writer... suspects) {
        return KIT.spawn(LockWatch.create(() -> {
            looks.incrementAndGet();
            return List.of(suspects);
        }));
    }

    /** Until the watch has looked, and looked again, so that the first look is over. */
    private void timePasses() {
        var before = looks.get();
        KIT.createTestProbe().awaitAssert(Duration.ofSeconds(3), () -> {
            ManualTime.get(KIT.system()).timePasses(LockWatch.BETWEEN_LOOKS);
            assertThat(looks.get()).isGreaterThan(before + 1);
            return null;
        });
    }

    private static Process start() {
        try {
            return new ProcessBuilder("sleep", "60").start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
