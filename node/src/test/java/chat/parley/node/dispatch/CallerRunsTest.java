package chat.parley.node.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** When a thread that has something for connections runs them; all actors' turns here have one thread. */
class CallerRunsTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create(ConfigFactory.parseString("""
            actors {
              type = Dispatcher
              executor = "chat.parley.node.dispatch.RunsNext"
              gather { within = 1 ms, connections = 512 }
              fork-join-executor { parallelism-min = 1, parallelism-max = 1 }
            }
            connections = ${actors} { executor = "chat.parley.node.dispatch.CallerRuns" }
            """).resolve().withFallback(ConfigFactory.load()));

    private final Executor actors = executor("actors");
    private final Executor connections = executor("connections");
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final CountDownLatch written = new CountDownLatch(1);

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void whenNobodyWaitsAConnectionIsRunByTheSameThreadAfterTheTurn() throws Exception {
        var threads = new CompletableFuture<List<Thread>>();

        actors.execute(() -> {
            var turn = Thread.currentThread();
            connections.execute(() -> {
                order.add("connection");
                threads.complete(List.of(turn, Thread.currentThread()));
            });
            order.add("turn");
        });

        assertThat(threads.get(5, TimeUnit.SECONDS))
                .satisfies(both -> assertThat(both.get(0)).isSameAs(both.get(1)));
        assertThat(order).containsExactly("turn", "connection");
    }

    @Test
    void whileOthersWaitThatMayHaveSomethingForItTheyAreRunBefore() throws Exception {
        whileTheThreadIsBusy(() -> {
            actors.execute(() -> {
                connections.execute(this::write);
                order.add("room");
            });
            actors.execute(() -> order.add("another room"));
        });

        assertThat(isWritten()).isTrue();
        assertThat(order).containsExactly("room", "another room", "connection");
    }

    @Test
    void othersThatWaitAgainAndAgainDoNotKeepItWaiting() throws Exception {
        whileTheThreadIsBusy(() -> {
            actors.execute(() -> connections.execute(this::write));
            actors.execute(new Runnable() {
                @Override
                public void run() {
                    if (written.getCount() > 0) {
                        actors.execute(this);
                        actors.execute(() -> {});
                    }
                }
            });
        });

        assertThat(isWritten()).isTrue();
    }

    @Test
    void whatAConnectionHasForItsSocketIsRunThereAndThen() throws Exception {
        actors.execute(() -> connections.execute(() -> {
            connections.execute(() -> order.add("socket"));
            write();
        }));

        assertThat(isWritten()).isTrue();
        assertThat(order).containsExactly("socket", "connection");
    }

    @Test
    void anyOtherThreadGivesItToAPool() throws Exception {
        var thread = new CompletableFuture<Thread>();

        connections.execute(() -> thread.complete(Thread.currentThread()));

        assertThat(thread.get(5, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
    }

    private void write() {
        order.add("connection");
        written.countDown();
    }

    private boolean isWritten() throws InterruptedException {
        return written.await(5, TimeUnit.SECONDS);
    }

    private void whileTheThreadIsBusy(Runnable submit) throws InterruptedException {
        var busy = new CountDownLatch(1);
        var submitted = new CountDownLatch(1);
        actors.execute(() -> {
            busy.countDown();
            try {
                submitted.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        busy.await(5, TimeUnit.SECONDS);
        submit.run();
        submitted.countDown();
    }

    private static Executor executor(String name) {
        return KIT.system().dispatchers().lookup(DispatcherSelector.fromConfig(name));
    }
}
