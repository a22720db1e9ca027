package chat.parley.node;

import chat.parley.node.cluster.ClusterNodes;
import chat.parley.node.cluster.Nodes;
import chat.parley.node.config.ConfigFaults;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.config.NodeConfig.Listen;
import chat.parley.node.dialect.irc.IrcDialect;
import chat.parley.node.dialect.irc.IrcServer;
import chat.parley.node.dialect.text.TextDialects;
import chat.parley.node.history.LockWatch;
import chat.parley.node.history.Store;
import chat.parley.node.history.Sweeper;
import chat.parley.node.listener.Dialects;
import chat.parley.node.listener.Listener;
import chat.parley.node.name.Directories;
import chat.parley.node.name.Directory;
import chat.parley.node.name.NameSettings;
import chat.parley.node.name.People;
import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.Replicas;
import chat.parley.node.room.RoomKey;
import chat.parley.node.user.UserServices;
import java.time.Clock;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;

/**
 * What a node is made of: the shards of rooms and names, the two registries, and what all users share. Started before the node joins.
 */
final class Parts {
    private final Dialects dialects;
    private final UserServices services;

    private Parts(Dialects dialects, UserServices services) {
        this.dialects = dialects;
        this.services = services;
    }

    /** @param store where the rooms' events are kept */
    static Parts start(ActorContext<?> context, NodeConfig config, Store store) {
        var system = context.getSystem();
        var clock = Clock.systemUTC();
        var nodes = new ClusterNodes(system);
        var sharding = ClusterSharding.get(system);

        var readers = system.dispatchers().lookup(DispatcherSelector.fromConfig("parley.history.read-dispatcher"));
        var log = store.log(nodes.self(), readers, clock, there -> tellPeople(nodes, new People.StoreIs(there)));
        var roomServices = new ChatRoom.Services(
                log, nodes, config, clock, change -> tellPeople(nodes, new People.RoomsHere(change)));
        ActorRef<ShardingEnvelope<ChatRoom.Command>> rooms = sharding.init(Entity.of(
                        ChatRoom.TYPE_KEY,
                        entity -> ChatRoom.create(RoomKey.parse(entity.getEntityId()), entity.getShard(), roomServices))
                .withStopMessage(new ChatRoom.Stop()));

        var nameSettings = NameSettings.of(config);
        var names = sharding.init(Directory.entity(nodes, nameSettings));

        var replicas = context.spawn(Replicas.create(nodes.self(), rooms, config, clock), "replicas");
        var people = context.spawn(People.create(nameSettings, nodes, Directories.sharded(names), replicas), "people");
        context.spawn(Sweeper.create(store, nodes, Sweeper.EVERY), "sweeper");
        context.spawn(LockWatch.create(store), "lock-watch", LockWatch.dispatcher());
        context.watch(replicas);
        context.watch(people);

        var services = new UserServices(
                config,
                nodes,
                people,
                replicas,
                rooms,
                names,
                log,
                store.readMarkers(),
                System::nanoTime,
                new AtomicLong());
        return new Parts(dialects(config, clock), services);
    }

    /** This node's; nobody where it is no member. Any thread. */
    private static void tellPeople(Nodes nodes, People.Command news) {
        var here = nodes.find(nodes.self());
        if (here != null) {
            here.people().tell(news);
        }
    }

    private static Dialects dialects(NodeConfig config, Clock clock) {
        var irc = IrcServer.of(config, clock);
        var dialects = new HashMap<>(TextDialects.of(config, clock));
        dialects.put(IrcDialect.NAME, () -> IrcDialect.create(irc));
        return new Dialects(dialects);
    }

    /** Finds a dialect of {@code parley.listen} that there is not. */
    static void checkDialects(NodeConfig config) throws ConfigFaults {
        var known = dialects(config, Clock.systemUTC());
        var faults = config.listeners().stream()
                .filter(listen -> known.find(listen.dialect()).isEmpty())
                .map(listen -> "parley.listen: there is no dialect \"" + listen.dialect() + "\"; known: "
                        + String.join(", ", known.names()))
                .toList();
        if (!faults.isEmpty()) {
            throw new ConfigFaults(faults);
        }
    }

    ActorRef<People.Command> people() {
        return services.people();
    }

    /** A listener for a dialect that {@link #checkDialects} has found. */
    Behavior<Listener.Command> listener(Listen listen, BooleanSupplier awake, ActorRef<Listener.Event> events) {
        var dialect = dialects.find(listen.dialect()).orElseThrow();
        return Listener.create(new Listener.Port(listen, dialect), services, awake, events);
    }
}
