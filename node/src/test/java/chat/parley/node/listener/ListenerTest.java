package chat.parley.node.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.node.cluster.Nodes;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.dialect.ToyDialect;
import chat.parley.node.history.MemoryLog;
import chat.parley.node.name.Directory;
import chat.parley.node.name.People;
import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.ReadMarkers;
import chat.parley.node.room.Replicas;
import chat.parley.node.user.UserServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener on a free port, with real sockets on the other side; the rest of the node are probes. */
class ListenerTest {
    private static final ActorTestKit KIT = ActorTestKit.create(NodeStreams.CONFIG);

    private final TestProbe<Listener.Event> parent = KIT.createTestProbe();
    private final TestProbe<People.Command> people = KIT.createTestProbe();
    private final TestProbe<Replicas.Command> replicas = KIT.createTestProbe();
    private final TestProbe<ShardingEnvelope<ChatRoom.Command>> rooms = KIT.createTestProbe();
    private final TestProbe<ShardingEnvelope<Directory.Command>> names = KIT.createTestProbe();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private ActorRef<Listener.Command> start(int port, String hocon) throws Exception {
        return start(port, hocon, null);
    }

    private ActorRef<Listener.Command> start(int port, String hocon, @Nullable ServerTls tls) throws Exception {
        var services = new UserServices(
                NodeConfig.ofText(hocon),
                new OneNode(),
                people.ref(),
                replicas.ref(),
                rooms.ref(),
                names.ref(),
                new MemoryLog(1, Clock.systemUTC()),
                ReadMarkers.NONE,
                System::nanoTime,
                new AtomicLong());
        var listen = new NodeConfig.Listen("toy", "127.0.0.1", port);
        return KIT.spawn(
                Listener.create(new Listener.Port(listen, ToyDialect::new, tls), services, () -> true, parent.ref()));
    }

    private InetSocketAddress bound() {
        return parent.expectMessageClass(Listener.Bound.class, Duration.ofSeconds(10))
                .address();
    }

    private void expectConnections(int difference) {
        people.expectMessage(Duration.ofSeconds(10), new People.Unregistered(difference));
    }

    @Test
    void eachConnectionHasAUserWhoAnswersIt() throws Exception {
        start(0, "");
        var address = bound();

        try (var one = new RawPeer(address);
                var other = new RawPeer(address)) {
            one.expect("HELLO 127.0.0.1");
            other.expect("HELLO 127.0.0.1");
            one.send("PING a\nPING b\n");
            other.send("PING c\n");

            one.expect("PONG a");
            one.expect("PONG b");
            other.expect("PONG c");
            expectConnections(1);
            expectConnections(1);
        }
        expectConnections(-1);
        expectConnections(-1);
    }

    @Test
    void connectionsOfOneAddressAreBoundedAndCountedBackWhenTheyEnd() throws Exception {
        start(0, "parley.limits.connections-per-address = 2");
        var address = bound();
        var first = new RawPeer(address);
        first.expect("HELLO 127.0.0.1");
        expectConnections(1);

        try (var second = new RawPeer(address);
                var third = new RawPeer(address)) {
            second.expect("HELLO 127.0.0.1");
            expectConnections(1);
            third.expect("FAREWELL Too many connections from your address (at most 2): close one and try again");
            third.expectEnd();

            first.close();
            expectConnections(-1);
            awaitRoom(address);
        }
    }

    /** The listener hears of a user's end on its own, which may be a moment later. */
    private static void awaitRoom(InetSocketAddress address) throws Exception {
        var deadlineNanos = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        for (var word = ""; !"HELLO 127.0.0.1".equals(word); ) {
            assertThat(System.nanoTime())
                    .as("the time until there is room again")
                    .isLessThan(deadlineNanos);
            try (var fourth = new RawPeer(address)) {
                word = String.valueOf(fourth.readLine());
            }
        }
    }

    @Test
    void withABoundOfZeroThereIsNone() throws Exception {
        start(0, "parley.limits.connections-per-address = 0");
        var address = bound();

        for (var number = 0; number < 100; number++) {
            try (var peer = new RawPeer(address)) {
                peer.expect("HELLO 127.0.0.1");
            }
        }
    }

    @Test
    void anEncryptedPortServesWhoTrustsItsCertificate(@TempDir Path folder) throws Exception {
        var certificate = SelfSigned.in(folder);
        var listener = start(0, "", ServerTls.read(certificate.chain(), certificate.key()));

        try (var peer = new RawPeer(bound(), certificate.trusting())) {
            peer.expect("HELLO 127.0.0.1");
            peer.send("PING a\nPING b\n");
            peer.expect("PONG a");
            peer.expect("PONG b");

            listener.tell(new Listener.Drain(
                    "bye", KIT.<Listener.Drained>createTestProbe().ref()));

            peer.expect("FAREWELL bye");
            peer.expectEnd();
        }
        parent.expectTerminated(listener, Duration.ofSeconds(10));
    }

    @Test
    void whoSpeaksInTheClearToAnEncryptedPortIsClosedAndNobodyElse(@TempDir Path folder) throws Exception {
        var certificate = SelfSigned.in(folder);
        start(0, "", ServerTls.read(certificate.chain(), certificate.key()));
        var address = bound();

        try (var encrypted = new RawPeer(address, certificate.trusting());
                var clear = new RawPeer(address)) {
            encrypted.expect("HELLO 127.0.0.1");
            clear.send("PING a\n");
            assertThat(String.valueOf(catchRead(clear))).doesNotContain("PONG", "HELLO");
            expectConnections(1);
            expectConnections(1);
            expectConnections(-1);

            encrypted.send("PING b\n");
            encrypted.expect("PONG b");
        }
    }

    @Test
    void aPortThatIsTakenIsToldWithWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var listener = start(taken.getLocalPort(), "");

            var failed = parent.expectMessageClass(Listener.Failed.class, Duration.ofSeconds(10));

            assertThat(failed.reason())
                    .startsWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + " for toy: ")
                    .contains("in use")
                    .endsWith("(choose another address with --listen toy=HOST:PORT)");
            parent.expectTerminated(listener);
        }
    }

    @Test
    void aDrainTellsEverybodyAndEndsWithTheLast() throws Exception {
        var listener = start(0, "");
        var address = bound();
        TestProbe<Listener.Drained> drained = KIT.createTestProbe();
        try (var peer = new RawPeer(address)) {
            peer.expect("HELLO 127.0.0.1");

            listener.tell(new Listener.Drain("This server leaves: connect to localhost:6668", drained.ref()));

            peer.expect("FAREWELL This server leaves: connect to localhost:6668");
            peer.expectEnd();
            drained.expectNoMessage();
        }
        drained.expectMessage(Duration.ofSeconds(10), new Listener.Drained(address));
        parent.expectTerminated(listener);
        assertNobodyListens(address);
    }

    @Test
    void aDrainOfAnEmptyListenerIsDoneAtOnce() throws Exception {
        var listener = start(0, "");
        TestProbe<Listener.Drained> drained = KIT.createTestProbe();

        listener.tell(new Listener.Drain("bye", drained.ref()));

        drained.expectMessage(Duration.ofSeconds(10), new Listener.Drained(bound()));
    }

    @Test
    void aStopClosesEverything() throws Exception {
        var listener = start(0, "");
        var address = bound();
        try (var peer = new RawPeer(address)) {
            peer.expect("HELLO 127.0.0.1");

            listener.tell(new Listener.Stop());

            parent.expectTerminated(listener);
            assertThat(catchRead(peer)).isNull();
        }
        assertNobodyListens(address);
    }

    private static @Nullable String catchRead(RawPeer peer) throws IOException {
        try {
            return peer.readLine();
        } catch (SocketException reset) {
            return null;
        }
    }

    private static void assertNobodyListens(InetSocketAddress address) {
        await().untilAsserted(() -> {
            try (var socket = new ServerSocket()) {
                socket.bind(address);
            }
        });
    }

    private static final class OneNode implements Nodes {
        @Override
        public long self() {
            return 7;
        }

        @Override
        public Collection<Peer> present() {
            return List.of();
        }

        @Override
        public @Nullable Peer find(long node) {
            return null;
        }
    }
}
