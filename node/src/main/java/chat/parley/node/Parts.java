package chat.parley.node;

import chat.parley.node.cluster.ClusterNodes;
import chat.parley.node.cluster.Nodes;
import chat.parley.node.config.NodeConfig;
import chat.parley.node.history.LockWatch;
import chat.parley.node.history.Store;
import chat.parley.node.history.Sweeper;
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
    private final UserServices services;

    private Parts(UserServices services) {
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
        return new Parts(services);
    }

    /** This node's; nobody where it is no member. Any thread. */
    private static void tellPeople(Nodes nodes, People.Command news) {
        var here = nodes.find(nodes.self());
        if (here != null) {
            here.people().tell(news);
        }
    }

    ActorRef<People.Command> people() {
        return services.people();
    }

    Behavior<Listener.Command> listener(Listener.Port port, BooleanSupplier awake, ActorRef<Listener.Event> events) {
        return Listener.create(port, services, awake, events);
    }
}
