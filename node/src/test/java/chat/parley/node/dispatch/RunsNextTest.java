package chat.parley.node.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RunsNextTest {
    private static final Config CONFIG =
            ConfigFactory.parseString("""
            runs-next {
              type = Dispatcher
              executor = "chat.parley.node.dispatch.RunsNext"
              gather { within = 1 ms, connections = 512 }
              fork-join-executor { parallelism-min = 2, parallelism-max = 2 }
            }
            runs-next-alone = ${runs-next} {
              fork-join-executor { parallelism-min = 1, parallelism-max = 1 }
            }
            """).resolve().withFallback(ConfigFactory.load());

    private static final ActorTestKit KIT = ActorTestKit.create(CONFIG);

    private final Executor dispatcher = executor(KIT, "runs-next");

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void whatATurnStartsIsRunByTheSameThreadAfterIt() throws Exception {
        var order = new ArrayList<String>();
        var threads = new CompletableFuture<List<Thread>>();

        dispatcher.execute(() -> {
            var first = Thread.currentThread();
            dispatcher.execute(() -> {
                order.add("second");
                threads.complete(List.of(first, Thread.currentThread()));
            });
            order.add("first");
        });

        assertThat(threads.get(10, TimeUnit.SECONDS))
                .satisfies(both -> assertThat(both.get(0)).isSameAs(both.get(1)));
        assertThat(order).containsExactly("first", "second");
    }

    /** The turn that started them is not over until the other thread has run one. */
    @Test
    void whoStartsTwoGivesTheFirstToAnotherThread() throws Exception {
        var otherRan = new CountDownLatch(1);
        var waited = new CompletableFuture<Boolean>();

        dispatcher.execute(() -> {
            dispatcher.execute(otherRan::countDown);
            dispatcher.execute(() -> {});
            waited.complete(comesTrue(otherRan));
        });

        assertThat(waited.get(10, TimeUnit.SECONDS)).isTrue();
    }

    /** On the only thread of its dispatcher. */
    @Test
    void aRowThatDoesNotEndLetsOthersHaveTheThread() throws Exception {
        var alone = executor(KIT, "runs-next-alone");
        var otherRan = new CountDownLatch(1);
        var endless = new Runnable() {
            @Override
            public void run() {
                if (otherRan.getCount() > 0) {
                    alone.execute(this);
                }
            }
        };

        alone.execute(() -> {
            alone.execute(otherRan::countDown);
            alone.execute(endless);
        });

        assertThat(comesTrue(otherRan)).isTrue();
    }

    /** A pool's threads stay with one of its queues as long as there is something in it, and each thread that submits has another one. */
    @Test
    void whoHasWaitedLongestIsNext() throws Exception {
        var alone = executor(KIT, "runs-next-alone");
        var order = new ArrayList<Integer>();
        var all = new CountDownLatch(40);
        var free = new CountDownLatch(1);
        alone.execute(() -> comesTrue(free));

        for (var i = 0; i < 40; i++) {
            var number = i;
            var submitter = new Thread(() -> alone.execute(() -> {
                order.add(number);
                all.countDown();
            }));
            submitter.start();
            submitter.join();
        }
        free.countDown();

        assertThat(comesTrue(all)).isTrue();
        assertThat(order).isSorted();
    }

    @Test
    void aTurnThatFailsLosesNothing() throws Exception {
        var next = new CountDownLatch(1);

        dispatcher.execute(() -> {
            dispatcher.execute(next::countDown);
            throw new AssertionError("a turn that fails, for a test");
        });

        assertThat(comesTrue(next)).isTrue();
    }

    /** As with Pekko's own executors; where it may, it ends the process. */
    @Test
    void whatNoActorSurvivesEndsTheSystem() {
        var kit = ActorTestKit.create(
                ConfigFactory.parseString("pekko.jvm-exit-on-fatal-error = off").withFallback(CONFIG));

        executor(kit, "runs-next").execute(() -> {
            throw new LinkageError("a fatal error, for a test");
        });

        assertThat(kit.system().getWhenTerminated()).succeedsWithin(Duration.ofSeconds(20));
    }

    private static Executor executor(ActorTestKit kit, String name) {
        return kit.system().dispatchers().lookup(DispatcherSelector.fromConfig(name));
    }

    private static boolean comesTrue(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
