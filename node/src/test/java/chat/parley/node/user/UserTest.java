package chat.parley.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.Refusal;
import chat.parley.node.room.RoomAnswer;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomKey;
import chat.parley.wire.RoomName;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a user does with the lines of their connection: what is asked of rooms, and the order in which answers leave. */
class UserTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create(ManualTime.config().withFallback(ConfigFactory.load()));

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private static UserScene alice() throws InterruptedException {
        return alice("");
    }

    private static UserScene alice(String hocon) throws InterruptedException {
        return UserScene.registered(KIT, "alice", hocon);
    }

    @Test
    void answersLeaveInTheOrderOfTheRequests() throws Exception {
        var alice = alice();

        alice.lines("SAY #a one", "SAY #b two", "PING three");
        alice.letIn("#a");
        var first = alice.asked("#a").requests().get(0).number();
        alice.letIn("#b");
        var second = alice.asked("#b").requests().get(0).number();
        alice.done("#b", second, 1);
        alice.settle();
        assertThat(alice.connection.unread()).isZero();

        alice.done("#a", first, 1);

        alice.connection.expect("SAY #a one: Done");
        alice.connection.expect("SAY #b two: Done");
        alice.connection.expect("PONG three");
    }

    @Test
    void messagesToOneRoomOutOfOneReadGoAsOne() throws Exception {
        var alice = alice();
        alice.join("#a");

        alice.lines("SAY #a one", "SAY #a two", "SAY #a three");

        var ask = alice.asked("#a");
        assertThat(UserScene.texts(ask)).containsExactly("one", "two", "three");
        var first = ask.requests().get(0).number();
        assertThat(UserScene.numbers(ask)).containsExactly(first, first + 1, first + 2);
        assertThat(ask.oldestPending()).isEqualTo(first);
        assertThat(ask.author()).isEqualTo(UserScene.ID);
    }

    /** The room's word about a refusal comes on another way than the replica's, and may come later. */
    @Test
    void aRefusalThatIsOvertakenByALaterMessageIsStillARefusal() throws Exception {
        var alice = alice();
        alice.join("#a");
        alice.lines("SAY #a refused", "SAY #a kept");
        var numbers = UserScene.numbers(alice.asked("#a"));

        alice.tell(new RoomAnswer.Done(RoomKey.of(RoomName.of("#a")), numbers.get(1), numbers.get(1), 2));
        alice.settle();
        assertThat(alice.connection.unread()).isZero();
        alice.answer("#a", numbers.get(0), new Outcome.Refused(Refusal.CANNOT_SEND, ""));

        alice.connection.expect("SAY #a refused: CANNOT_SEND");
        alice.connection.expect("SAY #a kept: Done");
    }

    @Test
    void whatRunsAloneWaitsForMessagesAndKeepsWhatFollowsWaiting() throws Exception {
        var alice = alice();
        alice.join("#a");

        alice.lines("SAY #a one", "OUT #a", "SAY #a two");
        var say = alice.asked("#a");
        alice.settle();
        alice.rooms.expectNoMessage();

        alice.done("#a", say.requests().get(0).number(), 2);
        var out = alice.asked("#a");
        assertThat(out.requests().get(0).command()).isInstanceOf(RoomCommand.Part.class);
        alice.settle();
        alice.rooms.expectNoMessage();
        alice.done("#a", out.requests().get(0).number(), 3);

        assertThat(UserScene.texts(alice.asked("#a"))).containsExactly("two");
    }

    @Test
    void aReadIsConfirmedWhenItsLastLineBegins() throws Exception {
        var alice = alice();
        alice.join("#a");
        var before = alice.connection.confirmed();

        alice.lines("SAY #a one", "PING");
        var say = alice.asked("#a");
        alice.settle();
        assertThat(alice.connection.confirmed()).isEqualTo(before);

        alice.done("#a", say.requests().get(0).number(), 2);
        alice.settle();

        assertThat(alice.connection.confirmed()).isEqualTo(before + 1);
    }

    @Test
    void noMoreRequestsAreUnderWayThanAllowed() throws Exception {
        var alice = alice("parley.limits.pending-requests = 2");
        alice.join("#a");

        alice.lines("SAY #a one", "SAY #a two", "SAY #a three");
        var ask = alice.asked("#a");
        assertThat(UserScene.texts(ask)).containsExactly("one", "two");
        alice.done("#a", ask.requests().get(0).number(), 2);

        assertThat(UserScene.texts(alice.asked("#a"))).containsExactly("three");
    }

    @Test
    void anAnswerWithoutAnEventMayOvertakeThoseBefore() throws Exception {
        var alice = alice();
        alice.join("#a");

        alice.lines("SAY #a one", "SAY #a two");
        var numbers = UserScene.numbers(alice.asked("#a"));
        alice.answer("#a", numbers.get(1), new Outcome.Refused(Refusal.CANNOT_SEND, ""));
        alice.done("#a", numbers.get(1), 2);

        alice.connection.expect("SAY #a one: Done");
        alice.connection.expect("SAY #a two: CANNOT_SEND");
    }

    @Test
    void whatIsNotAnsweredIsAskedAgainWithItsNumber() throws Exception {
        var alice = alice("parley.times.retry-interval = 1 s");
        alice.join("#a");
        alice.lines("SAY #a one", "SAY #a two");
        var first = alice.asked("#a");

        alice.pass(Duration.ofMillis(900));
        alice.rooms.expectNoMessage();
        alice.pass(Duration.ofMillis(100));

        assertThat(alice.asked("#a")).isEqualTo(first);
        alice.done("#a", first.requests().get(1).number(), 3);
        alice.settle();
        alice.pass(Duration.ofSeconds(2));
        alice.rooms.expectNoMessage();
    }

    @Test
    void aRoomThatMissesARequestIsSentItAndAllAfterItAtOnce() throws Exception {
        var alice = alice();
        alice.join("#a");
        alice.lines("SAY #a one", "SAY #a two", "SAY #a three");
        var number = alice.asked("#a").requests().get(0).number();

        alice.tell(new RoomAnswer.ResendFrom(UserScene.key("#a"), number + 1));
        alice.tell(new RoomAnswer.ResendFrom(UserScene.key("#a"), number + 1));

        var again = alice.asked("#a");
        assertThat(UserScene.numbers(again)).containsExactly(number + 1, number + 2);
        assertThat(again.oldestPending()).isEqualTo(number);
        alice.settle();
        alice.rooms.expectNoMessage();
    }

    @Test
    void pastTheDeadlineTheOutcomeIsUnknownAndTheNumberIsTakenBySomethingHarmless() throws Exception {
        var alice = alice("parley.times { retry-interval = 1 s, retry-deadline = 3 s }");
        alice.join("#a");
        alice.lines("SAY #a one");
        var number = alice.asked("#a").requests().get(0).number();

        alice.pass(Duration.ofSeconds(1));
        alice.asked("#a");
        alice.pass(Duration.ofSeconds(1));
        alice.asked("#a");
        alice.pass(Duration.ofSeconds(1));

        alice.connection.expect("SAY #a one: Unknown");
        var skip = alice.asked("#a").requests().get(0);
        assertThat(skip.number()).isEqualTo(number);
        assertThat(skip.command()).isEqualTo(new RoomCommand.Skip());
        alice.lines("SAY #a two");
        assertThat(UserScene.numbers(alice.asked("#a"))).containsExactly(number + 1);
    }

    @Test
    void aRoomThatIsBackAfterItsEndIsAskedAgainAtOnce() throws Exception {
        var alice = alice();
        alice.join("#a");
        alice.lines("SAY #a one");
        var ask = alice.asked("#a");

        alice.tell(alice.entered(UserScene.key("#a"), alice.replica.ref()));

        assertThat(alice.asked("#a")).isEqualTo(ask);
    }

    @Test
    void aRequestGoesStraightToTheRoomThatServesAndIsRepeatedThroughTheShards() throws Exception {
        var alice = alice();
        alice.join("#a");
        var serving = KIT.<ChatRoom.Command>createTestProbe();
        alice.tell(new RoomAnswer.Entered(UserScene.key("#a"), alice.replica.ref(), serving.ref()));
        alice.lines("SAY #a one");
        var ask = serving.expectMessageClass(ChatRoom.Ask.class);

        alice.pass(Duration.ofSeconds(1));

        assertThat(alice.asked("#a")).isEqualTo(ask);
        serving.expectNoMessage();
    }

    @Test
    void theNumbersOfANewLinkAreHigherThanAllBefore() throws Exception {
        var alice = alice();
        alice.join("#a");
        alice.lines("OUT #a");
        var out = alice.asked("#a").requests().get(0).number();
        alice.tell(new RoomAnswer.Gone(UserScene.key("#a")));
        alice.done("#a", out, 2);
        alice.connection.expect("OUT #a: Done");
        alice.lines("SAY #b one");
        alice.letIn("#b");
        var elsewhere = alice.asked("#b").requests().get(0).number();
        alice.done("#b", elsewhere, 1);

        alice.lines("IN #a");
        alice.letIn("#a");

        var in = alice.asked("#a");
        assertThat(in.requests().get(0).number()).isGreaterThan(elsewhere).isGreaterThan(out);
        assertThat(in.oldestPending()).isEqualTo(in.requests().get(0).number());
    }

    @Test
    void theDialectsFaultEndsItsOwnConnectionOnly() throws Exception {
        var alice = alice();

        alice.lines("BUG");

        alice.expectStopped();
        assertThat(alice.connection.isAborted()).isTrue();
    }
}
