package chat.parley.node.room;

import static chat.parley.node.room.RoomFixture.LOBBY;
import static chat.parley.node.room.RoomScenario.newRoom;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Outbound;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.RoomName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node's registry: it starts replicas when they are needed, and always has an answer for a room that starts. */
class ReplicasTest {
    private static final ActorTestKit KIT = ActorTestKit.create(RoomFixture.KIT_CONFIG);
    private static final Outbound NO_SCREEN = new Outbound() {
        @Override
        public void deliver(ByteString frames) {}

        @Override
        public void close(ByteString farewell) {}
    };

    private final TestProbe<ShardingEnvelope<ChatRoom.Command>> rooms = KIT.createTestProbe();
    private final ActorRef<Replicas.Command> registry =
            KIT.spawn(Replicas.create(1, rooms.ref(), RoomFixture.CONFIG, new TestClock()));
    private final TestProbe<ChatRoom.Command> starting = KIT.createTestProbe();
    private final TestProbe<Replicas.RoomsPage> list = KIT.createTestProbe();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @AfterEach
    void stop() {
        KIT.stop(registry);
    }

    @Test
    void theFirstToEnterARoomStartsItsReplicaWhichAsksForTheRoom() {
        enters(LOBBY, "alice");

        var envelope = rooms.receiveMessage();
        assertThat(envelope.entityId()).isEqualTo("#lobby");
        assertThat(envelope.message()).isInstanceOf(ChatRoom.Attach.class);
        enters(LOBBY, "bob");
        assertThat(replicas()).containsOnlyKeys(LOBBY);
    }

    @Test
    void whereThereIsNoReplicaNobodyIsHere() {
        var standing = reports(5);

        assertThat(standing.replica()).isNull();
        assertThat(standing.people()).isEmpty();
        assertThat(standing.promised()).isEqualTo(5);
        assertThat(standing.last()).isTrue();
    }

    @Test
    void whereThereIsOneItTellsItself() {
        var alice = enters(LOBBY, "alice");

        var standing = reports(5);

        assertThat(standing.replica()).isEqualTo(replica(LOBBY));
        assertThat(standing.people()).containsExactly(alice.id());
    }

    @Test
    void anOlderIncarnationIsToldWhatWasPromised() {
        reports(5);

        assertThat(reports(4).promised()).isEqualTo(5);
        assertThat(reports(5).promised()).as("asked again by the same one").isEqualTo(5);
    }

    @Test
    void anEpochIsPromisedToOneIncarnationOnly() {
        reports(5);
        var twin = KIT.<ChatRoom.Command>createTestProbe();

        registry.tell(new Replicas.Report("#lobby", 5, twin.ref()));

        assertThat(twin.expectMessageClass(ChatRoom.Standing.class).promised()).isGreaterThan(5);
    }

    @Test
    void aReplicaThatStartsLaterIsBoundByThePromise() {
        reports(5);
        enters(LOBBY, "alice");

        replica(LOBBY).tell(new RoomReplica.Serve(4, starting.ref()));

        starting.expectMessage(new ChatRoom.Superseded(5));
    }

    @Test
    void aReplicaThatNobodyNeedsEnds() {
        var alice = enters(LOBBY, "alice");
        var replica = replica(LOBBY);

        replica.tell(new RoomReplica.Exit(alice.id()));

        starting.expectTerminated(replica);
        assertThat(replicas()).isEmpty();
    }

    @Test
    void aReplicaThatSomebodyIsOnTheWayToStays() {
        enters(LOBBY, "alice");
        enters(LOBBY, "bob");
        var replica = replica(LOBBY);

        registry.tell(new Replicas.Unneeded(LOBBY, replica, 1));

        assertThat(replicas()).containsEntry(LOBBY, replica);
    }

    @Test
    void whoEntersWhileAReplicaEndsGetsANewOne() {
        var alice = enters(LOBBY, "alice");
        var replica = replica(LOBBY);
        registry.tell(new Replicas.Unneeded(LOBBY, replica, 1));

        enters(alice);

        assertThat(replica(LOBBY)).isNotEqualTo(replica);
    }

    @Test
    void aReplicaThatFailsIsForgotten() {
        var alice = enters(LOBBY, "alice");
        var replica = replica(LOBBY);
        Mailbox.isEmpty(replica);

        LoggingTestKit.error("the replica of room #lobby has failed").expect(KIT.system(), () -> {
            replica.tell(new RoomReplica.Look(
                    view -> {
                        throw new IllegalStateException("a broken look");
                    },
                    NO_SCREEN,
                    KIT.<RoomReplica.Looked>createTestProbe().ref()));
            starting.expectTerminated(replica);
            return null;
        });

        assertThat(replicas()).isEmpty();
        enters(alice);
        assertThat(replicas()).containsOnlyKeys(LOBBY);
    }

    @Test
    void listHasTheRoomsThatHaveSomebodyInPages() {
        IntStream.range(0, 70).forEach(i -> {
            var room = newRoom("#room" + i);
            var alice = enters(room.state().key(), "alice");
            room.join(alice);
            isServed(room);
        });
        enters(RoomKey.of(RoomName.of("#empty")), "alice");
        isServed(newRoom("#empty"));

        registry.tell(new Replicas.ListRooms(null, list.ref()));
        var first = list.receiveMessage();
        registry.tell(new Replicas.ListRooms(first.rooms().get(63).room(), list.ref()));
        var pages = List.of(first, list.receiveMessage());

        list.expectNoMessage(Duration.ZERO);
        assertThat(pages).extracting(Replicas.RoomsPage::last).containsExactly(false, true);
        assertThat(pages.stream().flatMap(page -> page.rooms().stream()))
                .hasSize(70)
                .allSatisfy(summary -> assertThat(summary.people()).isEqualTo(1));
    }

    @Test
    void aNodeWithoutRoomsHasAnEmptyList() {
        registry.tell(new Replicas.ListRooms(null, list.ref()));

        assertThat(list.receiveMessage()).isEqualTo(new Replicas.RoomsPage(1, List.of(), true));
    }

    private void isServed(RoomScenario room) {
        var key = room.state().key();
        var replica = replica(key);
        replica.tell(new RoomReplica.Serve(1, starting.ref()));
        RoomPage.of(room.state(), new RequestTable(30_000), List.of())
                .forEach(page -> replica.tell(new RoomReplica.Snapshot(new ChatRoom.Progress(1, 1), page)));
        Mailbox.isEmpty(replica);
    }

    private ChatRoom.Standing reports(long epoch) {
        registry.tell(new Replicas.Report("#lobby", epoch, starting.ref()));
        return starting.expectMessageClass(ChatRoom.Standing.class);
    }

    private Person enters(RoomKey room, String nick) {
        var person = RoomScenario.person(nick, new PersonId(1, nick.hashCode()));
        enters(room, person);
        return person;
    }

    private void enters(Person person) {
        enters(LOBBY, person);
    }

    private void enters(RoomKey room, Person person) {
        var user = KIT.<RoomAnswer>createTestProbe();
        registry.tell(new Replicas.Enter(room, new Receiver(person.id(), NO_SCREEN, new PlainLines(), user.ref())));
    }

    private ActorRef<RoomReplica.Command> replica(RoomKey room) {
        return Objects.requireNonNull(replicas().get(room), "no replica of " + room);
    }

    private Map<RoomKey, ActorRef<RoomReplica.Command>> replicas() {
        var probe = KIT.<Replicas.Found>createTestProbe();
        registry.tell(new Replicas.AllReplicas(probe.ref()));
        return probe.receiveMessage().replicas();
    }
}
