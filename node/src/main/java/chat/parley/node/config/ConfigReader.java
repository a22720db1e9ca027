package chat.parley.node.config;

import chat.parley.node.config.NodeConfig.Certificate;
import chat.parley.node.config.NodeConfig.Cluster;
import chat.parley.node.config.NodeConfig.Flood;
import chat.parley.node.config.NodeConfig.History;
import chat.parley.node.config.NodeConfig.Index;
import chat.parley.node.config.NodeConfig.Limits;
import chat.parley.node.config.NodeConfig.Listen;
import chat.parley.node.config.NodeConfig.Log;
import chat.parley.node.config.NodeConfig.Markers;
import chat.parley.node.config.NodeConfig.Names;
import chat.parley.node.config.NodeConfig.OperatorAccount;
import chat.parley.node.config.NodeConfig.Postgresql;
import chat.parley.node.config.NodeConfig.Reading;
import chat.parley.node.config.NodeConfig.Retention;
import chat.parley.node.config.NodeConfig.Rooms;
import chat.parley.node.config.NodeConfig.ServerPassword;
import chat.parley.node.config.NodeConfig.StoreKind;
import chat.parley.node.config.NodeConfig.Times;
import chat.parley.node.config.NodeConfig.Tls;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads and validates the {@code parley} section of a {@link ConfigSource}; {@code reference.conf} says what each key means. */
public final class ConfigReader {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final int MANY = 1_000_000;
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

    /** Stands in for a hash that cannot be read; nobody sees it. */
    private static final PasswordHash NO_HASH = PasswordHash.parse("pbkdf2:1:AA==:AA==");

    private final Config config;
    private final List<String> faults = new ArrayList<>();
    private final Section parley;

    private ConfigReader(Config config) {
        this.config = config;
        this.parley = new Section(config, "parley", faults);
    }

    /** Reads what was configured over the defaults; throws with all that is wrong with it. */
    public static NodeConfig read(ConfigSource source) throws ConfigFaults {
        var faults = new ArrayList<>(UnknownKeys.faults(source.configured(), source.reference()));
        var reader = new ConfigReader(source.all());
        try {
            var read = reader.node();
            faults.addAll(reader.faults);
            if (faults.isEmpty()) {
                return read;
            }
        } catch (ConfigException e) {
            faults.addAll(reader.faults);
            faults.add(String.valueOf(e.getMessage()));
        }
        throw new ConfigFaults(faults);
    }

    private NodeConfig node() {
        var cluster = cluster(parley.section("cluster"));
        fitsTakeOver(cluster);
        letsConnectionsWrite();
        var config = config(cluster);
        noWayAroundThePassword(config);
        return config;
    }

    private NodeConfig config(Cluster cluster) {
        return new NodeConfig(
                parley.text("server-name", "", text -> serverName(text, cluster.address())),
                parley.text("network-name", "", ConfigReader::networkName),
                parley.text("data", Path.of(""), text -> data(text, cluster.address())),
                parley.text("node-data", Path.of(""), text -> home(text, parley.text("data"), cluster.address())),
                parley.texts("listen", Listen::parse),
                certificate(parley.section("tls")),
                TextPresets.read(parley),
                parley.texts("others", HostPort::parse),
                limits(parley.section("limits")),
                flood(parley.section("limits").section("flood")),
                times(parley.section("times")),
                names(parley.section("names")),
                reading(parley.section("history")),
                retention(parley.section("history")),
                parley.objects("operators", "a list of { name = ..., password-hash = ... }", ConfigReader::operator),
                parley.texts("motd"),
                new ServerPassword(parley.text("password")),
                cluster,
                history(parley.section("history")),
                new Rooms(parley.section("rooms").time("keep-empty", Duration.ofSeconds(1), Duration.ofDays(3650))),
                log(parley.section("log")));
    }

    private static Certificate certificate(Section section) {
        return new Certificate(section.text("certificate"), section.text("private-key"));
    }

    private static Cluster cluster(Section section) {
        return new Cluster(
                new HostPort(section.text("host", "", ConfigReader::host), section.count("port", 0, 65_535)),
                section.texts("join", HostPort::parse),
                section.time("found-after", Duration.ofSeconds(1), DAY),
                section.time("join-within", Duration.ofSeconds(1), DAY),
                section.time("tick", MOMENT, Duration.ofSeconds(10)),
                section.time("asleep-after", MOMENT, DAY),
                section.time("exit-within", MOMENT, DAY));
    }

    /** A node must know that it was asleep, or is cut off, before the others can have taken over. */
    private void fitsTakeOver(Cluster cluster) {
        var pekko = config.getConfig("pekko.cluster");
        var pause = pekko.getDuration("failure-detector.acceptable-heartbeat-pause");
        var heartbeat = pekko.getDuration("failure-detector.heartbeat-interval");
        var stable = pekko.getDuration("split-brain-resolver.stable-after");
        if (cluster.asleepAfter().plus(cluster.tick()).compareTo(pause.plus(stable)) >= 0) {
            parley.section("cluster")
                    .fault(
                            "asleep-after",
                            "too long: with parley.cluster.tick it must be shorter than the shortest take-over time,"
                                    + " pekko.cluster.failure-detector.acceptable-heartbeat-pause +"
                                    + " pekko.cluster.split-brain-resolver.stable-after = "
                                    + pause.plus(stable).toMillis() + " ms");
        }
        if (cluster.asleepAfter().plus(heartbeat).compareTo(stable) > 0) {
            parley.section("cluster")
                    .fault(
                            "asleep-after",
                            "too long: with pekko.cluster.failure-detector.heartbeat-interval it must not exceed"
                                    + " pekko.cluster.split-brain-resolver.stable-after = " + stable.toMillis()
                                    + " ms, or a minority serves on after the others have taken over");
        }
    }

    /** With other settings a stream asks for more before the socket has taken everything, and lines would overtake each other. */
    private void letsConnectionsWrite() {
        var tcp = new Section(config, "pekko.stream.materializer.io.tcp", faults);
        for (var key : List.of("coalesce-writes", "write-buffer-size")) {
            if (tcp.count(key, 0, Integer.MAX_VALUE) != 1) {
                tcp.fault(key, "must be 1, because connections rely on it: leave it out");
            }
        }
    }

    /** The text programs have no way to give one. */
    private void noWayAroundThePassword(NodeConfig config) {
        config.listeners().stream()
                .filter(listen ->
                        config.password().isSet() && config.textDialects().containsKey(listen.dialect()))
                .forEach(listen -> parley.fault(
                        "listen",
                        listen + " would let people in without parley.password, because " + listen.dialect()
                                + " cannot ask for it: leave out one of them"));
    }

    private static Limits limits(Section section) {
        return new Limits(
                section.bytes("send-queue", 64 * KIB, 1024 * MIB),
                section.count("unconfirmed-chunks", 1, 1000),
                section.count("pending-requests", 1, MANY),
                section.count("connections-per-address", 0, MANY),
                section.count("rooms-per-user", 1, MANY),
                section.count("list-entries", 1, MANY),
                section.count("modes-per-command", 1, 100),
                section.count("targets-per-command", 1, 100),
                section.bytes("topic", 1, 400),
                section.bytes("away", 1, 400),
                section.bytes("reason", 1, 400),
                section.bytes("real-name", 1, 400),
                section.bytes("key", 1, 100),
                section.bytes("username", 1, 64),
                section.count("whowas-entries", 0, MANY),
                section.count("survey-results", 1, MANY),
                section.count("listed-rooms", 1, MANY),
                section.count("room-stash", 1, MANY),
                section.count("replica-tail", 1, MANY));
    }

    private static Flood flood(Section section) {
        return new Flood(
                section.flag("enabled"),
                section.count("burst-lines", 1, MANY),
                section.time("per-line", Duration.ofMillis(1), Duration.ofMinutes(1)),
                section.count("queue-lines", 1, MANY));
    }

    private static Times times(Section section) {
        return new Times(
                section.time("registration", Duration.ofSeconds(1), DAY),
                section.time("ping-after", Duration.ofSeconds(1), DAY),
                section.time("pong-within", Duration.ofSeconds(1), DAY),
                section.time("retry-interval", MOMENT, Duration.ofMinutes(1)),
                section.time("retry-deadline", Duration.ofSeconds(1), Duration.ofMinutes(10)),
                section.time("survey", MOMENT, Duration.ofMinutes(10)),
                section.time("claim", MOMENT, Duration.ofMinutes(10)),
                section.time("drain", MOMENT, Duration.ofMinutes(10)),
                section.time("conversation-idle", Duration.ofSeconds(1), Duration.ofDays(365)));
    }

    private static Names names(Section section) {
        return new Names(
                section.time("claim-repeat", MOMENT, Duration.ofMinutes(1)),
                section.time("repeat", MOMENT, Duration.ofMinutes(1)),
                section.time("audience", MOMENT, Duration.ofMinutes(1)),
                section.count("stash", 1, MANY));
    }

    private static Reading reading(Section section) {
        return new Reading(
                section.count("page-lines", 1, 10_000),
                section.count("on-join-lines", 0, 200),
                section.time("read-within", MOMENT, Duration.ofMinutes(10)),
                section.flag("closed-rooms-since-join"));
    }

    private static Retention retention(Section section) {
        return new Retention(
                section.time("keep-age", Duration.ZERO, Duration.ofDays(36_500)),
                section.count("keep-lines", 0, 1_000_000_000),
                section.time("keep-check-every", Duration.ofSeconds(1), DAY));
    }

    private static OperatorAccount operator(Section section) {
        return new OperatorAccount(section.text("name"), section.text("password-hash", NO_HASH, PasswordHash::parse));
    }

    private static Log log(Section section) {
        return new Log(section.text("level", "", ConfigReader::level), section.text("file"), section.flag("messages"));
    }

    private static History history(Section section) {
        return new History(
                section.choice("store", StoreKind.class),
                section.count("commit-rows", 1, MANY),
                section.count("queue-rows", 1, 10 * MANY),
                section.count("readers", 1, 64),
                section.time("tell-away-after", MOMENT, DAY),
                index(section.section("index")),
                new Markers(
                        section.flag("read-markers"),
                        section.time("keep-read-markers", Duration.ofMinutes(1), Duration.ofDays(36_500)),
                        section.count("most-read-markers", 1, 1_000_000_000)),
                postgresql(section.section("postgresql")));
    }

    private static Index index(Section section) {
        return new Index(
                section.count("rows", 1, MANY),
                section.time("pause", Duration.ofMillis(1), Duration.ofMinutes(1)),
                section.time("delay", Duration.ofMillis(1), Duration.ofMinutes(1)));
    }

    private static Postgresql postgresql(Section section) {
        return new Postgresql(
                section.text("url", "", ConfigReader::postgresqlUrl),
                section.text("user"),
                section.text("password-file"),
                section.choice("tls", Tls.class),
                section.text("root-certificate"),
                section.time("connect-within", Duration.ofSeconds(1), Duration.ofMinutes(10)),
                section.time("answer-within", Duration.ofSeconds(1), Duration.ofMinutes(10)),
                section.time("gone-after", Duration.ofMillis(500), Duration.ofMinutes(10)));
    }

    private static String postgresqlUrl(String text) {
        if (!text.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("\"" + text + "\" is not jdbc:postgresql://HOST:PORT/DATABASE");
        }
        if (text.contains("password=")) {
            throw new IllegalArgumentException("a password has no place here: put it into password-file");
        }
        return text;
    }

    private static String serverName(String text, HostPort cluster) {
        if (text.isEmpty()) {
            return "node-" + cluster.port() + ".parley.localhost";
        }
        if (!text.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+") || text.length() > 63) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is not a host name with a dot in it, of at most 63 letters, such as irc.example.org");
        }
        return text;
    }

    private static String networkName(String text) {
        if (!text.matches("[A-Za-z0-9._-]{1,50}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a name of 1 to 50 letters, digits and .-_");
        }
        return text;
    }

    private static String host(String text) {
        return HostPort.parse((text.indexOf(':') >= 0 ? "[" + text + "]" : text) + ":0")
                .host();
    }

    private static Path data(String text, HostPort cluster) {
        return text.isEmpty()
                ? DataFolder.byDefault().resolve("node-" + cluster.port())
                : Path.of(text).toAbsolutePath().normalize();
    }

    /** A folder that was named may be shared; one that was not is this node's alone. */
    private static Path home(String text, String data, HostPort cluster) {
        if (!text.isEmpty()) {
            return Path.of(text).toAbsolutePath().normalize();
        }
        return data.isEmpty() ? data(data, cluster) : data(data, cluster).resolve("node-" + cluster.port());
    }

    private static String level(String text) {
        var level = text.toUpperCase(Locale.ROOT);
        if (!LEVELS.contains(level)) {
            throw new IllegalArgumentException("\"" + text + "\" is none of TRACE, DEBUG, INFO, WARN, ERROR");
        }
        return level;
    }
}
