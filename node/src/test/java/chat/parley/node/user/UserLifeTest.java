package chat.parley.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.name.People;
import chat.parley.node.name.PersonMail;
import chat.parley.node.person.Identity;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.RoomAnswer;
import chat.parley.wire.Nick;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A connection's life from the greeting to the farewell: registration, silence, floods, and every way to end. */
class UserLifeTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create(ManualTime.config().withFallback(ConfigFactory.load()));

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private static UserScene alice(String hocon) throws InterruptedException {
        return UserScene.registered(KIT, "alice", hocon);
    }

    /** What the people actor is told next must be that alice quits; tells her that everybody knows. */
    private static void expectQuit(UserScene scene, String reason) {
        var change = scene.people.expectMessageClass(People.Change.class);
        assertThat(change.change()).isInstanceOfSatisfying(PersonChange.Quit.class, quit -> {
            assertThat(quit.before().nick()).isEqualTo(Nick.of("alice"));
            assertThat(quit.reason()).isEqualTo(reason);
        });
        change.replyTo().tell(new People.Changed(UserScene.ID));
    }

    @Test
    void aNameThatIsTakenLeavesTheConnectionUnregistered() throws Exception {
        var stranger = new UserScene(KIT, "");
        stranger.connection.expect("HELLO 127.0.0.1");

        stranger.lines("NAME alice", "NAME bob");
        var claim = stranger.people.expectMessageClass(People.Claim.class);
        claim.replyTo().tell(new People.Claimed(claim.nick(), People.Claimed.Result.TAKEN));
        stranger.connection.expect("NAME alice: TAKEN");
        stranger.grantName();

        assertThat(stranger.people.receiveMessage()).isEqualTo(new People.Unregistered(-1));
        var arrival = stranger.people.expectMessageClass(People.Arrive.class);
        assertThat(arrival.person().nick()).isEqualTo(Nick.of("bob"));
        assertThat(arrival.outbound()).isSameAs(stranger.connection);
        stranger.connection.expect("NAME bob: HELD");
    }

    @Test
    void whoNeverRegistersIsClosedAndForgotten() throws Exception {
        var stranger = new UserScene(KIT, "parley.times.registration = 10 s");
        stranger.connection.expect("HELLO 127.0.0.1");

        stranger.lines("PING a");
        stranger.connection.expect("PONG a");
        stranger.passUnseen(Duration.ofSeconds(10));

        stranger.connection.expect("FAREWELL Registration timeout");
        stranger.user.tell(new User.Ended("Connection closed"));
        stranger.expectStopped();
        assertThat(stranger.people.receiveMessage()).isEqualTo(new People.Unregistered(-1));
    }

    @Test
    void aSilentPeerIsAskedAndAnyLineIsAnAnswer() throws Exception {
        var alice = alice("parley.times { ping-after = 90 s, pong-within = 60 s }");

        alice.pass(Duration.ofSeconds(90));
        alice.connection.expect("THERE?");
        alice.pass(Duration.ofSeconds(59));
        alice.lines("FREE yes");
        alice.connection.expect("FREE yes");
        alice.pass(Duration.ofSeconds(89));
        assertThat(alice.connection.unread()).isZero();
        alice.pass(Duration.ofSeconds(1));

        alice.connection.expect("THERE?");
    }

    @Test
    void aPeerThatDoesNotAnswerIsClosed() throws Exception {
        var alice = alice("parley.times { ping-after = 90 s, pong-within = 60 s }");

        alice.pass(Duration.ofSeconds(90));
        alice.connection.expect("THERE?");
        alice.pass(Duration.ofSeconds(60));

        alice.connection.expect("FAREWELL Ping timeout: 60 seconds");
        expectQuit(alice, "Ping timeout: 60 seconds");
        alice.user.tell(new User.Ended("Connection closed"));
        alice.expectStopped();
    }

    @Test
    void linesAboveTheBurstWaitUntilTheirTimeHasCome() throws Exception {
        var alice = alice("parley.limits.flood { burst-lines = 3, per-line = 500 ms }");

        alice.lines("PING 2", "PING 3", "PING 4", "FREE 5");
        alice.connection.expect("PONG 2");
        alice.connection.expect("PONG 3");
        alice.settle();
        assertThat(alice.connection.unread()).isZero();
        alice.pass(Duration.ofMillis(500));

        alice.connection.expect("PONG 4");
        alice.connection.expect("FREE 5");
    }

    @Test
    void whoHasTooManyLinesWaitingIsCut() throws Exception {
        var alice = alice("parley.limits.flood { burst-lines = 3, per-line = 500 ms, queue-lines = 5 }");

        for (var read = 0; read < 8; read++) {
            alice.lines("PING " + read);
        }

        alice.connection.expect("PONG 0");
        alice.connection.expect("PONG 1");
        alice.connection.expect("FAREWELL Excess Flood");
        expectQuit(alice, "Excess Flood");
    }

    @Test
    void withoutFloodControlNobodyWaits() throws Exception {
        var alice = alice("parley.limits.flood { enabled = false, burst-lines = 1, queue-lines = 1 }");

        alice.lines(IntStream.range(0, 100).mapToObj(number -> "PING " + number).toArray(String[]::new));

        for (var number = 0; number < 100; number++) {
            alice.connection.expect("PONG " + number);
        }
    }

    @Test
    void whoSaysGoodbyeIsAnsweredFirstAndTheOthersLearnWhereTheyWere() throws Exception {
        var alice = alice("");
        alice.join("#a");

        alice.lines("SAY #a one", "BYE so long", "SAY #a never");
        var say = alice.asked("#a");
        alice.settle();
        assertThat(alice.connection.isClosed()).isFalse();
        alice.done("#a", say.requests().get(0).number(), 9);

        alice.connection.expect("SAY #a one: Done");
        var change = alice.people.expectMessageClass(People.Change.class);
        assertThat(change.rooms()).isEqualTo(Map.of(UserScene.key("#a"), 9L));
        change.replyTo().tell(new People.Changed(UserScene.ID));
        alice.connection.expect("FAREWELL so long");
        alice.user.tell(new User.Ended("Connection closed"));
        alice.expectStopped();
        alice.rooms.expectNoMessage();
    }

    @Test
    void whoSaysGoodbyeHearsTheFarewellWhenTheNameIsFreeAgain() throws Exception {
        var alice = alice("");

        alice.lines("BYE so long");
        var change = alice.people.expectMessageClass(People.Change.class);
        alice.settle();
        assertThat(alice.connection.isClosed()).isFalse();
        change.replyTo().tell(new People.Changed(UserScene.ID));

        alice.connection.expect("FAREWELL so long");
    }

    @Test
    void whereThatTakesTooLongTheFarewellIsSaidAllTheSame() throws Exception {
        var alice = alice("parley.times.drain = 4 s");

        alice.lines("BYE so long");
        alice.people.expectMessageClass(People.Change.class);
        alice.pass(Duration.ofSeconds(2));

        alice.connection.expect("FAREWELL so long");
    }

    @Test
    void theUserStaysUntilAllNodesKnowOfTheEnd() throws Exception {
        var alice = alice("");

        alice.user.tell(new User.Ended("Connection reset by peer"));
        var change = alice.people.expectMessageClass(People.Change.class);
        alice.settle();
        assertThat(((PersonChange.Quit) change.change()).reason()).isEqualTo("Connection reset by peer");
        change.replyTo().tell(new People.Changed(UserScene.ID));

        alice.expectStopped();
    }

    @Test
    void whatWasReadBeforeThePeerStoppedSendingStillCounts() throws Exception {
        var alice = alice("");
        alice.join("#a");

        alice.lines("SAY #a one", "OUT #a", "BYE on purpose");
        alice.user.tell(new User.InputClosed());
        alice.done("#a", alice.asked("#a").requests().get(0).number(), 2);
        alice.done("#a", alice.asked("#a").requests().get(0).number(), 3);

        alice.connection.expect("SAY #a one: Done");
        alice.connection.expect("OUT #a: Done");
        expectQuit(alice, "on purpose");
        alice.connection.expect("FAREWELL on purpose");
    }

    @Test
    void aPeerThatReadsTooSlowlyIsClosedWithTheReason() throws Exception {
        var alice = alice("");

        alice.user.tell(new User.Choked());

        alice.connection.expect("FAREWELL SendQ exceeded");
        expectQuit(alice, "SendQ exceeded");
    }

    @Test
    void aLeavingNodeAnswersWhatIsPendingAndTellsWhereToGo() throws Exception {
        var alice = alice("");
        alice.join("#a");

        alice.lines("SAY #a one", "OUT #a");
        var say = alice.asked("#a");
        alice.user.tell(new User.Drain("This server leaves: connect to localhost:6668"));
        alice.settle();
        alice.rooms.expectNoMessage();
        alice.done("#a", say.requests().get(0).number(), 2);

        alice.connection.expect("SAY #a one: Done");
        alice.connection.expect("FAREWELL This server leaves: connect to localhost:6668");
        expectQuit(alice, "This server leaves: connect to localhost:6668");
    }

    @Test
    void neitherARoomNorAPeerCanHoldUpTheEnd() throws Exception {
        var alice = alice("parley.times.drain = 4 s");
        alice.join("#a");
        alice.lines("SAY #a one");
        alice.asked("#a");

        alice.user.tell(new User.Drain("bye"));
        alice.pass(Duration.ofSeconds(2));
        alice.connection.expect("FAREWELL bye");
        alice.passUnseen(Duration.ofSeconds(2));

        alice.expectStopped();
        assertThat(alice.connection.isAborted()).isTrue();
    }

    @Test
    void anOperatorOfTheNetworkEndsAConnection() throws Exception {
        var alice = alice("");

        var root = new Identity(new PersonId(3, 1), Nick.of("root"), "root", "host");
        alice.tell(new PersonMail.Killed(root, "spam"));

        alice.connection.expect("MAIL Killed");
        alice.connection.expect("FAREWELL Killed by root: spam");
        expectQuit(alice, "Killed by root: spam");
    }

    @Test
    void whoWaitsIsToldThatItIsForTheStoreAndWhenThatIsBack() throws Exception {
        var alice = alice("parley.times.retry-interval = 1 s");
        alice.join("#a");
        alice.tell(new PersonMail.StoreIs(false));
        alice.lines("SAY #a one");
        alice.asked("#a");
        assertThat(alice.connection.unread()).isZero();

        alice.pass(Duration.ofSeconds(1));
        alice.connection.expect("MAIL StoreIs false");
        alice.pass(Duration.ofSeconds(5));
        assertThat(alice.connection.unread()).isZero();
        alice.tell(new PersonMail.StoreIs(true));

        alice.connection.expect("MAIL StoreIs true");
    }

    @Test
    void whoWaitsForNothingIsNotToldOfTheStore() throws Exception {
        var alice = alice("");
        alice.join("#a");

        alice.tell(new PersonMail.StoreIs(false));
        alice.tell(new PersonMail.StoreIs(true));

        alice.lines("PING still");
        alice.connection.expect("PONG still");
    }

    @Test
    void aFailedRoomReplicaEndsItsMembers() throws Exception {
        var alice = alice("");
        alice.join("#a");

        alice.replica.stop();

        alice.connection.expect("FAREWELL A room failed on this server: connect again");
    }

    @Test
    void aDrainBeforeTheConnectionIsThereIsNotForgotten() throws Exception {
        var alice = alice("");
        var early = KIT.spawn(alice.behavior());
        var connection = new FakeConnection();

        early.tell(new User.Drain("too late"));
        early.tell(new User.Attached(connection, connection));

        connection.expect("HELLO 127.0.0.1");
        connection.expect("FAREWELL too late");
    }

    @Test
    void everyMessageIsHandled() {
        var own = subclasses(User.Command.class).filter(type -> type != User.Attached.class);
        var others = Stream.of(RoomAnswer.class, PersonMail.class).flatMap(UserLifeTest::subclasses);

        var unhandled = Stream.concat(own, others)
                .filter(type -> !User.HANDLERS.handles(type))
                .collect(Collectors.toSet());

        assertThat(unhandled).isEqualTo(Set.of());
    }

    private static Stream<Class<?>> subclasses(Class<?> type) {
        List<Class<?>> permitted = Arrays.asList(type.getPermittedSubclasses());
        return permitted.stream();
    }
}
