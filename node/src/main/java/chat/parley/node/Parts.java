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
import chat.parley.node.listener.ServerTls;
import chat.parley.node.name.Directories;
import chat.parley.node.name.Directory;
import chat.parley.node.name.NameSettings;
import chat.parley.node.name.People;
import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.Replicas;
import chat.parley.node.room.RoomKey;
import chat.parley.node.user.UserServices;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.jspecify.annotations.Nullable;

/**
 * What a node is made of: the shards of rooms and names, the two registries, and what all users share. Started before the node joins.
 */
final class Parts {
    /** IRC on an encrypted port. */
    private static final String IRC_OVER_TLS = "ircs";

    private final Dialects dialects;
    private final @Nullable ServerTls tls;
    private final UserServices services;

    private Parts(Dialects dialects, @Nullable ServerTls tls, UserServices services) {
        this.dialects = dialects;
        this.tls = tls;
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
        return new Parts(dialects(config, clock), tls(config), services);
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
        dialects.put(IRC_OVER_TLS, () -> IrcDialect.create(irc));
        return new Dialects(dialects);
    }

    /** The certificate where there is something to encrypt; throws {@link IllegalArgumentException} where it cannot be used. */
    private static @Nullable ServerTls tls(NodeConfig config) {
        if (config.listeners().stream().noneMatch(Parts::isEncrypted)) {
            return null;
        }
        var files = config.certificate();
        if (files.chainFile().isEmpty() || files.keyFile().isEmpty()) {
            throw new IllegalArgumentException(IRC_OVER_TLS + " needs certificate and private-key, two files in PEM");
        }
        return ServerTls.read(Path.of(files.chainFile()), Path.of(files.keyFile()));
    }

    private static boolean isEncrypted(Listen listen) {
        return listen.dialect().equals(IRC_OVER_TLS);
    }

    /** Finds a dialect of {@code parley.listen} that there is not, and a certificate that cannot be used. */
    static void checkDialects(NodeConfig config) throws ConfigFaults {
        var known = dialects(config, Clock.systemUTC());
        var faults = config.listeners().stream()
                .filter(listen -> known.find(listen.dialect()).isEmpty())
                .map(listen -> "parley.listen: there is no dialect \"" + listen.dialect() + "\"; known: "
                        + String.join(", ", known.names()))
                .collect(Collectors.toCollection(ArrayList::new));
        try {
            tls(config);
        } catch (IllegalArgumentException e) {
            faults.add("parley.tls: " + e.getMessage());
        }
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
        return Listener.create(
                new Listener.Port(listen, dialect, isEncrypted(listen) ? tls : null), services, awake, events);
    }
}
