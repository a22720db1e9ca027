package chat.parley.node.user;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.cluster.Nodes;
import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.dialect.ToyDialect;
import chat.parley.node.history.MemoryLog;
import chat.parley.node.name.Directory;
import chat.parley.node.name.Holder;
import chat.parley.node.name.People;
import chat.parley.node.name.PersonMail;
import chat.parley.node.name.Profile;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.MessageLog;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.ReadMarkers;
import chat.parley.node.room.Receiver;
import chat.parley.node.room.Replicas;
import chat.parley.node.room.Roles;
import chat.parley.node.room.RoomAnswer;
import chat.parley.node.room.RoomCommand;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomReplica;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.jspecify.annotations.Nullable;

/** One user with probes for everybody around them: rooms, replicas, names, people, and a connection that is written down. Time stands still. */
final class UserScene {
    static final PersonId ID = new PersonId(7, 1);

    final TestProbe<ShardingEnvelope<ChatRoom.Command>> rooms;
    final TestProbe<Replicas.Command> replicas;
    final TestProbe<RoomReplica.Command> replica;
    final TestProbe<ShardingEnvelope<Directory.Command>> names;
    final TestProbe<People.Command> people;
    final MessageLog log = new MemoryLog(1000, Clock.systemUTC());
    final FakeConnection connection = new FakeConnection();
    final ActorRef<User.Command> user;

    private final ActorTestKit kit;
    private final UserServices services;
    private final ManualTime time;
    private final AtomicLong nanoTime = new AtomicLong();
    private final TestProbe<Profile> profiles;

    /** @param hocon what differs from the default configuration */
    UserScene(ActorTestKit kit, String hocon) {
        this.kit = kit;
        this.time = ManualTime.get(kit.system());
        this.rooms = kit.createTestProbe();
        this.replicas = kit.createTestProbe();
        this.replica = kit.createTestProbe();
        this.names = kit.createTestProbe();
        this.people = kit.createTestProbe();
        this.profiles = kit.createTestProbe();
        this.services = new UserServices(
                config(hocon),
                new OneNode(replicas.ref(), people.ref()),
                people.ref(),
                replicas.ref(),
                rooms.ref(),
                names.ref(),
                log,
                ReadMarkers.NONE,
                nanoTime::get,
                new AtomicLong());
        this.user = kit.spawn(behavior());
        user.tell(new User.Attached(connection, connection));
        assertThat(people.receiveMessage()).isEqualTo(new People.Unregistered(1));
    }

    /** A user with the same neighbours. */
    Behavior<User.Command> behavior() {
        return User.create(services, new Peer(ID, "127.0.0.1", 4711, false), new ToyDialect());
    }

    private static NodeConfig config(String hocon) {
        try {
            return NodeConfig.ofText(hocon);
        } catch (ConfigFaults faults) {
            throw new AssertionError(faults);
        }
    }

    /** A user who has got past the greeting and has this name. */
    static UserScene registered(ActorTestKit kit, String name, String hocon) throws InterruptedException {
        var scene = new UserScene(kit, hocon);
        scene.connection.expect("HELLO 127.0.0.1");
        scene.lines("NAME " + name);
        scene.grantName();
        assertThat(scene.people.receiveMessage()).isEqualTo(new People.Unregistered(-1));
        scene.people.expectMessageClass(People.Arrive.class);
        scene.connection.expect("NAME " + name + ": HELD");
        return scene;
    }

    /** What one read of the connection has brought. */
    void lines(String... lines) {
        user.tell(new User.Chunk(Arrays.stream(lines).map(ToyDialect::frame).toList()));
    }

    /** Somebody else of the core tells the user something. */
    void tell(Object message) {
        user.unsafeUpcast().tell(message);
    }

    void grantName() {
        var claim = people.expectMessageClass(People.Claim.class);
        claim.replyTo().tell(new People.Claimed(claim.nick(), People.Claimed.Result.HELD));
    }

    /** The user asks to be let into the room, and is. */
    Receiver letIn(String room) {
        var enter = replicas.expectMessageClass(Replicas.Enter.class);
        assertThat(enter.room()).isEqualTo(key(room));
        tell(entered(enter.room(), replica.ref()));
        return enter.receiver();
    }

    /** The room itself, which the user is told of here, hands all that it is told to {@link #rooms}. */
    RoomAnswer.Entered entered(RoomKey room, ActorRef<RoomReplica.Command> through) {
        ActorRef<ChatRoom.Command> entity = kit.spawn(Behaviors.receiveMessage(command -> {
            rooms.ref().tell(new ShardingEnvelope<>(room.entityId(), command));
            return Behaviors.same();
        }));
        return new RoomAnswer.Entered(room, through, entity);
    }

    /** The user becomes a member of the room by IN. */
    void join(String room) throws InterruptedException {
        lines("IN " + room);
        letIn(room);
        var ask = asked(room);
        tell(new RoomAnswer.Standing(key(room), Roles.NONE, false));
        done(room, ask.requests().get(0).number(), 1);
        connection.expect("IN " + room + ": Done");
    }

    /** What the room is asked next. */
    ChatRoom.Ask asked(String room) {
        return asked(key(room));
    }

    ChatRoom.Ask asked(RoomKey room) {
        var envelope = rooms.receiveMessage();
        assertThat(envelope.entityId()).isEqualTo(room.entityId());
        return (ChatRoom.Ask) envelope.message();
    }

    void done(String room, long upTo, long seq) {
        tell(new RoomAnswer.Done(key(room), 1, upTo, seq));
    }

    void answer(String room, long number, Outcome outcome) {
        tell(new RoomAnswer.Answered(key(room), number, outcome));
    }

    /** The directory's next question, not answered yet. */
    Directory.Find question() {
        return (Directory.Find) names.receiveMessage().message();
    }

    /** Answers a question with one holder, or with nobody. */
    void found(Directory.Find question, @Nullable Holder holder) {
        question.replyTo().tell(new Directory.Found(question.question(), holder == null ? List.of() : List.of(holder)));
    }

    Holder holder(String nick, PersonId id, ActorRef<PersonMail> mailbox) {
        return new Holder(Nick.of(nick), id, mailbox);
    }

    /** Time passes after all that was told so far, and the user has dealt with it. */
    void pass(Duration duration) {
        settle();
        nanoTime.addAndGet(duration.toNanos());
        time.timePasses(duration);
        settle();
    }

    /** Whatever was told to the user so far has been dealt with; only for one who is registered. */
    Profile settle() {
        tell(new PersonMail.DescribeYourself(profiles.ref()));
        return profiles.receiveMessage();
    }

    /** Time passes for a user who is not registered, or not there any more. */
    void passUnseen(Duration duration) {
        nanoTime.addAndGet(duration.toNanos());
        time.timePasses(duration);
    }

    void expectStopped() {
        kit.createTestProbe().expectTerminated(user);
    }

    static RoomKey key(String room) {
        return RoomKey.of(RoomName.of(room));
    }

    static List<String> texts(ChatRoom.Ask ask) {
        return ask.requests().stream()
                .map(request -> ((RoomCommand.Say) request.command()).text())
                .toList();
    }

    static List<Long> numbers(ChatRoom.Ask ask) {
        return ask.requests().stream().map(ChatRoom.Request::number).toList();
    }

    /** This node alone. */
    private record OneNode(ActorRef<Replicas.Command> replicas, ActorRef<People.Command> people) implements Nodes {
        @Override
        public long self() {
            return ID.node();
        }

        @Override
        public Collection<Nodes.Peer> present() {
            return List.of(new Nodes.Peer(self(), replicas, people));
        }

        @Override
        public Nodes.@Nullable Peer find(long node) {
            return present().stream()
                    .filter(peer -> peer.node() == node)
                    .findFirst()
                    .orElse(null);
        }
    }
}
