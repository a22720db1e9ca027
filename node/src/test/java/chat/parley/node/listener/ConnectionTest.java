package chat.parley.node.listener;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.dialect.Framer;
import chat.parley.node.dialect.ToyDialect;
import chat.parley.node.user.User;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.io.Inet;
import org.apache.pekko.io.TcpSO;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The stage of a connection between a real socket and a user who is a probe. */
class ConnectionTest {
    private static final ActorTestKit KIT = ActorTestKit.create(NodeStreams.CONFIG);
    private static final int MEBIBYTE = 1 << 20;
    private static final Connection.Bounds ROOMY = new Connection.Bounds(2, 64 * MEBIBYTE);

    /** So that the socket is full soon. */
    private static final Inet.SocketOption SMALL_SOCKETS = TcpSO.sendBufferSize(16 * 1024);

    private final TestProbe<User.Command> user = KIT.createTestProbe();
    private final AtomicBoolean awake = new AtomicBoolean(true);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private InetSocketAddress serve(Connection.Bounds bounds) throws Exception {
        return serve(bounds, ForkJoinPool.commonPool());
    }

    /** A port whose only connection is served by a stage with these bounds, and written to on this executor. */
    private InetSocketAddress serve(Connection.Bounds bounds, Executor executor) throws Exception {
        var sockets = new AcceptedSockets();
        var binding = Tcp.get(KIT.system())
                .bind("127.0.0.1", 0, 10, List.of(sockets, SMALL_SOCKETS), true, Optional.empty())
                .to(Sink.foreach(incoming -> {
                    var channel = Objects.requireNonNull(sockets.take(incoming));
                    var stage = new Connection(
                            new ToyDialect().framer(),
                            user.ref(),
                            bounds,
                            awake::get,
                            () -> ToyDialect.line("asleep"),
                            new DirectWriter.Socket(channel, executor));
                    incoming.flow().join(Flow.fromGraph(stage)).run(KIT.system());
                }))
                .run(KIT.system());
        return binding.toCompletableFuture().get(10, TimeUnit.SECONDS).localAddress();
    }

    private User.Attached attached() {
        return user.expectMessageClass(User.Attached.class);
    }

    private List<String> chunk() {
        return user.expectMessageClass(User.Chunk.class).frames().stream()
                .map(frame -> ((Framer.Frame.Complete) frame).content().utf8String())
                .toList();
    }

    private void expectEnded(String reason) {
        assertThat(user.receiveMessage(Duration.ofSeconds(10))).isEqualTo(new User.Ended(reason));
    }

    @Test
    void theLinesOfOneReadComeAsOneChunk() throws Exception {
        try (var peer = new RawPeer(serve(ROOMY))) {
            attached();

            peer.send("one\ntwo\nthr");
            assertThat(chunk()).containsExactly("one", "two");
            peer.send("ee\n");

            assertThat(chunk()).containsExactly("three");
        }
        user.expectMessage(new User.InputClosed());
    }

    @Test
    void itReadsNoFurtherThanTheUserConfirms() throws Exception {
        try (var peer = new RawPeer(serve(new Connection.Bounds(2, MEBIBYTE)))) {
            var connection = attached();

            peer.send("one\n");
            assertThat(chunk()).containsExactly("one");
            peer.send("two\n");
            assertThat(chunk()).containsExactly("two");
            peer.send("three\n");
            user.expectNoMessage();
            connection.inbound().confirm();

            assertThat(chunk()).containsExactly("three");
        }
    }

    @Test
    void aConfirmationAtAnyTimeIsEnoughToGoOn() throws Exception {
        try (var peer = new RawPeer(serve(new Connection.Bounds(1, MEBIBYTE)))) {
            var connection = attached();

            for (var number = 0; number < 1000; number++) {
                peer.send(number + "\n");
                assertThat(chunk()).containsExactly(String.valueOf(number));
                connection.inbound().confirm();
            }
        }
    }

    @Test
    void framesOfEachThreadKeepTheirOrderAndNoneIsLeftBehind() throws Exception {
        var threads = 4;
        var each = 20_000;
        try (var peer = new RawPeer(serve(ROOMY))) {
            var outbound = attached().outbound();
            var start = new CountDownLatch(1);
            for (var thread = 0; thread < threads; thread++) {
                var name = thread;
                new Thread(() -> {
                            awaitUninterruptibly(start);
                            for (var number = 0; number < each; number++) {
                                outbound.deliver(ToyDialect.line(name + " " + number));
                            }
                        })
                        .start();
            }
            start.countDown();

            var next = new int[threads];
            for (var line = 0; line < threads * each; line++) {
                var read = String.valueOf(peer.readLine());
                var thread = read.charAt(0) - '0';
                assertThat(read).isEqualTo(thread + " " + next[thread]++);
            }
        }
    }

    /** Up to so many lines are on their way that the socket, and sometimes the queue behind it, holds some, none or as many as it can. */
    @Test
    void linesKeepTheirOrderWhereTheSocketIsFullByTurns() throws Exception {
        var random = new SplittableRandom(1);
        var lines = 200_000;
        var read = new AtomicInteger();
        try (var peer = new RawPeer(serve(ROOMY))) {
            var outbound = attached().outbound();
            var author = CompletableFuture.runAsync(() -> {
                var onTheirWay = 1;
                for (var number = 0; number < lines; number++) {
                    if (number % 100 == 0) {
                        onTheirWay = 1 + random.nextInt(1500);
                    }
                    while (number - read.get() >= onTheirWay) {
                        Thread.onSpinWait();
                    }
                    outbound.deliver(ToyDialect.line(number + "x".repeat(random.nextInt(500))));
                }
            });

            try {
                for (var number = 0; number < lines; number++) {
                    assertThat(String.valueOf(peer.readLine()).replace("x", "")).isEqualTo(String.valueOf(number));
                    read.set(number + 1);
                }
            } finally {
                read.set(lines);
            }
            author.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatTheSocketTakesDoesNotGoByTheStream() throws Exception {
        var turns = new LinkedBlockingQueue<Runnable>();
        try (var peer = new RawPeer(serve(ROOMY, turns::add))) {
            var outbound = attached().outbound();

            outbound.deliver(ToyDialect.line("one"));
            outbound.deliver(ToyDialect.line("two"));
            assertThat(turns).as("a turn for both").hasSize(1);
            turns.remove().run();
            peer.expect("one");
            peer.expect("two");

            var more = "x".repeat(16 * MEBIBYTE);
            outbound.deliver(ToyDialect.line(more));
            turns.remove().run();
            outbound.deliver(ToyDialect.line("after it"));
            assertThat(turns).as("the rest is the stream's").isEmpty();
            assertThat(peer.readLine()).isEqualTo(more);
            peer.expect("after it");

            for (var direct = false; !direct; ) {
                outbound.deliver(ToyDialect.line("once more"));
                direct = !turns.isEmpty();
                turns.forEach(Runnable::run);
                peer.expect("once more");
            }
        }
    }

    @Test
    void frameByFrameEachIsWrittenAtOnce() throws Exception {
        try (var peer = new RawPeer(serve(ROOMY))) {
            var outbound = attached().outbound();

            for (var number = 0; number < 5_000; number++) {
                outbound.deliver(ToyDialect.line("frame " + number));
                peer.expect("frame " + number);
            }
        }
    }

    @Test
    void aSlowReaderIsReportedAndCostsNobodyElseAnything() throws Exception {
        var others = new ConnectionTest();
        try (var slow = new RawPeer(serve(new Connection.Bounds(2, MEBIBYTE)));
                var quick = new RawPeer(others.serve(new Connection.Bounds(2, MEBIBYTE)))) {
            var toSlow = attached();
            var toQuick = others.attached();
            var frame = ToyDialect.line("x".repeat(16 * 1024));

            for (var number = 0; number < 2000; number++) {
                toSlow.outbound().deliver(frame);
            }
            user.expectMessage(new User.Choked());
            toQuick.outbound().deliver(ToyDialect.line("still here"));
            quick.expect("still here");

            toSlow.outbound().close(ToyDialect.line("FAREWELL SendQ exceeded"));
            var last = "";
            for (var line = slow.readLine(); line != null; line = slow.readLine()) {
                last = line;
            }
            assertThat(last).isEqualTo("FAREWELL SendQ exceeded");
        }
        expectEnded("Connection closed");
    }

    @Test
    void aPeerThatNeverReadsTheFarewellIsCutOff() throws Exception {
        try (var peer = new RawPeer(serve(new Connection.Bounds(2, MEBIBYTE)))) {
            var connection = attached();
            for (var number = 0; number < 2000; number++) {
                connection.outbound().deliver(ToyDialect.line("x".repeat(16 * 1024)));
            }
            user.expectMessage(new User.Choked());
            connection.outbound().close(ToyDialect.line("FAREWELL"));

            connection.inbound().abort();

            expectEnded("Connection closed by this server");
        }
    }

    @Test
    void whatWasDeliveredBeforeTheFarewellIsWrittenAndNothingAfterIt() throws Exception {
        try (var peer = new RawPeer(serve(ROOMY))) {
            var connection = attached();

            connection.outbound().deliver(ToyDialect.line("one"));
            connection.outbound().close(ToyDialect.line("FAREWELL"));
            connection.outbound().deliver(ToyDialect.line("two"));
            connection.outbound().close(ToyDialect.line("FAREWELL AGAIN"));

            peer.expect("one");
            peer.expect("FAREWELL");
            peer.expectEnd();
            peer.send("never heard\n");
        }
        expectEnded("Connection closed");
    }

    @Test
    void aPeerThatHasStoppedSendingIsStillAnswered() throws Exception {
        try (var peer = new RawPeer(serve(ROOMY))) {
            var connection = attached();

            peer.send("question\n");
            peer.stopSending();
            assertThat(chunk()).containsExactly("question");
            user.expectMessage(new User.InputClosed());
            connection.outbound().deliver(ToyDialect.line("answer"));
            connection.outbound().close(ByteString.emptyByteString());

            peer.expect("answer");
            peer.expectEnd();
        }
        expectEnded("Connection closed");
    }

    @Test
    void aResetIsToldOnceWithItsReason() throws Exception {
        var peer = new RawPeer(serve(ROOMY));
        attached();

        peer.reset();

        expectEnded("Connection reset by peer");
        user.expectNoMessage();
    }

    @Test
    void whoAsksIsToldWhenEverythingHasLeftTheQueue() throws Exception {
        try (var peer = new RawPeer(serve(ROOMY))) {
            var connection = attached();
            var text = "x".repeat(32 * MEBIBYTE / 2);

            connection.outbound().deliver(ToyDialect.line(text));
            connection.outbound().deliver(ToyDialect.line("two"));
            connection.outbound().deliver(ToyDialect.line("three"));
            connection.inbound().tellWhenFlushed();
            user.expectNoMessage();
            assertThat(peer.readLine()).isEqualTo(text);

            user.expectMessage(new User.Flushed());
        }
    }

    @Test
    void aNodeThatWasAsleepNeitherReadsNorWrites() throws Exception {
        try (var peer = new RawPeer(serve(ROOMY))) {
            var connection = attached();

            awake.set(false);
            connection.outbound().deliver(ToyDialect.line("stale"));

            peer.expect("asleep");
            peer.expectEnd();
            peer.stopSending();
            expectEnded("This server was asleep: connect again");
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
