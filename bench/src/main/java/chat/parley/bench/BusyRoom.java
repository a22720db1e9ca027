package chat.parley.bench;

import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.person.Identity;
import chat.parley.node.person.Outbound;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonId;
import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.Entry;
import chat.parley.node.room.Member;
import chat.parley.node.room.Receiver;
import chat.parley.node.room.Replicas;
import chat.parley.node.room.Roles;
import chat.parley.node.room.RoomAnswer;
import chat.parley.node.room.RoomEncoder;
import chat.parley.node.room.RoomEvent;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomPage;
import chat.parley.node.room.RoomReplica;
import chat.parley.node.room.RoomSettings;
import chat.parley.node.room.RoomView;
import chat.parley.wire.LineWriter;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import com.typesafe.config.ConfigFactory;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.util.ByteString;

/** A room whose people are all on one node, with the replica there and connections that take everything. The caller is the room. */
final class BusyRoom {
    private static final long NODE = 1;
    private static final RoomKey ROOM = RoomKey.of(RoomName.of("#lobby"));
    private static final ChatRoom.Progress START = new ChatRoom.Progress(Sayings.EPOCH, 1);

    private final ActorSystem<ChatRoom.Command> system;
    private final BlockingQueue<ChatRoom.Command> heard;
    private final ActorRef<RoomReplica.Command> replica;

    // Mutable state
    private long seq = START.seq();

    private BusyRoom(
            ActorSystem<ChatRoom.Command> system,
            BlockingQueue<ChatRoom.Command> heard,
            ActorRef<RoomReplica.Command> replica) {
        this.system = system;
        this.heard = heard;
        this.replica = replica;
    }

    /** Starts a node's worth of actors. */
    static BusyRoom of(int members, int kinds) throws ConfigFaults, InterruptedException {
        var heard = new LinkedBlockingQueue<ChatRoom.Command>();
        var config = NodeConfig.ofText("");
        var system = ActorSystem.create(
                Behaviors.<ChatRoom.Command>receiveMessage(command -> {
                    heard.add(command);
                    return Behaviors.same();
                }),
                "bench",
                ConfigFactory.parseString("pekko.loglevel = OFF").withFallback(ConfigFactory.load()));
        var shard = system.<ShardingEnvelope<ChatRoom.Command>>systemActorOf(
                Behaviors.receiveMessage(envelope -> {
                    system.tell(envelope.message());
                    return Behaviors.same();
                }),
                "shard",
                Props.empty());
        var registry = system.systemActorOf(
                Replicas.create(NODE, shard, config, Clock.systemUTC()), "replicas", Props.empty());
        for (var number = 0; number < members; number++) {
            registry.tell(new Replicas.Enter(ROOM, receiver(number, kinds, system)));
        }
        var attach = next(heard, ChatRoom.Attach.class);
        var room = new BusyRoom(system, heard, attach.replica());
        room.serve(members);
        return room;
    }

    private static Receiver receiver(int number, int kinds, ActorSystem<?> system) {
        var user = system.systemActorOf(Behaviors.<RoomAnswer>ignore(), "user-" + number, Props.empty());
        return new Receiver(id(number), Nowhere.INSTANCE, new Lines(number % kinds), user);
    }

    private void serve(int members) throws InterruptedException {
        var present = IntStream.range(0, members)
                .mapToObj(number -> new Member(person(number), Roles.NONE, 1))
                .toList();
        var page = new RoomPage(0, true, RoomSettings.initial(ROOM), present, List.of(), List.of());
        replica.tell(new RoomReplica.Serve(Sayings.EPOCH, system));
        replica.tell(new RoomReplica.Snapshot(START, page));
        awaitAll();
    }

    private static PersonId id(int number) {
        return new PersonId(NODE, number);
    }

    private static Person person(int number) {
        var identity = new Identity(id(number), Nick.of("n" + number), "user", "host.example.org");
        return new Person(identity, 0, "", "node.example.org", "irc", null, false, false, 0);
    }

    /** Publishes so many messages, and returns once every connection has them. */
    RoomReplica.Publish publish(int lines) throws InterruptedException {
        var publish = new RoomReplica.Publish(Sayings.EPOCH, Sayings.from(seq + 1, lines));
        seq += lines;
        replica.tell(publish);
        awaitAll();
        return publish;
    }

    /** Asked for its position a replica writes what it has, and answers. */
    private void awaitAll() throws InterruptedException {
        replica.tell(new RoomReplica.Position(new ChatRoom.Progress(Sayings.EPOCH, seq)));
        next(heard, ChatRoom.Ack.class);
    }

    private static <C> C next(BlockingQueue<ChatRoom.Command> heard, Class<C> what) throws InterruptedException {
        while (true) {
            var command = heard.take();
            if (what.isInstance(command)) {
                return what.cast(command);
            }
        }
    }

    void end() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    /** A kind of receiver that is shown what IRC shows. */
    private record Lines(int kind) implements RoomEncoder {
        @Override
        public ByteString shown(Entry entry, RoomView room) {
            return entry.event() instanceof RoomEvent.Said said
                    ? ByteString.fromArrayUnsafe(new LineWriter()
                            .source(said.author().hostmask())
                            .command("PRIVMSG")
                            .param(room.displayName())
                            .trailing(said.text())
                            .end()
                            .takeBytes())
                    : ByteString.emptyByteString();
        }

        @Override
        public ByteString own(Entry entry, RoomView room) {
            return ByteString.emptyByteString();
        }
    }

    /** A connection that takes everything and writes nothing. */
    private enum Nowhere implements Outbound {
        INSTANCE;

        @Override
        public void deliver(ByteString frames) {}

        @Override
        public void close(ByteString farewell) {}
    }
}
