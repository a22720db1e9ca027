package chat.parley.node.room;

import static chat.parley.node.room.RoomFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.room.ReplicaFixture.Incarnation;
import chat.parley.node.room.ReplicaFixture.Listener;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The replica of a private conversation, of which both people are on this node: whoever is here hears it. */
class ConversationReplicaTest {
    private static final ActorTestKit KIT = ActorTestKit.create(RoomFixture.KIT_CONFIG);
    private static final RoomScenario NOTHING_SAID =
            RoomScenario.conversation(RoomScenario.person("alice"), RoomScenario.person("bob"));

    private final ReplicaFixture node =
            new ReplicaFixture(KIT, NOTHING_SAID.state().key(), 0);
    private final Incarnation talk = node.room(5);
    private final Listener alice = node.listener("alice");
    private final Listener bob = node.listener("bob");

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @AfterEach
    void stop() {
        node.stop();
    }

    private void bothAreHere() {
        node.tell(new RoomReplica.Admit(alice.receiver()));
        assertThat(node.attachesFrom(ChatRoom.Progress.NONE).people()).containsExactly(alice.id());
        talk.servesAll(0, NOTHING_SAID);
        alice.isEntered();
        node.tell(new RoomReplica.Admit(bob.receiver()));
        assertThat(node.attachesFrom(at(5, 0)).people()).containsExactlyInAnyOrder(alice.id(), bob.id());
        talk.serves();
        alice.isEntered();
        bob.isEntered();
    }

    @Test
    void whatIsSaidIsShownToTheOtherAndAcknowledgedToTheOne() {
        bothAreHere();

        talk.publishes(talk.said(1, alice.person, 1, "hello"), talk.said(2, bob.person, 4, "hi"));

        alice.sees("[alice]: hello", "bob: hi").isDone(1, 1);
        bob.sees("alice: hello", "[bob]: hi").isDone(4, 2);
    }

    @Test
    void theRoomIsToldWhenOneOfThemGoes() {
        bothAreHere();

        node.tell(new RoomReplica.Exit(bob.id()));

        assertThat(node.attachesFrom(at(5, 0)).people()).containsExactly(alice.id());
    }

    @Test
    void aQuietConversationIsClosed() {
        bothAreHere();

        node.tell(new RoomReplica.Close());

        alice.user.expectMessage(new RoomAnswer.Closed(NOTHING_SAID.state().key()));
        bob.user.expectMessage(new RoomAnswer.Closed(NOTHING_SAID.state().key()));
        assertThat(node.isUnneeded().admitted()).isEqualTo(2);
    }
}
