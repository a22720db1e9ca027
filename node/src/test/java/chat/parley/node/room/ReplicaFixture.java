package chat.parley.node.room;

import static chat.parley.node.room.RoomFixture.LOBBY;
import static chat.parley.node.room.RoomFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.person.Outbound;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Tags;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The replica of #lobby on node 1, alone: the test plays the room (its incarnations, and the shard that finds it), the registry, the people with
 * their screens, and the clock.
 */
final class ReplicaFixture {
    static final Duration COMPARE_EVERY = Duration.ofSeconds(30);

    final TestClock clock = new TestClock();
    final TestProbe<Replicas.Command> registry;
    final ActorRef<RoomReplica.Command> replica;

    private final ActorTestKit kit;
    private final RoomKey key;
    private final ManualTime time;
    private final TestProbe<RoomReplica.RoomMessage> shard;

    /** The newest incarnation that the test has let serve. */
    private @Nullable ActorRef<ChatRoom.Command> serving;

    ReplicaFixture(ActorTestKit kit) {
        this(kit, LOBBY, 0);
    }

    /** @param promisedEpoch what the registry had promised before the replica was needed */
    ReplicaFixture(ActorTestKit kit, RoomKey key, long promisedEpoch) {
        this.kit = kit;
        this.key = key;
        this.time = ManualTime.get(kit.system());
        this.registry = kit.createTestProbe();
        this.shard = kit.createTestProbe();
        this.replica = kit.spawn(RoomReplica.create(
                key,
                promisedEpoch,
                new RoomReplica.Services(
                        1,
                        shard.ref()::tell,
                        registry.ref(),
                        RoomFixture.CONFIG,
                        clock,
                        Duration.ofSeconds(1),
                        COMPARE_EVERY)));
    }

    void stop() {
        kit.stop(replica);
    }

    /** Lets time pass for clocks and timers alike, once the replica has done all that it was asked. */
    void timePasses(Duration by) {
        Mailbox.isEmpty(replica);
        clock.advance(by);
        time.timePasses(by);
    }

    void aSecondPasses() {
        timePasses(Duration.ofSeconds(1));
    }

    void tell(RoomReplica.Command command) {
        replica.tell(command);
    }

    /** The next thing that is told to the room through its shard. */
    <C extends ChatRoom.Command> C tellsTheRoom(Class<C> what) {
        return what.cast(shard.expectMessageClass(RoomReplica.RoomMessage.class).command());
    }

    /** It asks for the room, being that far. */
    ChatRoom.Attach attachesFrom(ChatRoom.Progress progress) {
        var attach = tellsTheRoom(ChatRoom.Attach.class);
        assertThat(attach.progress()).isEqualTo(progress);
        return attach;
    }

    /** Through the shard comes nothing but what the next comparison brings. */
    void tellsTheShardNothing() {
        shard.expectNoMessage(Duration.ZERO);
    }

    void hasEnded() {
        kit.createTestProbe().expectTerminated(replica);
    }

    /** What the registry is told, but for the lines of LIST. */
    Replicas.Unneeded isUnneeded() {
        while (true) {
            var next = registry.receiveMessage();
            if (next instanceof Replicas.Unneeded unneeded) {
                return unneeded;
            }
        }
    }

    RoomSummary summary() {
        return registry.expectMessageClass(Replicas.Summarised.class).summary();
    }

    /** A person on this node, whom the registry lets in. */
    Listener admitted(String nick) {
        var listener = listener(nick);
        tell(new RoomReplica.Admit(listener.receiver()));
        return listener;
    }

    Listener listener(String nick) {
        return new Listener(RoomScenario.person(nick, new PersonId(1, nick.hashCode())));
    }

    /** A person of node 2. */
    static Person elsewhere(String nick) {
        return RoomScenario.person(nick, new PersonId(2, nick.hashCode()));
    }

    Incarnation room(long epoch) {
        return new Incarnation(epoch);
    }

    TestProbe<RoomReplica.Audience> asksAudience(PersonChange change, long afterSeq) {
        var probe = kit.<RoomReplica.Audience>createTestProbe();
        tell(new RoomReplica.AskAudience(change, afterSeq, probe.ref()));
        return probe;
    }

    RoomReplica.Lost loses(long node) {
        var probe = kit.<RoomReplica.Lost>createTestProbe();
        tell(new RoomReplica.AskLost(node, probe.ref()));
        return probe.receiveMessage();
    }

    /** The members as the replica sees them, in the order of their joining. */
    List<String> nicks() {
        var nicks = new ArrayList<String>();
        var looked = kit.<RoomReplica.Looked>createTestProbe();
        tell(new RoomReplica.Look(
                view -> {
                    view.members()
                            .forEach(member -> nicks.add(
                                    member.roles().prefix() + member.person().nick()));
                    return ByteString.emptyByteString();
                },
                listener("nobody"),
                looked.ref()));
        looked.receiveMessage();
        return nicks;
    }

    /** One incarnation of the room, in whose name the test speaks. */
    final class Incarnation {
        final long epoch;
        TestProbe<ChatRoom.Command> entity = kit.createTestProbe();

        Incarnation(long epoch) {
            this.epoch = epoch;
        }

        Incarnation serves() {
            serving = entity.ref();
            tell(new RoomReplica.Serve(epoch, serving));
            return this;
        }

        /** Serves a replica that has nothing: the state, and where it is. */
        Incarnation servesAll(long seq, RoomScenario state) {
            return serves().sendsAll(seq, state);
        }

        Incarnation sendsAll(long seq, RoomScenario state) {
            pages(state).forEach(page -> tell(new RoomReplica.Snapshot(at(epoch, seq), page)));
            return this;
        }

        List<RoomPage> pages(RoomScenario state) {
            return RoomPage.of(state.state(), new RequestTable(30_000), List.of());
        }

        Incarnation publishes(Entry... entries) {
            tell(new RoomReplica.Publish(epoch, List.of(entries)));
            return this;
        }

        Incarnation tellsPosition(long seq) {
            tell(new RoomReplica.Position(at(epoch, seq)));
            return this;
        }

        Entry said(long seq, Person who, String text) {
            return said(seq, who, 0, text);
        }

        Entry said(long seq, Person who, long request, String text) {
            return entry(seq, who, request, new RoomEvent.Said(who.identity(), SayKind.MESSAGE, text, null, Tags.NONE));
        }

        Entry joined(long seq, Person who, long request) {
            return entry(seq, who, request, new RoomEvent.Joined(who, Roles.NONE, null));
        }

        Entry parted(long seq, Person who, long request) {
            return entry(seq, who, request, new RoomEvent.Parted(who.identity(), "bye"));
        }

        /** What the room does by itself. */
        Entry happens(long seq, RoomEvent event) {
            return new Entry(epoch, seq, clock.millis(), null, 0, null, event);
        }

        private Entry entry(long seq, Person who, long request, RoomEvent event) {
            return new Entry(epoch, seq, clock.millis(), who.id(), request, null, event);
        }

        void isAcknowledged(long seq) {
            entity.expectMessage(new ChatRoom.Ack(1, at(epoch, seq)));
        }

        void isAskedForWhatCameAfter(long seq) {
            entity.expectMessage(new ChatRoom.Resend(1, at(epoch, seq)));
        }

        void isSuperseded(long by) {
            entity.expectMessage(new ChatRoom.Superseded(by));
        }

        void ends() {
            entity.stop();
        }
    }

    /** A person of this node with what is on their screen. */
    final class Listener implements Outbound {
        final Person person;
        final TestProbe<RoomAnswer> user = kit.createTestProbe();
        private final TestProbe<String> screen = kit.createTestProbe();
        private final Queue<String> lines = new ArrayDeque<>();

        Listener(Person person) {
            this.person = person;
        }

        PersonId id() {
            return person.id();
        }

        Receiver receiver() {
            return new Receiver(person.id(), this, new PlainLines(), user.ref());
        }

        @Override
        public void deliver(ByteString frames) {
            screen.ref().tell(frames.utf8String());
        }

        @Override
        public void close(ByteString farewell) {
            throw new AssertionError("a room closes nobody's connection");
        }

        /** The next lines on the screen, however they come. */
        Listener sees(String... expected) {
            while (lines.size() < expected.length) {
                lines.addAll(screen.receiveMessage().lines().toList());
            }
            var seen = new ArrayList<String>();
            while (seen.size() < expected.length) {
                seen.add(lines.remove());
            }
            assertThat(seen).containsExactly(expected);
            return this;
        }

        /** A look comes in its place, after all that was shown before: so nothing was. */
        Listener seesNoMore() {
            var looked = kit.<RoomReplica.Looked>createTestProbe();
            tell(new RoomReplica.Look(view -> ByteString.fromString("-- no more --\n"), this, looked.ref()));
            looked.receiveMessage();
            return sees("-- no more --");
        }

        Listener isEntered() {
            user.expectMessage(new RoomAnswer.Entered(key, replica, Objects.requireNonNull(serving)));
            return this;
        }

        Listener isDone(long request, long seq) {
            user.expectMessage(new RoomAnswer.Done(key, request, request, seq));
            return this;
        }

        Listener stands(Roles roles) {
            user.expectMessage(new RoomAnswer.Standing(key, roles, false));
            return this;
        }

        Listener isGone() {
            user.expectMessage(new RoomAnswer.Gone(key));
            return this;
        }

        void ends() {
            user.stop();
        }
    }
}
