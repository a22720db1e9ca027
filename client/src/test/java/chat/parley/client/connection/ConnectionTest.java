package chat.parley.client.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.client.ScriptedServer;
import chat.parley.client.ScriptedServer.Peer;
import chat.parley.client.connection.ConnectionEvent.Failure;
import chat.parley.client.connection.ConnectionEvent.Lost;
import chat.parley.client.connection.ConnectionEvent.Received;
import chat.parley.client.connection.ConnectionEvent.Refused;
import chat.parley.client.connection.ConnectionEvent.Registered;
import chat.parley.client.connection.ConnectionEvent.StillTrying;
import chat.parley.client.connection.ConnectionEvent.Unreachable;
import chat.parley.wire.Line;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectionTest {
    /** As a person has it, only faster; the waits that must not run out are long. */
    private static final Timing FAST = new Timing(2_000, 5_000, 60_000, 60_000, 0, 5, 5, 10, 10_000);

    private final BlockingQueue<ConnectionEvent> events = new LinkedBlockingQueue<>();
    private final ScriptedServer server;
    private Access access = Access.OPEN;
    private @Nullable Connection connection;

    ConnectionTest() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        if (connection != null) {
            connection.close();
        }
        server.close();
    }

    @Test
    void capabilitiesThatAreOfUseAreAskedFor() throws Exception {
        open(Plan.first(List.of(server.address()), "alice"), FAST);
        Peer peer = server.accept();

        assertThat(peer.next()).isEqualTo("CAP LS 302");
        assertThat(peer.next()).isEqualTo("NICK alice");
        assertThat(peer.next()).isEqualTo("USER parley 0 * alice");
        peer.send(":srv CAP * LS * :sasl=PLAIN,EXTERNAL server-time", ":srv CAP * LS :echo-message draft/x");
        assertThat(peer.next()).isEqualTo("CAP REQ :server-time echo-message");
        peer.send(":srv CAP * ACK :server-time echo-message");
        assertThat(peer.next()).isEqualTo("CAP END");
        peer.send("PING :cookie");
        assertThat(peer.next()).isEqualTo("PONG cookie");
        peer.send(":srv 001 alice :Welcome");

        assertThat(next(Registered.class))
                .isEqualTo(new Registered(server.address(), "alice", Set.of("server-time", "echo-message")));
    }

    @Test
    void aServerWithoutCapabilitiesIsFine() throws Exception {
        open(Plan.first(List.of(server.address()), "alice"), FAST);

        server.accept().send(":srv 421 alice CAP :Unknown command", ":srv 001 alice :Welcome");

        assertThat(next(Registered.class).capabilities()).isEmpty();
    }

    @Test
    void linesArriveInOrderAndPingsAreAnswered() throws Exception {
        Peer peer = registered();

        peer.send("PING one", ":bob PRIVMSG #lobby :hi", ":bob PRIVMSG #lobby :\u00fc");

        assertThat(peer.expect("PONG")).isEqualTo("PONG one");
        assertThat(next(Received.class).line().param(1)).isEqualTo("hi");
        assertThat(next(Received.class).line().param(1)).isEqualTo("ü");
    }

    @Test
    void whatIsSentArrives() throws Exception {
        Peer peer = registered();

        requireNonNull(connection).send(Line.of("PRIVMSG", "#lobby", "hello there"));

        assertThat(peer.expect("PRIVMSG")).isEqualTo("PRIVMSG #lobby :hello there");
    }

    @Test
    void aSilentServerIsAskedAndThenCountsAsLost() throws Exception {
        Timing impatient = new Timing(2_000, 5_000, 50, 50, 0, 5, 5, 10, 0);
        open(Plan.first(List.of(server.address()), "alice"), impatient);
        Peer peer = server.accept().send(":srv 001 alice :Welcome");

        assertThat(peer.expect("PING")).isEqualTo("PING parley-alive");
        peer.send(":srv PONG srv parley-alive");
        assertThat(peer.expect("PING")).isEqualTo("PING parley-alive");

        next(Registered.class);
        assertThat(next(Lost.class).reason()).startsWith("no answer for");
    }

    @Test
    void theLastWordOfAServerIsWhyItIsLost() throws Exception {
        Peer peer = registered();

        peer.send("ERROR :Closing link: this node stops").close();

        next(Received.class);
        assertThat(next(Lost.class)).isEqualTo(new Lost(server.address(), "Closing link: this node stops"));
    }

    @Test
    void theNextAddressIsTriedWhereNothingListens() throws Exception {
        open(Plan.first(List.of(ScriptedServer.nowhere(), server.address()), "alice"), FAST);

        server.welcome("alice");

        assertThat(next(Registered.class).server()).isEqualTo(server.address());
    }

    @Test
    void noServerAtAllIsToldWithEveryAddress() throws Exception {
        List<ServerAddress> nowhere = List.of(ScriptedServer.nowhere(), ScriptedServer.nowhere());

        open(Plan.first(nowhere, "alice"), FAST);

        assertThat(next(Unreachable.class).failures())
                .extracting(Failure::server)
                .containsExactlyElementsOf(nowhere);
    }

    @Test
    void aHostThatDoesNotExistIsToldSo() throws Exception {
        open(Plan.first(List.of(new ServerAddress("no-such-host.invalid", 6667)), "alice"), FAST);

        assertThat(next(Unreachable.class).failures())
                .extracting(Failure::reason)
                .containsExactly("there is no host of this name");
    }

    @Test
    void aTakenNickEndsTheFirstConnection() throws Exception {
        open(Plan.first(List.of(server.address()), "alice"), FAST);

        server.accept().send(":srv 433 * alice :Nickname is already in use");

        assertThat(next(Refused.class).reason()).isEqualTo("the nick alice is taken; choose another one with --nick");
    }

    @Test
    void aServerThatSaysNoIsQuoted() throws Exception {
        open(Plan.first(List.of(server.address()), "alice"), FAST);

        server.accept().send("ERROR :Too many connections from your address");

        assertThat(next(Refused.class).reason()).isEqualTo("Too many connections from your address");
    }

    @Test
    void aNickThatTheLostConnectionHoldsIsAskedForAgain() throws Exception {
        Timing patient = new Timing(2_000, 5_000, 60_000, 60_000, 60_000, 5, 5, 10, 10_000);
        open(Plan.after(server.address(), List.of(server.address()), "alice", 0), patient);
        Peer peer = server.accept();

        peer.expect("NICK alice");
        peer.send(":srv 433 * alice :Nickname is already in use").expect("NICK alice");
        peer.send(":srv 433 * alice :Nickname is already in use").expect("NICK alice");
        peer.send(":srv 001 alice :Welcome");

        assertThat(next(Registered.class).nick()).isEqualTo("alice");
    }

    @Test
    void aNickThatIsHeldForTooLongIsGivenUp() throws Exception {
        open(Plan.after(server.address(), List.of(server.address()), "alice", 0), FAST);
        Peer peer = server.accept();

        peer.expect("NICK alice");
        peer.send(":srv 433 * alice :Nickname is already in use").expect("NICK alice_");
        peer.send(":srv 001 alice_ :Welcome");

        assertThat(next(Registered.class).nick()).isEqualTo("alice_");
    }

    @Test
    void aLostServerIsLookedForUntilOneAnswers() throws Exception {
        ServerAddress gone = ScriptedServer.nowhere();
        open(Plan.after(gone, List.of(gone), "alice", 0), new Timing(100, 100, 100, 100, 0, 5, 5, 10, 200));

        assertThat(next(StillTrying.class).reason()).isEqualTo(gone + ": Connection refused");
        assertThat(next(Unreachable.class).failures()).hasSize(1);
    }

    @Test
    void aLoginComesBeforeTheWelcome() throws Exception {
        access = withLogin("sesame", true);
        open(Plan.first(List.of(server.address()), "alice"), FAST);
        Peer peer = server.accept();

        peer.expect("USER");
        peer.send(":srv CAP * LS :server-time sasl=PLAIN,EXTERNAL");
        assertThat(peer.next()).isEqualTo("CAP REQ :server-time sasl");
        peer.send(":srv CAP * ACK :server-time sasl");
        assertThat(peer.next()).isEqualTo("AUTHENTICATE PLAIN");
        peer.send("AUTHENTICATE +");
        assertThat(peer.next()).isEqualTo("AUTHENTICATE " + base64("anna\0anna\0sesame"));
        peer.send(":srv 900 alice alice!a@h anna :You are now logged in", ":srv 903 alice :Done");
        assertThat(peer.next()).isEqualTo("CAP END");
        peer.send(":srv 001 alice :Welcome");

        assertThat(next(Registered.class).account()).isEqualTo("anna");
    }

    @Test
    void aWrongPasswordKeepsOneOut() throws Exception {
        access = withLogin("guess", true);
        open(Plan.first(List.of(server.address()), "alice"), FAST);
        Peer peer = server.accept();

        peer.expect("USER");
        peer.send(":srv CAP * LS :sasl=PLAIN").expect("CAP REQ");
        peer.send(":srv CAP * ACK :sasl", "AUTHENTICATE +").expect("AUTHENTICATE " + base64("anna\0anna\0guess"));
        peer.send(":srv 904 alice :SASL authentication failed");

        assertThat(next(Refused.class).reason()).isEqualTo("no login as anna: SASL authentication failed");
    }

    @Test
    void aServerWithoutLoginsKeepsOneOutWhereOneMustLogIn() throws Exception {
        access = withLogin("sesame", true);
        open(Plan.first(List.of(server.address()), "alice"), FAST);

        server.accept().send(":srv CAP * LS :server-time");

        assertThat(next(Refused.class).reason()).contains("offers no way of login that fits");
    }

    @Test
    void aServerThatKnowsNoCapabilitiesKeepsOneOutWhereOneMustLogIn() throws Exception {
        access = withLogin("sesame", true);
        open(Plan.first(List.of(server.address()), "alice"), FAST);

        server.accept().send(":srv 421 * CAP :Unknown command", ":srv 001 alice :Welcome");

        assertThat(next(Refused.class).reason()).isEqualTo("no login as anna: the server offers none");
    }

    @Test
    void aServerWithoutLoginsIsFineWhereOneNeedNotLogIn() throws Exception {
        access = withLogin("sesame", false);
        open(Plan.first(List.of(server.address()), "alice"), FAST);
        Peer peer = server.accept();

        peer.expect("USER");
        peer.send(":srv CAP * LS :server-time").expect("CAP REQ server-time");
        peer.send(":srv CAP * ACK :server-time").expect("CAP END");
        peer.send(":srv 001 alice :Welcome");

        assertThat(next(Registered.class).account()).isEmpty();
    }

    @Test
    void thePasswordOfAServerComesBeforeTheNick() throws Exception {
        access = new Access(Trust.AUTHORITIES, null, new Secret("open sesame"));
        open(Plan.first(List.of(server.address()), "alice"), FAST);
        Peer peer = server.accept();

        assertThat(peer.next()).isEqualTo("CAP LS 302");
        assertThat(peer.next()).isEqualTo("PASS :open sesame");
        assertThat(peer.next()).isEqualTo("NICK alice");
    }

    @Test
    void whoseNameDoesNotMatterTakesAnotherOne() throws Exception {
        open(Plan.first(List.of(server.address()), "alexander").withAnyNick(), FAST);
        Peer peer = server.accept();

        peer.expect("NICK alexander");
        peer.send(":srv 433 * alexander :Nickname is already in use");

        assertThat(peer.expect("NICK")).matches("NICK alexa-\\d{3}");
    }

    @Test
    void theWaitBetweenRoundsGrowsUpToABoundAndHasAnEnd() throws Exception {
        List<Long> waits = new CopyOnWriteArrayList<>();
        ServerAddress gone = ScriptedServer.nowhere();
        Timing patient = new Timing(100, 100, 100, 100, 0, 5, 1_000, 8_000, 60_000);

        connection = new Dialer(patient, access, StsPolicies.none(), new NoWaiting(waits))
                .open(Plan.after(gone, List.of(gone), "alice", 0), events::add);

        next(StillTrying.class);
        next(Unreachable.class);
        List<Long> between = waits.subList(1, waits.size());
        for (int i = 0; i < between.size(); i++) {
            long base = Math.min(1_000L << i, 8_000);
            assertThat(between.get(i)).isBetween(base / 2, base);
        }
        assertThat(waits.stream().mapToLong(Long::longValue).sum()).isBetween(60_000L - 8_000, 60_000L);
    }

    @Test
    void bytesThatAreNotUtf8LoseNothingElse() throws Exception {
        Peer peer = registered();

        peer.sendBytes(":bob PRIVMSG #lobby :caf\u00e9\r\n".getBytes(ISO_8859_1));

        assertThat(next(Received.class).line().param(1)).isEqualTo("caf\ufffd");
    }

    private Peer registered() throws Exception {
        open(Plan.first(List.of(server.address()), "alice"), FAST);
        Peer peer = server.accept();
        peer.expect("USER");
        peer.send(":srv 001 alice :Welcome");
        next(Registered.class);
        return peer;
    }

    private static Access withLogin(String password, boolean required) {
        return new Access(Trust.AUTHORITIES, new Login("anna", new Secret(password), false, required), null);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private void open(Plan plan, Timing timing) {
        connection = new Dialer(timing, access, StsPolicies.none()).open(plan, events::add);
    }

    private <E extends ConnectionEvent> E next(Class<E> kind) throws InterruptedException {
        ConnectionEvent event = events.poll(10, TimeUnit.SECONDS);
        assertThat(event).isInstanceOf(kind);
        return kind.cast(event);
    }

    /** Sleeps in no time, and keeps how long it was meant to be. */
    private record NoWaiting(List<Long> waits) implements Waiting {
        @Override
        public long nowMillis() {
            return waits.stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public void sleep(long millis) {
            waits.add(millis);
        }
    }
}
