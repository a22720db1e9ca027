package chat.parley.node.room;

import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.RoomFixture.Author;
import chat.parley.node.room.RoomFixture.PlayedNode;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A private conversation is a room of two, who need not join: what is said waits until both can be reached. */
class ConversationTest {
    private static final ActorTestKit KIT = ActorTestKit.create(RoomFixture.KIT_CONFIG);

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    private static final Person ALICE = RoomScenario.person("alice", new PersonId(1, 1));
    private static final Person BOB = RoomScenario.person("bob", new PersonId(2, 1));

    private final RoomFixture talk = new RoomFixture(KIT, RoomKey.Conversation.between(ALICE.id(), BOB.id()));
    private final PlayedNode here = talk.node(1);
    private final PlayedNode there = talk.node(2);
    private final Author alice = talk.new Author(ALICE);
    private final Author bob = talk.new Author(BOB);

    @AfterEach
    void stop() {
        talk.stop();
    }

    @Test
    void whatIsSaidWaitsForBothAndComesInItsOrder() {
        talk.startFresh();

        alice.says(1, "are you there?").says(2, "hello?");
        here.isAttached(ALICE);
        here.hasHeardNoMoreThan(0);
        there.isAttached(BOB);

        there.hears("alice: are you there?", "alice: hello?");
        here.hears("alice: are you there?", "alice: hello?");
    }

    @Test
    void whoCannotBeReachedIsNoSuchPerson() {
        talk.startFresh();
        here.isAttached(ALICE);
        alice.says(1, "are you there?");

        talk.timePasses(Duration.ofSeconds(5));

        alice.isRefused(1, Refusal.NO_SUCH_PERSON);
        alice.says(1, "are you there?").waitsFrom(2).says(2, "hello?");
        there.isAttached(BOB);
        alice.isRefused(1, Refusal.NO_SUCH_PERSON);
        there.hears("alice: hello?");
    }

    @Test
    void theTimeToWaitBeginsAnewWithTheNextWait() {
        talk.startFresh();
        here.isAttached(ALICE);
        alice.says(1, "one");
        talk.timePasses(Duration.ofSeconds(4));
        there.isAttached(BOB);
        there.hears("alice: one");
        there.detaches();
        here.hears("alice: one");

        alice.says(2, "two");
        talk.timePasses(Duration.ofSeconds(4));
        there.isAttached(BOB);

        there.hears("alice: two");
    }

    @Test
    void whoExitsIsWaitedForThoughTheOtherIsOnTheSameNode() {
        talk.startFresh();
        here.isAttached(ALICE);
        there.isAttached(BOB);
        there.attaches(RoomFixture.at(1, 0));
        there.isServed();
        there.isToldPosition(0);

        alice.says(1, "gone?");

        here.hasHeardNoMoreThan(0);
    }

    @Test
    void aQuietConversationEndsAndTellsItsReplicas() {
        talk.startFresh();
        here.isAttached(ALICE);
        there.isAttached(BOB);
        bob.says(1, "bye");
        here.hears("bob: bye");
        here.acknowledges(1, 1);
        there.hears("bob: bye");
        there.acknowledges(1, 1);

        talk.clock.advance(Duration.ofMinutes(31));
        talk.aSecondPasses();
        talk.shard.expectMessageClass(ClusterSharding.Passivate.class);
        talk.tell(new ChatRoom.Stop());

        here.replica.expectMessageClass(RoomReplica.Close.class);
        there.replica.expectMessageClass(RoomReplica.Close.class);
        talk.hasEnded();
    }

    @Test
    void aConversationThatMovesTellsItsReplicasNothing() {
        talk.startFresh();
        here.isAttached(ALICE);
        there.isAttached(BOB);

        talk.tell(new ChatRoom.Stop());

        talk.hasEnded();
        here.replica.expectNoMessage(Duration.ZERO);
    }
}
