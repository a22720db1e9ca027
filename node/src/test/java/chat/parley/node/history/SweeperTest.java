package chat.parley.node.history;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.cluster.Nodes;
import chat.parley.node.name.People;
import chat.parley.node.room.MessageLog;
import chat.parley.node.room.ReadMarkers;
import chat.parley.node.room.Replicas;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** One node has the store forget rooms, again and again, and one sweep at a time. */
class SweeperTest {
    private static final ActorTestKit KIT = ActorTestKit.create(ManualTime.config());
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LinkedBlockingQueue<Collection<Long>> sweeps = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<CompletableFuture<Integer>> results = new LinkedBlockingQueue<>();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void theLowestNodeSweepsAndBeginsNoOtherOneBeforeItsEnd() throws Exception {
        KIT.spawn(Sweeper.create(new PlayedStore(), new PlayedNodes(3, List.of(7L, 5L, 3L)), MINUTE));

        minutePasses();
        assertThat(sweeps.poll(3, TimeUnit.SECONDS)).containsExactlyInAnyOrder(7L, 5L, 3L);
        minutePasses();
        assertThat(sweeps).isEmpty();

        results.take().complete(2);
        minutePassesUntilSwept();
        results.take().completeExceptionally(new IllegalStateException("away"));
        minutePassesUntilSwept();
    }

    @Test
    void anotherNodeLeavesItToThatOne() {
        var sweeper = KIT.spawn(Sweeper.create(new PlayedStore(), new PlayedNodes(7, List.of(7L, 3L)), MINUTE));

        minutePasses();
        KIT.stop(sweeper);

        assertThat(sweeps).isEmpty();
    }

    private static void minutePasses() {
        ManualTime.get(KIT.system()).timePasses(MINUTE);
    }

    /** The word of the last sweep's end is on its way to the actor. */
    private void minutePassesUntilSwept() throws InterruptedException {
        for (var tries = 0; tries < 100; tries++) {
            minutePasses();
            if (sweeps.poll(50, TimeUnit.MILLISECONDS) != null) {
                return;
            }
        }
        throw new AssertionError("no sweep");
    }

    private final class PlayedStore implements Store {
        @Override
        public CompletionStage<Integer> sweep(Collection<Long> present) {
            var result = new CompletableFuture<Integer>();
            results.add(result);
            sweeps.add(present);
            return result;
        }

        @Override
        public MessageLog log(long node, Executor readers, Clock clock, Consumer<Boolean> told) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ReadMarkers readMarkers() {
            return ReadMarkers.NONE;
        }

        @Override
        public Optional<Upkeep> upkeep() {
            return Optional.empty();
        }

        @Override
        public String id() {
            return "played";
        }

        @Override
        public List<Writer> waitsFor(Duration atLeast) {
            return List.of();
        }

        @Override
        public void close() {}
    }

    private record PlayedNodes(long self, List<Long> all) implements Nodes {
        @Override
        public Collection<Peer> present() {
            return all.stream().map(PlayedNodes::peer).toList();
        }

        @Override
        public @Nullable Peer find(long node) {
            return null;
        }

        private static Peer peer(long node) {
            return new Peer(
                    node,
                    KIT.<Replicas.Command>createTestProbe().ref(),
                    KIT.<People.Command>createTestProbe().ref());
        }
    }
}
