package chat.parley.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.dialect.ToyDialect;
import chat.parley.node.name.People;
import chat.parley.node.name.PersonMail;
import chat.parley.node.name.Profile;
import chat.parley.node.person.Identity;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.Refusal;
import chat.parley.node.room.Replicas;
import chat.parley.node.room.Role;
import chat.parley.node.room.Roles;
import chat.parley.node.room.RoomAnswer;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomReplica;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a user has to do with other people: private conversations, changes of name, questions about somebody; and with rooms from outside. */
class UserPeopleTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create(ManualTime.config().withFallback(ConfigFactory.load()));
    private static final PersonId BOB = new PersonId(8, 1);
    private static final RoomKey TALK = RoomKey.Conversation.between(UserScene.ID, BOB);

    private final TestProbe<PersonMail> bobsMail = KIT.createTestProbe();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private static UserScene alice() throws InterruptedException {
        return UserScene.registered(KIT, "alice", "");
    }

    private static void letIntoTalk(UserScene alice) {
        var enter = alice.replicas.expectMessageClass(Replicas.Enter.class);
        assertThat(enter.room()).isEqualTo(TALK);
        alice.tell(alice.entered(TALK, alice.replica.ref()));
    }

    @Test
    void aPrivateMessageFindsThePersonAndCallsThemIntoTheConversation() throws Exception {
        var alice = alice();

        alice.lines("TELL bob hi");
        var question = alice.question();
        assertThat(question.nicks()).containsExactly(Nick.of("bob"));
        alice.found(question, alice.holder("bob", BOB, bobsMail.ref()));

        bobsMail.expectMessage(new PersonMail.Summoned(TALK));
        letIntoTalk(alice);
        var ask = alice.asked(TALK);
        assertThat(UserScene.texts(ask)).containsExactly("hi");
        alice.tell(new RoomAnswer.Done(
                TALK, ask.requests().get(0).number(), ask.requests().get(0).number(), 1));
        alice.connection.expect("TELL bob hi: Done");
    }

    @Test
    void messagesOutOfOneReadAskOnceAndGoAsOne() throws Exception {
        var alice = alice();

        alice.lines("TELL bob one", "TELL BOB two");
        alice.found(alice.question(), alice.holder("bob", BOB, bobsMail.ref()));
        letIntoTalk(alice);

        assertThat(UserScene.texts(alice.asked(TALK))).containsExactly("one", "two");
        alice.names.expectNoMessage();
    }

    @Test
    void theOrderOfMessagesIsThatOfTheLinesWhateverThatOfTheAnswers() throws Exception {
        var alice = alice();

        alice.lines("TELL bob one");
        var first = alice.question();
        alice.lines("TELL bob two");
        var second = alice.question();
        alice.found(second, alice.holder("bob", BOB, bobsMail.ref()));
        alice.settle();
        alice.replicas.expectNoMessage();
        alice.found(first, alice.holder("bob", BOB, bobsMail.ref()));
        letIntoTalk(alice);

        assertThat(UserScene.texts(alice.asked(TALK))).containsExactly("one", "two");
    }

    @Test
    void whoeverHoldsTheNameNowGetsTheMessage() throws Exception {
        var alice = alice();
        alice.lines("TELL bob one");
        alice.found(alice.question(), alice.holder("bob", BOB, bobsMail.ref()));
        letIntoTalk(alice);
        alice.asked(TALK);

        var other = new PersonId(9, 4);
        alice.lines("TELL bob two");
        alice.found(alice.question(), alice.holder("bob", other, bobsMail.ref()));

        assertThat(alice.replicas.expectMessageClass(Replicas.Enter.class).room())
                .isEqualTo(RoomKey.Conversation.between(UserScene.ID, other));
    }

    @Test
    void aNameThatNobodyHoldsIsRefused() throws Exception {
        var alice = alice();

        alice.lines("TELL bob hi");
        alice.found(alice.question(), null);

        alice.connection.expect("TELL bob hi: NO_SUCH_PERSON");
    }

    @Test
    void aSilentDirectoryIsAskedAgainAndNotTakenForANo() throws Exception {
        var alice = UserScene.registered(
                KIT, "alice", "parley.times { claim = 2 s, retry-interval = 1 s, survey = 1 s, retry-deadline = 3 s }");
        alice.lines("TELL bob hi");
        var question = alice.question();

        alice.pass(Duration.ofSeconds(1));
        assertThat(alice.question()).isEqualTo(question);
        alice.pass(Duration.ofSeconds(1));

        alice.connection.expect("TELL bob hi: BUSY");
        alice.found(question, alice.holder("bob", BOB, bobsMail.ref()));
        alice.settle();
        alice.replicas.expectNoMessage();
    }

    @Test
    void theOtherOneIsCalledAgainWhereTheFirstMessageIsNotAnswered() throws Exception {
        var alice = UserScene.registered(KIT, "alice", "parley.times.retry-interval = 1 s");
        alice.lines("TELL bob hi");
        alice.found(alice.question(), alice.holder("bob", BOB, bobsMail.ref()));
        bobsMail.expectMessage(new PersonMail.Summoned(TALK));
        letIntoTalk(alice);
        var ask = alice.asked(TALK);

        alice.pass(Duration.ofSeconds(1));

        bobsMail.expectMessage(new PersonMail.Summoned(TALK));
        assertThat(alice.asked(TALK)).isEqualTo(ask);
    }

    @Test
    void whoIsCalledIntoAConversationEntersItAndNoOther() throws Exception {
        var alice = alice();

        alice.tell(new PersonMail.Summoned(RoomKey.Conversation.between(BOB, new PersonId(9, 9))));
        alice.tell(new PersonMail.Summoned(TALK));

        letIntoTalk(alice);
    }

    @Test
    void aConversationThatHasEndedIsEnteredAnew() throws Exception {
        var alice = alice();
        alice.tell(new PersonMail.Summoned(TALK));
        letIntoTalk(alice);

        alice.tell(new RoomAnswer.Closed(TALK));
        alice.tell(new PersonMail.Summoned(TALK));

        letIntoTalk(alice);
    }

    @Test
    void theLineAfterAChangeOfNameWaitsUntilAllNodesKnowIt() throws Exception {
        var alice = alice();
        alice.join("#a");

        alice.lines("CALL carol", "SAY #a hi");
        alice.grantName();
        var change = alice.people.expectMessageClass(People.Change.class);
        assertThat(change.change()).isInstanceOfSatisfying(PersonChange.Renamed.class, renamed -> {
            assertThat(renamed.before().nick()).isEqualTo(Nick.of("alice"));
            assertThat(renamed.now().nick()).isEqualTo(Nick.of("carol"));
            assertThat(renamed.now().version()).isEqualTo(1);
        });
        assertThat(change.rooms()).isEqualTo(Map.of(UserScene.key("#a"), 1L));
        alice.settle();
        alice.rooms.expectNoMessage();
        assertThat(alice.connection.unread()).isZero();
        change.replyTo().tell(new People.Changed(UserScene.ID));

        alice.connection.expect("CALL carol: HELD");
        assertThat(UserScene.texts(alice.asked("#a"))).containsExactly("hi");
        assertThat(alice.settle().person().nick()).isEqualTo(Nick.of("carol"));
    }

    @Test
    void aNameThatIsTakenChangesNothing() throws Exception {
        var alice = alice();

        alice.lines("CALL bob");
        var claim = alice.people.expectMessageClass(People.Claim.class);
        claim.replyTo().tell(new People.Claimed(claim.nick(), People.Claimed.Result.TAKEN));

        alice.connection.expect("CALL bob: TAKEN");
        assertThat(alice.settle().person().nick()).isEqualTo(Nick.of("alice"));
        alice.people.expectNoMessage();
    }

    @Test
    void awayIsToldToEverybodyAndThenToThePerson() throws Exception {
        var alice = alice();

        alice.lines("AWAY lunch");
        var change = alice.people.expectMessageClass(People.Change.class);
        assertThat(change.change()).isInstanceOf(PersonChange.AwayChanged.class);
        change.replyTo().tell(new People.Changed(UserScene.ID));

        alice.connection.expect("AWAY lunch");
        assertThat(alice.settle().person().away()).isEqualTo("lunch");
    }

    @Test
    void newEncodersReachRoomsAndPeopleBeforeTheNextLine() throws Exception {
        var alice = alice();
        alice.join("#a");

        alice.lines("LOUD", "SAY #a hi");

        var retune = alice.replica.expectMessageClass(RoomReplica.Retune.class);
        assertThat(retune.encoder()).isEqualTo(new ToyDialect.Encoder(true));
        assertThat(alice.people.expectMessageClass(People.Retune.class).encoder())
                .isEqualTo(new ToyDialect.Encoder(true));
        alice.asked("#a");
    }

    @Test
    void aProfileTellsWhereSomebodyIsAndHowLongTheyHaveBeenQuiet() throws Exception {
        var alice = alice();
        alice.join("#a");
        alice.tell(new RoomAnswer.Standing(UserScene.key("#a"), Roles.NONE.with(Role.VOICE), true));
        alice.lines("SAY #a hi");
        alice.done("#a", alice.asked("#a").requests().get(0).number(), 2);

        alice.pass(Duration.ofSeconds(3));
        var profile = alice.settle();

        assertThat(profile.idleMillis()).isEqualTo(3000);
        assertThat(profile.rooms())
                .isEqualTo(List.of(new Profile.InRoom(RoomName.of("#a"), Roles.NONE.with(Role.VOICE), true)));
    }

    @Test
    void whoWasPutOutIsInTheRoomNoLonger() throws Exception {
        var alice = alice();
        alice.join("#a");

        alice.tell(new RoomAnswer.Gone(UserScene.key("#a")));

        assertThat(alice.settle().rooms()).isEmpty();
        alice.replica.expectMessage(new RoomReplica.Exit(UserScene.ID));
    }

    @Test
    void whoLooksFromOutsideEntersAndLeavesWhenIdle() throws Exception {
        var alice = UserScene.registered(KIT, "alice", "parley.times { ping-after = 90 s, pong-within = 200 s }");

        alice.lines("LOOK #a");
        alice.letIn("#a");
        var look = alice.replica.expectMessageClass(RoomReplica.Look.class);
        assertThat(look.to()).isSameAs(alice.connection);
        assertThat(alice.connection.unread()).isZero();
        look.replyTo().tell(new RoomReplica.Looked(UserScene.key("#a")));
        alice.connection.expect("LOOK #a");
        alice.pass(Duration.ofSeconds(89));
        alice.replica.expectNoMessage();
        alice.pass(Duration.ofSeconds(1));

        alice.replica.expectMessage(new RoomReplica.Exit(UserScene.ID));
    }

    @Test
    void visitsAreBoundedAsMembershipsAre() throws Exception {
        var alice = UserScene.registered(KIT, "alice", "parley.limits.rooms-per-user = 2");

        for (var room : List.of("#a", "#b", "#c")) {
            alice.lines("SAY " + room + " hi");
            alice.letIn(room);
            alice.answer(
                    room, alice.asked(room).requests().get(0).number(), new Outcome.Refused(Refusal.CANNOT_SEND, ""));
            alice.connection.expect("SAY " + room + " hi: CANNOT_SEND");
        }

        alice.replica.expectMessage(new RoomReplica.Exit(UserScene.ID));
        alice.replica.expectNoMessage();
    }

    @Test
    void aLongAnswerWaitsForTheConnectionAndWhatFollowsItToo() throws Exception {
        var alice = alice();

        alice.lines("LONG 40", "PING after");
        for (var number = 0; number < 32; number++) {
            assertThat(alice.connection.read()).startsWith("PIECE " + number + " ");
        }
        alice.settle();
        assertThat(alice.connection.unread()).isZero();
        assertThat(alice.connection.flushWishes()).isEqualTo(1);
        alice.user.tell(new User.Flushed());
        for (var number = 32; number < 40; number++) {
            assertThat(alice.connection.read()).startsWith("PIECE " + number + " ");
        }

        alice.connection.expect("END");
        alice.connection.expect("PONG after");
    }

    @Test
    void aSurveyAsksAllNodesAndIsAnsweredInItsTurn() throws Exception {
        var alice = alice();

        alice.lines("WHO a*", "LIST", "PING after");
        var find = alice.people.expectMessageClass(People.FindPeople.class);
        assertThat(find.pattern()).isEqualTo("a*");
        find.replyTo()
                .tell(new People.PeoplePage(
                        UserScene.ID.node(), List.of(alice.settle().person()), UserScene.ID, true));
        alice.connection.expect("WHO a*: 1");
        var list = alice.replicas.expectMessageClass(Replicas.ListRooms.class);
        list.replyTo().tell(new Replicas.RoomsPage(UserScene.ID.node(), List.of(), true));

        alice.connection.expect("LIST: 0");
        alice.connection.expect("PONG after");
    }

    @Test
    void whoisIsAnsweredByThePersonsOwnActor() throws Exception {
        var alice = alice();

        alice.lines("WHOIS bob");
        alice.found(alice.question(), alice.holder("bob", BOB, bobsMail.ref()));
        var describe = bobsMail.expectMessageClass(PersonMail.DescribeYourself.class);
        var identity = new Identity(BOB, Nick.of("bob"), "bob", "host");
        var bob = new Person(identity, 0, "Robert", "node-8", "toy", null, false, false, 0);
        describe.replyTo().tell(new Profile(bob, 0, false, List.of()));

        alice.connection.expect("WHOIS bob: Robert");
    }
}
