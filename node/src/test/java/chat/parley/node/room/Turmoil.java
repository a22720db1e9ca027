package chat.parley.node.room;

import static chat.parley.node.room.RoomFixture.LOBBY;
import static chat.parley.node.room.RoomFixture.LOBBY_NAME;

import chat.parley.node.cluster.Nodes;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.name.People;
import chat.parley.node.person.Outbound;
import chat.parley.node.person.Person;
import chat.parley.node.person.PersonChange;
import chat.parley.node.person.PersonId;
import chat.parley.wire.Tags;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding.ShardCommand;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A room on three nodes in one actor system, with a bad network between them: every message from node to node is held until chance delivers it, and
 * may be lost, come twice, or overtake others. What happens on one node (registry, replica, people) is as reliable as it is.
 */
final class Turmoil {
    /** Everything runs on the test's own thread, so that a seed tells the whole story: what is told has been done when the telling returns. */
    static final Config KIT_CONFIG = ConfigFactory.parseString(
                    "pekko.actor.default-dispatcher.type = org.apache.pekko.testkit.CallingThreadDispatcherConfigurator"
                            + "\npekko.log-dead-letters = off")
            .withFallback(RoomFixture.KIT_CONFIG);

    private static final NodeConfig CONFIG = RoomFixture.config("");
    private static final int NODES = 3;

    private final ActorTestKit kit;
    private final Random random;
    private final TestClock clock = new TestClock();
    private final HandLog log = new HandLog();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Talker> talkers = new ArrayList<>();
    private final List<ActorRef<?>> standIns = new ArrayList<>();

    /** What is on its way: just sent, and by the link that it is on. */
    private final Queue<Packet> sent = new ArrayDeque<>();

    private final Map<String, ArrayDeque<Packet>> links = new TreeMap<>();
    private @Nullable ActorRef<ChatRoom.Command> room;
    private int incarnations;

    private record Packet(String link, Runnable delivery) {}

    Turmoil(ActorTestKit kit, long seed) {
        this.kit = kit;
        this.random = new Random(seed);
        log.byHand();
        for (var number = 1; number <= NODES; number++) {
            nodes.add(new Node(number));
        }
    }

    List<Talker> talkers() {
        return talkers;
    }

    /** Somebody on a node, who enters the room and joins it; {@link #calmsDown} lets it happen. */
    Talker talker(String nick, int node) {
        var talker = new Talker(RoomScenario.person(nick, new PersonId(node, nick.hashCode())), nodes.get(node - 1));
        talkers.add(talker);
        return talker;
    }

    /** Something happens, as chance will have it. */
    void step() {
        switch (random.nextInt(25)) {
            case 0 -> aSecondPasses();
            case 1, 2, 3, 4, 5 -> commit();
            case 6, 7, 8, 9, 10 -> any(talkers).speaks();
            default -> transmit();
        }
        settle();
    }

    private void commit() {
        while (!log.isIdle()) {
            try {
                log.next().isKept();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    /** Delivers some; of five one is lost, one comes twice, and one overtakes those before it. */
    private void transmit() {
        for (var i = 0; i < 8 && !links.isEmpty(); i++) {
            var link = any(List.copyOf(links.values()));
            if (link.isEmpty()) {
                continue;
            }
            switch (random.nextInt(5)) {
                case 0 -> link.removeFirst();
                case 1 -> link.getFirst().delivery.run();
                case 2 -> link.removeLast().delivery.run();
                default -> link.removeFirst().delivery.run();
            }
        }
    }

    /** The room's process dies, with all that it has not sent. */
    void killRoom() {
        if (room != null) {
            kit.stop(room);
            nodes.forEach(Node::roomHasDied);
            room = null;
        }
        settle();
    }

    /** From here on nothing is lost, until nothing is left to do; whether that came to be. */
    boolean calmsDown() {
        for (var round = 0; round < 40; round++) {
            for (var hop = 0; hop < 100 && isUnderWay(); hop++) {
                commit();
                links.values().forEach(Turmoil::deliverAll);
                settle();
            }
            if (talkers.stream().allMatch(Talker::isDone) && nodes.stream().allMatch(Node::isUpToDate)) {
                return true;
            }
            aSecondPasses();
            settle();
        }
        return false;
    }

    private boolean isUnderWay() {
        return !log.isIdle() || links.values().stream().anyMatch(link -> !link.isEmpty());
    }

    private static void deliverAll(Queue<Packet> link) {
        for (var packet = link.poll(); packet != null; packet = link.poll()) {
            packet.delivery.run();
        }
    }

    /** For the message of a run that failed. */
    @Override
    public String toString() {
        return "incarnation %d, on the way %s, not done %s, members %s"
                .formatted(
                        incarnations,
                        links.entrySet().stream()
                                .filter(link -> !link.getValue().isEmpty())
                                .map(link ->
                                        link.getKey() + ": " + link.getValue().size())
                                .toList(),
                        talkers.stream()
                                .filter(talker -> !talker.isDone())
                                .map(talker -> talker + " " + talker.pending.values())
                                .toList(),
                        membersByNode());
    }

    private void aSecondPasses() {
        clock.advance(Duration.ofSeconds(1));
        ManualTime.get(kit.system()).timePasses(Duration.ofSeconds(1));
        talkers.forEach(Talker::asksAgain);
    }

    /** What has come of it is on the network. */
    private void settle() {
        talkers.forEach(Talker::readsMail);
        for (var packet = sent.poll(); packet != null; packet = sent.poll()) {
            links.computeIfAbsent(packet.link, link -> new ArrayDeque<>()).add(packet);
        }
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Stands for an actor of another node: what it is told goes over the network first. */
    private <T> ActorRef<T> standIn(String link, Consumer<T> delivery) {
        ActorRef<T> ref = kit.spawn(Behaviors.<T>receiveMessage(message -> {
            sent.add(new Packet(link, () -> delivery.accept(message)));
            return Behaviors.same();
        }));
        standIns.add(ref);
        return ref;
    }

    /** As its shard does: whoever needs the room starts it. */
    private void toRoom(ChatRoom.Command command) {
        if (room == null) {
            incarnations++;
            room = kit.spawn(ChatRoom.create(
                    LOBBY,
                    TestInbox.<ShardCommand>create().getRef(),
                    new ChatRoom.Services(log, new AllNodes(), CONFIG, clock)));
        }
        room.tell(command);
    }

    int incarnations() {
        return incarnations;
    }

    private final class AllNodes implements Nodes {
        private final TestInbox<People.Command> people = TestInbox.create();

        @Override
        public long self() {
            return 1;
        }

        @Override
        public Collection<Peer> present() {
            return nodes.stream()
                    .map(node -> new Peer(node.number, node.remoteRegistry, people.getRef()))
                    .toList();
        }

        @Override
        public @Nullable Peer find(long number) {
            return present().stream()
                    .filter(peer -> peer.node() == number)
                    .findAny()
                    .orElse(null);
        }
    }

    /** A node with its registry and replica, and what stands for them and for the room on the other side of the network. */
    final class Node {
        private final long number;
        private final ActorRef<Replicas.Command> registry;
        private final ActorRef<Replicas.Command> remoteRegistry;
        private final Map<ActorRef<RoomReplica.Command>, ActorRef<RoomReplica.Command>> replicas = new HashMap<>();
        private final Map<ActorRef<ChatRoom.Command>, ActorRef<ChatRoom.Command>> rooms = new HashMap<>();

        Node(long number) {
            this.number = number;
            ActorRef<ShardingEnvelope<ChatRoom.Command>> shard =
                    standIn("node " + number + " to shard", envelope -> toRoom(abroad(envelope.message())));
            this.registry = kit.spawn(Replicas.create(number, shard, CONFIG, clock));
            this.remoteRegistry = standIn("room to registry " + number, message -> registry.tell(arrived(message)));
        }

        private ActorRef<ChatRoom.Command> roomFromHere(ActorRef<ChatRoom.Command> incarnation) {
            return rooms.computeIfAbsent(
                    incarnation, real -> standIn("node " + number + " to room", message -> real.tell(abroad(message))));
        }

        private ActorRef<RoomReplica.Command> replicaFromAbroad(ActorRef<RoomReplica.Command> replica) {
            return replicas.computeIfAbsent(
                    replica, real -> standIn("room to replica " + number, message -> real.tell(arrived(message))));
        }

        void roomHasDied() {
            rooms.values().forEach(standIn -> {
                standIns.remove(standIn);
                kit.stop(standIn);
            });
            rooms.clear();
        }

        private Replicas.Command arrived(Replicas.Command message) {
            return message instanceof Replicas.Report report
                    ? new Replicas.Report(report.room(), report.epoch(), roomFromHere(report.replyTo()))
                    : message;
        }

        private RoomReplica.Command arrived(RoomReplica.Command message) {
            if (message instanceof RoomReplica.Serve serve) {
                return new RoomReplica.Serve(serve.epoch(), roomFromHere(serve.room()));
            }
            return message instanceof RoomReplica.GiveState give
                    ? new RoomReplica.GiveState(give.epoch(), roomFromHere(give.replyTo()))
                    : message;
        }

        private ChatRoom.Command abroad(ChatRoom.Command message) {
            if (message instanceof ChatRoom.Attach attach) {
                return new ChatRoom.Attach(
                        number, replicaFromAbroad(attach.replica()), attach.progress(), attach.people());
            }
            if (message instanceof ChatRoom.Detach detach) {
                return new ChatRoom.Detach(number, replicaFromAbroad(detach.replica()));
            }
            if (message instanceof ChatRoom.Standing standing && standing.replica() != null) {
                return new ChatRoom.Standing(
                        number,
                        standing.epoch(),
                        standing.promised(),
                        replicaFromAbroad(standing.replica()),
                        standing.progress(),
                        standing.people(),
                        standing.page(),
                        standing.last());
            }
            return message;
        }

        /** The members with their roles and whether they are away, as this node sees them. */
        List<String> members() {
            var members = new ArrayList<String>();
            replicas.keySet().forEach(replica -> {
                replica.tell(new RoomReplica.Look(
                        view -> {
                            view.members()
                                    .forEach(
                                            member -> members.add(member.roles().prefix()
                                                    + member.person().nick()
                                                    + (member.person().away() == null ? "" : " (away)")));
                            return ByteString.emptyByteString();
                        },
                        talkers.get(0),
                        TestInbox.<RoomReplica.Looked>create().getRef()));
            });
            return members;
        }

        boolean isUpToDate() {
            return replicas.isEmpty() || members().equals(nodes.get(0).members());
        }
    }

    List<List<String>> membersByNode() {
        return nodes.stream().map(Node::members).toList();
    }

    /** A person with their screen and their user actor, which sends again until it is answered. */
    final class Talker implements Outbound {
        private final Person person;
        private final Node node;
        private final Queue<String> screen = new ArrayDeque<>();
        private final Queue<RoomAnswer> mail = new ArrayDeque<>();
        private final ActorRef<RoomAnswer> user;
        private final ActorRef<RoomAnswer> userFromAbroad;
        private final TreeMap<Long, ChatRoom.Request> pending = new TreeMap<>();
        private final List<String> said = new ArrayList<>();
        private boolean entered;
        private boolean quit;
        private long number;

        Talker(Person person, Node node) {
            this.person = person;
            this.node = node;
            this.user = kit.spawn(Behaviors.receiveMessage(answer -> {
                mail.add(answer);
                return Behaviors.same();
            }));
            this.userFromAbroad = standIn("room to " + person.nick(), user::tell);
            node.registry.tell(new Replicas.Enter(LOBBY, new Receiver(person.id(), this, new PlainLines(), user)));
            asks(new RoomCommand.Join(person, LOBBY_NAME, null));
        }

        void speaks() {
            if (!quit) {
                var text = "line " + (said.size() + 1);
                said.add(person.nick() + ": " + text);
                asks(new RoomCommand.Say(person.identity(), SayKind.MESSAGE, text, null, Tags.NONE));
            }
        }

        void goesAway() {
            var change = new PersonChange.AwayChanged(person.identity(), person.withAway("lunch"));
            node.replicas
                    .keySet()
                    .forEach(replica -> replica.tell(new RoomReplica.AskAudience(
                            change, 0, TestInbox.<RoomReplica.Audience>create().getRef())));
        }

        /** The connection ends, and with it all that was not answered. */
        void quits() {
            quit = true;
            pending.clear();
            kit.stop(user);
        }

        private void asks(RoomCommand command) {
            var request = new ChatRoom.Request(++number, null, command);
            pending.put(number, request);
            send(List.of(request));
        }

        void asksAgain() {
            send(List.copyOf(pending.values()));
        }

        private void send(Collection<ChatRoom.Request> requests) {
            if (entered && !requests.isEmpty()) {
                var ask = new ChatRoom.Ask(person.id(), pending.firstKey(), List.copyOf(requests), userFromAbroad);
                sent.add(new Packet(person.nick() + " to room", () -> toRoom(ask)));
            }
        }

        void readsMail() {
            var missing = 0L;
            for (var answer = mail.poll(); answer != null; answer = mail.poll()) {
                if (answer instanceof RoomAnswer.Entered) {
                    entered = true;
                    asksAgain();
                } else if (answer instanceof RoomAnswer.Done done) {
                    pending.subMap(done.from(), true, done.to(), true).clear();
                } else if (answer instanceof RoomAnswer.Answered answered) {
                    pending.remove(answered.request());
                } else if (answer instanceof RoomAnswer.ResendFrom resend) {
                    missing = resend.request();
                }
            }
            if (missing > 0) {
                send(pending.tailMap(missing).values());
            }
        }

        boolean isDone() {
            return pending.isEmpty();
        }

        /** What this person has said, in their order. */
        List<String> said() {
            return said;
        }

        boolean hasQuit() {
            return quit;
        }

        /** What was said, as this person has seen it; one's own lines like those of others. */
        List<String> seen() {
            return screen.stream()
                    .filter(line -> line.contains(": "))
                    .map(line -> line.replaceAll("[\\[\\]]", ""))
                    .toList();
        }

        @Override
        public void deliver(ByteString frames) {
            frames.utf8String().lines().forEach(screen::add);
        }

        @Override
        public void close(ByteString farewell) {
            throw new AssertionError("a room closes nobody's connection");
        }

        @Override
        public String toString() {
            return person.nick().text();
        }
    }

    /** Ends all its actors. */
    void end() {
        killRoom();
        nodes.forEach(node -> kit.stop(node.registry));
        talkers.forEach(talker -> kit.stop(talker.user));
        standIns.forEach(kit::stop);
    }
}
