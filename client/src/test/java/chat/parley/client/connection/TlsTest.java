package chat.parley.client.connection;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.client.ScriptedServer;
import chat.parley.client.ScriptedServer.Peer;
import chat.parley.client.connection.ConnectionEvent.Lost;
import chat.parley.client.connection.ConnectionEvent.Received;
import chat.parley.client.connection.ConnectionEvent.Registered;
import chat.parley.client.connection.ConnectionEvent.Unreachable;
import chat.parley.wire.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers with certificates of our own making; they are in {@code src/test/resources/tls}, for the next hundred years. */
@Timeout(60)
class TlsTest {
    private static final Timing TIMING = new Timing(10_000, 10_000, 60_000, 60_000, 0, 5, 5, 10, 0);

    private static final int PLENTY = 1_000_000;

    private final BlockingQueue<ConnectionEvent> events = new LinkedBlockingQueue<>();
    private StsPolicies policies = StsPolicies.none();
    private @Nullable ScriptedServer server;
    private @Nullable Connection connection;

    @AfterEach
    void stop() throws Exception {
        if (connection != null) {
            connection.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aServerThatAnAuthorityVouchesForIsBelieved() throws Exception {
        connect("localhost.pem", "localhost", authority());
        server().welcome("alice");

        assertThat(next(Registered.class).server().tls()).isTrue();
        assertThat(next(Received.class).line().command()).isEqualTo("005");
    }

    @Test
    void aNameThatIsNotInTheCertificateIsToldSo() throws Exception {
        connect("elsewhere.pem", "localhost", authority());

        assertThat(failure())
                .startsWith("its certificate is for another host (CN=irc.example.org); if it is the right one");
    }

    @Test
    void aSelfSignedCertificateIsToldSoWithWhatToDo() throws Exception {
        connect("self-signed.pem", "localhost", Trust.AUTHORITIES);

        assertThat(failure())
                .startsWith("its certificate is self-signed; if it is the right one, --pin "
                        + fingerprint("self-signed.pem"))
                .contains("--insecure");
    }

    @Test
    void anUnknownAuthorityIsToldSo() throws Exception {
        connect("localhost.pem", "localhost", Trust.AUTHORITIES);

        assertThat(failure())
                .startsWith("its certificate was signed by nobody that is trusted here (CN=A test's authority)");
    }

    @Test
    void aCertificateThatIsTooOldIsToldSo() throws Exception {
        connect("expired.pem", "localhost", authority());

        assertThat(failure())
                .startsWith("its certificate is valid from 2020-01-01T00:00:00Z to 2021-01-01T00:00:00Z only");
    }

    @Test
    void aPinIsEnoughWhateverElseIsWrong() throws Exception {
        connect("self-signed.pem", "127.0.0.1", pinned("self-signed.pem"));
        server().welcome("alice");

        next(Registered.class);
    }

    @Test
    void aPinIsNeededEvenWhereAnAuthorityVouches() throws Exception {
        connect("localhost.pem", "localhost", pinned("self-signed.pem"));

        assertThat(failure()).startsWith("its certificate is not the pinned one");
    }

    @Test
    void anybodyIsBelievedWhereThatIsAskedFor() throws Exception {
        connect("elsewhere.pem", "localhost", new Trust(true, Set.of(), null, null));
        server().welcome("alice");

        next(Registered.class);
    }

    @Test
    void aPortWithoutTlsIsToldSo() throws Exception {
        server = ScriptedServer.start();
        open("localhost", server.address().port(), true, authority());
        server.accept().send(":irc.test NOTICE * :Looking up your hostname");

        assertThat(next(Unreachable.class).failures().get(0).reason()).startsWith("it speaks no TLS on this port");
    }

    @Test
    void theServerHearsWhichHostIsMeant() throws Exception {
        SSLServerSocket listener = listen("localhost.pem");
        server = ScriptedServer.on(listener);
        CompletableFuture<String> name = inBackground(() -> {
            try (SSLSocket socket = (SSLSocket) listener.accept()) {
                socket.startHandshake();
                return String.valueOf(((ExtendedSSLSession) socket.getSession()).getRequestedServerNames());
            }
        });
        open("localhost", listener.getLocalPort(), true, authority());

        assertThat(name.get(20, TimeUnit.SECONDS)).contains("value=localhost");
    }

    @Test
    void aCertificateShowsWhoOneIs() throws Exception {
        SSLServerSocket listener = listen("localhost.pem");
        listener.setNeedClientAuth(true);
        server = ScriptedServer.on(listener);
        Trust trust = new Trust(false, Set.of(), file("ca.pem"), file("alice.pem"));
        Access access = new Access(trust, new Login("alice", null, true, true), null);
        ServerAddress address = new ServerAddress("localhost", listener.getLocalPort(), true);
        connection =
                new Dialer(TIMING, access, StsPolicies.none()).open(Plan.first(List.of(address), "alice"), events::add);
        Peer peer = server.accept();

        peer.expect("USER");
        peer.send(":srv CAP * LS :sasl=EXTERNAL").expect("CAP REQ sasl");
        peer.send(":srv CAP * ACK :sasl").expect("AUTHENTICATE EXTERNAL");
        peer.send("AUTHENTICATE +").expect("AUTHENTICATE YWxpY2U=");
        peer.send(":srv 900 alice alice!a@h alice :Logged in", ":srv 903 alice :Done")
                .expect("CAP END");
        peer.send(":srv 001 alice :Welcome");

        assertThat(next(Registered.class).account()).isEqualTo("alice");
    }

    /** IRCv3 sts: an upgrade policy makes the client come back with TLS. */
    @Test
    void aServerThatWantsTlsGetsIt() throws Exception {
        SSLServerSocket listener = listen("localhost.pem");
        try (ScriptedServer plain = ScriptedServer.start()) {
            server = ScriptedServer.on(listener);
            open("localhost", plain.address().port(), false, authority());
            Peer peer = plain.accept();
            peer.expect("USER");
            peer.send(":srv CAP * LS :sts=port=" + listener.getLocalPort() + ",duration=0 server-time");
            peer.expectEnd();
            server.welcome("alice");

            assertThat(next(Registered.class).server())
                    .isEqualTo(new ServerAddress("localhost", listener.getLocalPort(), true));
        }
    }

    /** IRCv3 sts: with {@code CAP NEW} it may ask for that later; whoever comes back then is told so from the start. */
    @Test
    void aServerThatWantsTlsLaterIsLeft() throws Exception {
        server = ScriptedServer.start();
        open("localhost", server.address().port(), false, authority());
        Peer peer = server().accept();
        peer.expect("USER");
        peer.send(":srv CAP * LS :anything").expect("CAP END");
        peer.send(":srv 001 alice :Welcome");
        next(Registered.class);

        peer.send(":srv CAP alice NEW :sts=port=6697,duration=0");

        assertThat(next(Lost.class).reason()).isEqualTo("the server asks for TLS (sts)");
        peer.expectEnd();
    }

    /** IRCv3 sts: a persistence policy holds in the next run too, as long as the server said. */
    @Test
    void aServerThatWantsTlsGetsItInTheNextRunToo(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("sts");
        SSLServerSocket listener = listen("localhost.pem");
        server = ScriptedServer.on(listener);
        visit(listener.getLocalPort(), true, file, authority(), "sts=duration=3600");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        int plainPort = ScriptedServer.nowhere().port();
        visit(plainPort, false, file, authority(), "sts=duration=0,port=" + plainPort);
        assertThat(file).as("after duration=0").isEmptyFile();
    }

    /** IRCv3 sts: a duration means nothing without TLS, and nothing where anybody may be the server. */
    @Test
    void whoMayBeAnybodySetsNoPolicy(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("sts");
        server = ScriptedServer.start();
        visit(server.address().port(), false, file, authority(), "sts=duration=3600");
        SSLServerSocket listener = listen("localhost.pem");
        server.close();
        server = ScriptedServer.on(listener);
        visit(listener.getLocalPort(), true, file, new Trust(true, Set.of(), null, null), "sts=duration=3600");

        assertThat(file).doesNotExist();
    }

    /** IRCv3 sts: nothing else is tried as long as the policy holds. */
    @Test
    void aServerThatWantsTlsIsNotSpokenToWithoutIt(@TempDir Path folder) throws Exception {
        policies = StsPolicies.in(folder.resolve("sts"), InstantSource.system());
        policies.learn(new ServerAddress("localhost", ScriptedServer.nowhere().port(), true), "duration=60");
        server = ScriptedServer.start();
        open("LocalHost", server.address().port(), false, authority());

        assertThat(next(Unreachable.class).failures().get(0).reason())
                .endsWith("has asked for TLS (sts), and nothing else is tried");
    }

    /** Goes there as a run of its own, and leaves again. */
    private void visit(int port, boolean tls, Path file, Trust trust, String capabilities) throws Exception {
        policies = StsPolicies.in(file, InstantSource.system());
        open("localhost", port, tls, trust);
        Peer peer = server().accept();
        peer.expect("USER");
        peer.send(":srv CAP * LS :" + capabilities).expect("CAP END");
        peer.send(":srv 001 alice :Welcome");
        next(Registered.class);
        requireNonNull(connection).close();
        next(Lost.class);
    }

    /** The reading may time out at any byte of a record, and goes on where it was. */
    @Test
    void aRecordThatArrivesInPiecesLosesNothing() throws Exception {
        SSLServerSocket listener = listen("localhost.pem");
        server = ScriptedServer.on(listener);
        try (Drip drip = new Drip(listener.getLocalPort())) {
            ServerAddress address = new ServerAddress("localhost", drip.port(), true);
            Tls tls = new Tls(authority());
            CompletableFuture<LineSocket> opening = inBackground(() -> LineSocket.open(address, 10_000, tls));
            Peer peer = server().accept().send("NOTICE * :in one piece");
            LineSocket lines = opening.get(20, TimeUnit.SECONDS);
            assertThat(lines.read(10_000)).hasToString("NOTICE * :in one piece");

            drip.stop();
            peer.send("NOTICE * :in pieces");
            Line line = null;
            while (line == null) {
                drip.let(1);
                line = lines.read(2);
            }

            assertThat(line).hasToString("NOTICE * :in pieces");
            lines.close();
        }
    }

    /** Passes on what a server sends as slowly as the test wants it. */
    private static final class Drip implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final Semaphore bytes = new Semaphore(PLENTY);

        Drip(int serverPort) throws IOException {
            start(() -> {
                try (Socket client = listener.accept();
                        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
                    start(() -> client.getInputStream().transferTo(upstream.getOutputStream()));
                    for (int next = upstream.getInputStream().read();
                            next >= 0;
                            next = upstream.getInputStream().read()) {
                        bytes.acquire();
                        client.getOutputStream().write(next);
                    }
                    return true;
                }
            });
        }

        int port() {
            return listener.getLocalPort();
        }

        void let(int count) {
            bytes.release(count);
        }

        void stop() {
            bytes.drainPermits();
        }

        @Override
        public void close() throws IOException {
            listener.close();
            let(PLENTY);
        }
    }

    private static <T> CompletableFuture<T> inBackground(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        start(work, result);
        return result;
    }

    /** For what ends with the test. */
    private static void start(Callable<?> work) {
        start(work, new CompletableFuture<>());
    }

    private static <T> void start(Callable<? extends T> work, CompletableFuture<T> result) {
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void connect(String certificate, String host, Trust trust) throws Exception {
        SSLServerSocket listener = listen(certificate);
        server = ScriptedServer.on(listener);
        open(host, listener.getLocalPort(), true, trust);
    }

    private ScriptedServer server() {
        return requireNonNull(server);
    }

    private void open(String host, int port, boolean tls, Trust trust) {
        Plan plan = Plan.first(List.of(new ServerAddress(host, port, tls)), "alice");
        connection = new Dialer(TIMING, new Access(trust, null, null), policies).open(plan, events::add);
    }

    /** Why the one address was of no use. The server only shakes hands. */
    private String failure() throws Exception {
        start(() -> server().accept().next());
        return next(Unreachable.class).failures().get(0).reason();
    }

    private <E extends ConnectionEvent> E next(Class<E> kind) throws InterruptedException {
        ConnectionEvent event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).isInstanceOf(kind);
        return kind.cast(event);
    }

    private static SSLServerSocket listen(String certificate) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(PemFile.read(file(certificate)).identity(), new char[0]);
        TrustManagerFactory clients = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        clients.init(PemFile.read(file("alice.pem")).authorities());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), clients.getTrustManagers(), null);
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static Trust authority() throws Exception {
        return new Trust(false, Set.of(), file("ca.pem"), null);
    }

    private static Trust pinned(String certificate) throws Exception {
        return new Trust(false, Set.of(fingerprint(certificate)), null, null);
    }

    private static Fingerprint fingerprint(String certificate) throws Exception {
        return Fingerprint.of(
                (X509Certificate) PemFile.read(file(certificate)).identity().getCertificate("identity"));
    }

    private static Path file(String name) throws Exception {
        return Path.of(requireNonNull(TlsTest.class.getResource("/tls/" + name)).toURI());
    }
}
