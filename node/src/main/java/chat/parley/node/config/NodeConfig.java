package chat.parley.node.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Everything that can be configured on a node, validated. {@code reference.conf} says what each key means and its default.
 *
 * @param serverName how this node calls itself to clients ({@code parley.server-name})
 * @param networkName the same on all nodes ({@code parley.network-name})
 * @param data the folder that the nodes of this machine share: the store is in it
 * @param home this node's own folder: its lock and its control socket
 * @param certificate what encrypted ports show
 * @param others where people may go when this node leaves
 * @param textDialects the kinds of text clients that a listener can be opened for, by name
 * @param motd the lines of the message of the day; may be empty
 * @param reading how history is read
 * @param retention how long what happened in rooms is kept
 * @param cluster how this node is one of many
 * @param history where what happens in rooms is kept
 * @param rooms how long rooms live
 * @param log what is logged where
 */
public record NodeConfig(
        String serverName,
        String networkName,
        Path data,
        Path home,
        List<Listen> listeners,
        Certificate certificate,
        Map<String, TextPreset> textDialects,
        List<HostPort> others,
        Limits limits,
        Flood flood,
        Times times,
        Names names,
        Reading reading,
        Retention retention,
        List<OperatorAccount> operators,
        List<String> motd,
        ServerPassword password,
        Cluster cluster,
        History history,
        Rooms rooms,
        Log log) {

    /** Reads these lines over the defaults, as a file would be; for tests and for whoever embeds a node. */
    public static NodeConfig ofText(String hocon) throws ConfigFaults {
        return ConfigReader.read(ConfigSource.ofText(hocon));
    }

    /** Whether it is kept how far people have read: only a store keeps it. */
    public boolean keepsReadMarkers() {
        return history.markers().on() && history.store() != StoreKind.MEMORY;
    }

    /** A port to open for a dialect. */
    public record Listen(String dialect, String host, int port) {
        /** Reads {@code DIALECT=HOST:PORT}; throws {@link IllegalArgumentException} with what would be right. */
        public static Listen parse(String text) {
            var equals = text.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not DIALECT=HOST:PORT, such as irc=127.0.0.1:6667");
            }
            var at = HostPort.parse(text.substring(equals + 1));
            return new Listen(text.substring(0, equals), at.host(), at.port());
        }

        @Override
        public String toString() {
            return dialect + "=" + new HostPort(host, port);
        }
    }

    /** Files in PEM; empty where nothing is encrypted. */
    public record Certificate(String chainFile, String keyFile) {}

    /**
     * The member's place in the cluster and the waits of its life there.
     *
     * @param address where the other nodes reach this one
     * @param join the seed nodes, in the same order on each node; empty for a cluster of one
     * @param foundAfter how long the first seed waits for silent ones before it founds a new cluster
     * @param joinWithin how long the start may take
     * @param tick how often a node looks whether it was asleep
     * @param asleepAfter how long it may have been asleep, or cut off from the majority, before it ends
     * @param exitWithin how long that ending takes at most
     */
    public record Cluster(
            HostPort address,
            List<HostPort> join,
            Duration foundAfter,
            Duration joinWithin,
            Duration tick,
            Duration asleepAfter,
            Duration exitWithin) {
        /** Whether this node is the one that founds the cluster. */
        public boolean isFirstSeed() {
            return join.isEmpty() || join.get(0).equals(address);
        }

        /** The seeds other than this node. */
        public List<HostPort> otherSeeds() {
            return join.stream().filter(seed -> !seed.equals(address)).toList();
        }
    }

    /**
     * Where what happens in rooms is kept.
     *
     * @param commitRows events that one transaction takes
     * @param queueRows events that wait for the store before rooms take nothing more
     * @param readers reads from the store at one time
     * @param tellAwayAfter how long the store may be away before those who wait are told
     * @param index how the index of texts is filled
     * @param markers how long it is kept how far people have read
     * @param postgresql where the database is, should it be one
     */
    public record History(
            StoreKind store,
            int commitRows,
            int queueRows,
            int readers,
            Duration tellAwayAfter,
            Index index,
            Markers markers,
            Postgresql postgresql) {}

    /**
     * How the index of texts is filled behind the messages.
     *
     * @param rows events that one transaction takes in while messages come
     * @param pause after a transaction that took as many, and before the next one
     * @param delay after one that took in all that there was
     */
    public record Index(int rows, Duration pause, Duration delay) {}

    /**
     * How far people have read, by their names.
     *
     * @param on whether it is kept at all
     * @param keep how long a marker stays that nobody moves
     * @param most markers of all names
     */
    public record Markers(boolean on, Duration keep, int most) {}

    /**
     * The way to a PostgreSQL database.
     *
     * @param url {@code jdbc:postgresql://HOST:PORT/DATABASE}
     * @param passwordFile empty for none
     * @param rootCertificate a file in PEM form; empty for the one that the driver knows
     * @param connectWithin how long the connecting may take
     * @param answerWithin how long one answer may take
     * @param goneAfter silence after which the server takes this node for gone, and rolls back
     */
    public record Postgresql(
            String url,
            String user,
            String passwordFile,
            Tls tls,
            String rootCertificate,
            Duration connectWithin,
            Duration answerWithin,
            Duration goneAfter) {}

    /** How a connection is protected; the driver's names are {@code disable}, {@code require} and {@code verify-full}. */
    public enum Tls {
        /** Not at all: for a server on the same machine or in a closed network. */
        OFF("disable"),
        /** Encrypted; whoever answers is believed. */
        REQUIRE("require"),
        /** Encrypted, and the server's certificate must be its own. */
        VERIFY("verify-full");

        private final String mode;

        Tls(String mode) {
            this.mode = mode;
        }

        /** The driver's name. */
        public String mode() {
            return mode;
        }
    }

    /**
     * The rooms' lives.
     *
     * @param keepEmpty how long a room is kept that nobody is in
     */
    public record Rooms(Duration keepEmpty) {}

    /** The kinds of stores. */
    public enum StoreKind {
        MEMORY,
        SQLITE,
        POSTGRESQL
    }

    /**
     * The log.
     *
     * @param level a level's name in capitals
     * @param file empty for the console
     * @param messages whether what people of text dialects say is logged
     */
    public record Log(String level, String file, boolean messages) {}

    /**
     * The bounds. Bytes and counts; a message to the peer tells each one that is met.
     *
     * @param sendQueueBytes unsent bytes after which a slow reader is closed
     * @param unconfirmedChunks reads that a connection hands to its user before it waits
     * @param pendingRequests requests of one user whose answer is still to come
     * @param connectionsPerAddress 0 for no bound
     * @param roomsPerUser rooms that one person may be in
     * @param listEntries masks in each of a room's lists
     * @param modesPerCommand changes with an argument in one MODE
     * @param targetsPerCommand targets of one PRIVMSG, NOTICE or KICK
     * @param whowasEntries former names that a node remembers
     * @param surveyResults people that one WHO may find
     * @param listedRooms rooms that one LIST may tell
     * @param roomStash commands that wait while a room starts
     * @param replicaTailEntries events that a replica keeps to help the others after a crash
     */
    public record Limits(
            int sendQueueBytes,
            int unconfirmedChunks,
            int pendingRequests,
            int connectionsPerAddress,
            int roomsPerUser,
            int listEntries,
            int modesPerCommand,
            int targetsPerCommand,
            int topicBytes,
            int awayBytes,
            int reasonBytes,
            int realNameBytes,
            int keyBytes,
            int usernameBytes,
            int whowasEntries,
            int surveyResults,
            int listedRooms,
            int roomStash,
            int replicaTailEntries) {}

    /**
     * Fakelag: lines above the burst wait until their time has come; a peer that has more than {@code queueLines} waiting is cut.
     *
     * @param burstLines lines at once that nobody slows
     * @param perLine what each further line costs
     */
    public record Flood(boolean enabled, int burstLines, Duration perLine, int queueLines) {}

    /**
     * The waits.
     *
     * @param registration silence before registration after which a connection is closed
     * @param pingAfter silence after which a peer is asked whether it is there
     * @param pongWithin time for its answer
     * @param retryInterval how long a request to a room waits for an answer before it is sent again
     * @param retryDeadline how long it is sent again before its author is told that the outcome is unknown
     * @param survey how long the other nodes have to answer LIST, WHO and WHOIS
     * @param claim how long the directory has to answer a claim
     * @param drain how long a leaving node waits for its people to be told and closed
     * @param conversationIdle quiet after which a private conversation's entity ends
     */
    public record Times(
            Duration registration,
            Duration pingAfter,
            Duration pongWithin,
            Duration retryInterval,
            Duration retryDeadline,
            Duration survey,
            Duration claim,
            Duration drain,
            Duration conversationIdle) {}

    /**
     * How the names, and what concerns a person everywhere, are kept in step between the nodes.
     *
     * @param claimRepeat how long a claim waits for the directory's answer before it is sent again
     * @param repeat the same for everything else that nodes tell each other of their people
     * @param audience how long a node's replicas have to say who must be told of a change; above their own wait
     * @param stash commands that wait while a directory starts
     */
    public record Names(Duration claimRepeat, Duration repeat, Duration audience, int stash) {}

    /**
     * How history is read.
     *
     * @param pageLines what one request may ask for
     * @param onJoinLines what those are shown who join with a client that cannot ask; 0 for nothing
     * @param readWithin how long the log may take for a page
     * @param closedRoomsSinceJoin whether members of a room that is invite-only or has a key read only what was said since they came
     */
    public record Reading(int pageLines, int onJoinLines, Duration readWithin, boolean closedRoomsSinceJoin) {}

    /**
     * What is removed from the store.
     *
     * @param age older events; zero: none
     * @param lines a room's events beyond so many; 0: none
     * @param every how often it is looked whether there is something to remove
     */
    public record Retention(Duration age, long lines, Duration every) {}

    /** Who may become an operator with OPER: the name and the password's hash ({@code pbkdf2:…}, made by {@code bin/parley}). */
    public record OperatorAccount(String name, PasswordHash password) {}

    /** The password that PASS must give; empty for none. */
    public record ServerPassword(String value) {
        public boolean isSet() {
            return !value.isEmpty();
        }

        @Override
        public String toString() {
            return isSet() ? "ServerPassword[set]" : "ServerPassword[none]";
        }
    }
}
