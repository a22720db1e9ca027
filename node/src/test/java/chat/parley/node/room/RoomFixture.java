package chat.parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.cluster.Nodes;
import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.name.People;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.wire.RoomName;
import chat.parley.wire.Tags;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.jspecify.annotations.Nullable;

/**
 * A room's entity, alone: the test plays the nodes around it (their registries and replicas), the people who ask, the log and the clock. Everything is
 * said in the words of a scenario; each expectation is about the very next message, so that nothing goes unnoticed and nothing has to be waited for.
 */
final class RoomFixture {
    static final RoomKey LOBBY = RoomKey.of(RoomName.of("#lobby"));
    static final RoomName LOBBY_NAME = RoomName.of("#lobby");

    /** Timers fire when the test says so; small bounds, to meet them soon. */
    static final Config KIT_CONFIG = ManualTime.config().withFallback(ConfigFactory.load());

    static final NodeConfig CONFIG =
            config("parley { limits { replica-tail = 4, room-stash = 8 }, history.commit-rows = 5 }");

    final HandLog log = new HandLog();
    final TestClock clock = new TestClock();
    final TestProbe<ShardCommand> shard;

    private final ActorTestKit kit;
    private final ManualTime time;
    private final RoomKey key;
    private final Map<Long, Nodes.Peer> present = new ConcurrentHashMap<>();
    private final List<PlayedNode> nodes = new ArrayList<>();
    private @Nullable ActorRef<ChatRoom.Command> room;

    RoomFixture(ActorTestKit kit) {
        this(kit, LOBBY);
    }

    RoomFixture(ActorTestKit kit, RoomKey key) {
        this.kit = kit;
        this.time = ManualTime.get(kit.system());
        this.key = key;
        this.shard = kit.createTestProbe();
    }

    static NodeConfig config(String hocon) {
        try {
            return NodeConfig.ofText(hocon);
        } catch (ConfigFaults faults) {
            throw new AssertionError(faults);
        }
    }

    /** A node that is Up, played by the test. */
    PlayedNode node(long number) {
        var node = new PlayedNode(number);
        nodes.add(node);
        present.put(
                number,
                new Nodes.Peer(
                        number,
                        node.registry.ref(),
                        kit.<People.Command>createTestProbe().ref()));
        return node;
    }

    /** Starts the entity, which asks every node. */
    void start() {
        room = kit.spawn(
                ChatRoom.create(key, shard.ref(), new ChatRoom.Services(log, new PlayedNodes(), CONFIG, clock)));
    }

    /** Starts the entity, and no node has anything of the room. */
    void startFresh() {
        start();
        nodes.forEach(PlayedNode::hasNothing);
    }

    ActorRef<ChatRoom.Command> room() {
        assertThat(room).as("start() comes first").isNotNull();
        return room;
    }

    void tell(ChatRoom.Command command) {
        room().tell(command);
    }

    /** Lets time pass for clocks and timers alike, once the room has done all that it was asked. */
    void timePasses(Duration by) {
        Mailbox.isEmpty(room());
        clock.advance(by);
        time.timePasses(by);
    }

    void aSecondPasses() {
        timePasses(Duration.ofSeconds(1));
    }

    void hasEnded() {
        kit.createTestProbe().expectTerminated(room());
    }

    void stop() {
        if (room != null) {
            kit.stop(room);
        }
    }

    /** Somebody on a node, who asks things of the room. */
    Author author(String nick, PlayedNode at) {
        return new Author(RoomScenario.person(nick, new PersonId(at.node, nick.hashCode())));
    }

    /** Epoch and place. */
    static ChatRoom.Progress at(long epoch, long seq) {
        return new ChatRoom.Progress(epoch, seq);
    }

    static String text(Entry entry) {
        var event = entry.event();
        if (event instanceof RoomEvent.Left left) {
            return "left " + left.who();
        }
        if (event instanceof RoomEvent.Described described) {
            return "described " + described.person().nick();
        }
        return new PlainLines()
                .shown(entry, RoomState.empty(LOBBY))
                .utf8String()
                .strip();
    }

    private final class PlayedNodes implements Nodes {
        @Override
        public long self() {
            return 1;
        }

        @Override
        public Collection<Peer> present() {
            return present.values();
        }

        @Override
        public @Nullable Peer find(long node) {
            return present.get(node);
        }
    }

    /** One node's registry and replica. */
    final class PlayedNode {
        final long node;
        final TestProbe<Replicas.Command> registry = kit.createTestProbe();
        TestProbe<RoomReplica.Command> replica = kit.createTestProbe();

        PlayedNode(long node) {
            this.node = node;
        }

        /** The starting room asks; this node has nothing of it. */
        void hasNothing() {
            answers(isAsked(), ChatRoom.Progress.NONE);
        }

        Replicas.Report isAsked() {
            return registry.expectMessageClass(Replicas.Report.class);
        }

        /** The starting room asks; this node's replica is that far and has these people. */
        void has(ChatRoom.Progress progress, Person... people) {
            var report = isAsked();
            tell(new ChatRoom.Standing(
                    node, report.epoch(), report.epoch(), replica.ref(), progress, ids(people), 0, true));
        }

        void answers(Replicas.Report report, ChatRoom.Progress progress) {
            tell(new ChatRoom.Standing(node, report.epoch(), report.epoch(), null, progress, List.of(), 0, true));
        }

        void tellsPage(Replicas.Report report, List<PersonId> people, int page, boolean last) {
            tell(new ChatRoom.Standing(
                    node, report.epoch(), report.epoch(), replica.ref(), ChatRoom.Progress.NONE, people, page, last));
        }

        /** Somebody was here before this incarnation, and was promised more. */
        void hasPromised(long epoch) {
            var report = isAsked();
            tell(new ChatRoom.Standing(node, report.epoch(), epoch, null, ChatRoom.Progress.NONE, List.of(), 0, true));
        }

        /** The starting room wants what this replica holds. */
        RoomReplica.GiveState isAskedForAll() {
            return replica.expectMessageClass(RoomReplica.GiveState.class);
        }

        void gives(ChatRoom.Progress progress, RoomScenario held, RequestTable requests, List<Entry> tail) {
            gives(isAskedForAll(), progress, held, requests, tail);
        }

        void gives(
                RoomReplica.GiveState asked,
                ChatRoom.Progress progress,
                RoomScenario held,
                RequestTable requests,
                List<Entry> tail) {
            RoomPage.of(held.state(), requests, tail)
                    .forEach(page -> tell(new ChatRoom.Held(node, asked.epoch(), progress, page)));
        }

        void registryEnds() {
            registry.stop();
        }

        void isRemoved() {
            present.remove(node);
        }

        void replicaEnds() {
            replica.stop();
            replica = kit.createTestProbe();
        }

        void attaches(Person... people) {
            attaches(ChatRoom.Progress.NONE, people);
        }

        void attaches(ChatRoom.Progress progress, Person... people) {
            tell(new ChatRoom.Attach(node, replica.ref(), progress, ids(people)));
        }

        /** Attaches and takes the snapshot. */
        PlayedNode isAttached(Person... people) {
            attaches(people);
            isServed();
            isSentAll();
            return this;
        }

        /** A question of the recovery may have been repeated before its answer came. */
        void isServed() {
            var next = replica.receiveMessage();
            while (next instanceof RoomReplica.GiveState) {
                next = replica.receiveMessage();
            }
            assertThat(next)
                    .isInstanceOfSatisfying(
                            RoomReplica.Serve.class,
                            serve -> assertThat(serve.room()).isEqualTo(room()));
        }

        RoomReplica.Snapshot isSentAll() {
            return replica.expectMessageClass(RoomReplica.Snapshot.class);
        }

        void isSentAllAt(long seq) {
            assertThat(isSentAll().at().seq()).isEqualTo(seq);
        }

        /** The next events, in however many messages they come. */
        List<Entry> hears(String... lines) {
            var heard = new ArrayList<Entry>();
            while (heard.size() < lines.length) {
                heard.addAll(
                        replica.expectMessageClass(RoomReplica.Publish.class).entries());
            }
            assertThat(heard).extracting(RoomFixture::text).containsExactly(lines);
            return heard;
        }

        void isToldPosition(long seq) {
            assertThat(replica.expectMessageClass(RoomReplica.Position.class)
                            .progress()
                            .seq())
                    .isEqualTo(seq);
        }

        /** The room has published this much and nothing after it: asked for its position, that is all it says. */
        void hasHeardNoMoreThan(long seq) {
            tell(new ChatRoom.Leave(new PersonId(node, 999_999)));
            isToldPosition(seq);
        }

        void acknowledges(long epoch, long seq) {
            tell(new ChatRoom.Ack(node, at(epoch, seq)));
        }

        void lacksWhatCameAfter(long epoch, long seq) {
            tell(new ChatRoom.Resend(node, at(epoch, seq)));
        }

        void detaches() {
            tell(new ChatRoom.Detach(node, replica.ref()));
        }

        private static List<PersonId> ids(Person... people) {
            return Stream.of(people).map(Person::id).toList();
        }
    }

    /** Somebody who asks, with the numbers that their user actor gives. */
    final class Author {
        final Person person;
        final TestProbe<RoomAnswer> user = kit.createTestProbe();
        private long oldestPending = 1;

        Author(Person person) {
            this.person = person;
        }

        PersonId id() {
            return person.id();
        }

        /** All lower numbers are answered. */
        Author waitsFrom(long number) {
            oldestPending = number;
            return this;
        }

        Author joins(long number) {
            return asks(number, new RoomCommand.Join(person, LOBBY_NAME, null));
        }

        Author parts(long number) {
            return asks(number, new RoomCommand.Part("bye"));
        }

        Author says(long number, String text) {
            return asks(number, say(text));
        }

        Author setsTopic(long number, String topic) {
            return asks(number, new RoomCommand.SetTopic(person.identity(), topic));
        }

        RoomCommand say(String text) {
            return new RoomCommand.Say(person.identity(), SayKind.MESSAGE, text, null, Tags.NONE);
        }

        Author asks(long number, RoomCommand command) {
            return asks(new ChatRoom.Request(number, null, command));
        }

        Author asks(ChatRoom.Request... requests) {
            tell(new ChatRoom.Ask(person.id(), oldestPending, List.of(requests), user.ref()));
            return this;
        }

        void isDone(long number) {
            isAnswered(number, Outcome.Done.INSTANCE);
        }

        void isUnchanged(long number) {
            isAnswered(number, Outcome.Unchanged.INSTANCE);
        }

        void isRefused(long number, Refusal reason) {
            isAnswered(number, new Outcome.Refused(reason, ""));
        }

        private void isAnswered(long number, Outcome outcome) {
            user.expectMessage(new RoomAnswer.Answered(key, number, outcome));
        }

        void isAskedToResendFrom(long number) {
            user.expectMessage(new RoomAnswer.ResendFrom(key, number));
        }

        /** Nothing was answered: a request far ahead is met with the number that the room waits for, and that is all it says. */
        void hasHeardNothingAndIsAwaited(long next) {
            asks(next + 1000, new RoomCommand.Skip());
            isAskedToResendFrom(next);
        }
    }
}
