package chat.parley.node.listener;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.dialect.Framer;
import chat.parley.node.dialect.Pace;
import chat.parley.node.user.User;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Connections of kinds whose messages are told apart by time, and whose frames have to be complete in time. */
class SpacedConnectionTest {
    private static final ActorTestKit KIT = ActorTestKit.create(NodeStreams.CONFIG);

    private final TestProbe<User.Command> user = KIT.createTestProbe();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private Socket connect(Pace pace) throws Exception {
        var bounds = new Connection.Bounds(2, 1 << 20, pace);
        var binding = Tcp.get(KIT.system())
                .bind("127.0.0.1", 0, 10, List.of(), true, Optional.empty())
                .to(Sink.foreach(incoming -> {
                    var stage = new Connection(
                            new Pairs(), user.ref(), bounds, () -> true, ByteString::emptyByteString, null);
                    incoming.flow().join(Flow.fromGraph(stage)).run(KIT.system());
                }))
                .run(KIT.system());
        var address = binding.toCompletableFuture().get(10, TimeUnit.SECONDS).localAddress();
        var socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    @Test
    void eachMessageIsReadByItself() throws Exception {
        try (var socket = connect(new Pace(Duration.ofMillis(100), Duration.ZERO))) {
            var outbound = user.expectMessageClass(User.Attached.class).outbound();
            outbound.deliver(ByteString.fromString("one\0two\0"));
            outbound.deliver(ByteString.fromString("three\0"));
            outbound.close(ByteString.fromString("bye\0"));

            assertThat(reads(socket)).containsExactly("one", "two", "three", "bye");
        }
    }

    @Test
    void whoIsFarBehindGetsAllTogether() throws Exception {
        try (var socket = connect(new Pace(Duration.ofMillis(100), Duration.ZERO))) {
            var outbound = user.expectMessageClass(User.Attached.class).outbound();
            outbound.deliver(ByteString.fromString("first\0"));
            outbound.deliver(ByteString.fromString("x\0".repeat(SpacedMessages.MAX_WAITING + 1)));
            outbound.close(ByteString.fromString("bye\0"));

            var reads = reads(socket);
            assertThat(String.join("", reads)).isEqualTo("first" + "x".repeat(SpacedMessages.MAX_WAITING + 1) + "bye");
            assertThat(reads).hasSizeLessThan(5);
        }
    }

    @Test
    void aFrameThatIsNotCompletedInTimeIsTold() throws Exception {
        try (var socket = connect(new Pace(Duration.ZERO, Duration.ofMillis(300)))) {
            user.expectMessageClass(User.Attached.class);
            socket.getOutputStream().write('a');

            user.expectMessage(new User.Stalled());
        }
    }

    @Test
    void completeFramesTakeTheirTime() throws Exception {
        try (var socket = connect(new Pace(Duration.ZERO, Duration.ofSeconds(1)))) {
            user.expectMessageClass(User.Attached.class);
            socket.getOutputStream().write("ab".getBytes(StandardCharsets.US_ASCII));
            user.expectMessageClass(User.Chunk.class);

            user.expectNoMessage(Duration.ofMillis(1500));
        }
    }

    private static List<String> reads(Socket socket) throws Exception {
        var reads = new ArrayList<String>();
        var bytes = new byte[1024];
        for (int count = socket.getInputStream().read(bytes);
                count > 0;
                count = socket.getInputStream().read(bytes)) {
            reads.add(new String(bytes, 0, count, StandardCharsets.UTF_8));
        }
        return reads;
    }

    /** Two bytes are a frame. */
    private static final class Pairs implements Framer {
        private boolean half;

        @Override
        public void feed(ByteString read, Consumer<Frame> frames) {
            for (int i = 0; i < read.size(); i++) {
                half = !half;
                if (!half) {
                    frames.accept(new Frame.Complete(ByteString.emptyByteString()));
                }
            }
        }

        @Override
        public boolean isMidFrame() {
            return half;
        }
    }
}
