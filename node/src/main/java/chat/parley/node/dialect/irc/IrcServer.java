package chat.parley.node.dialect.irc;

import chat.parley.node.config.NodeConfig;
import chat.parley.wire.CaseMapping;
import chat.parley.wire.LineWriter;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * What all IRC connections of a node share. Immutable; any thread.
 *
 * @param version as VERSION and 004 tell it
 * @param started when this node was started
 * @param isupport the tokens of 005, all of them true (Modern IRC, RPL_ISUPPORT Parameters)
 */
public record IrcServer(
        NodeConfig config,
        String version,
        Instant started,
        Clock clock,
        TextLimits limits,
        List<String> isupport,
        CommandTable commands) {
    /** What 004 tells: the modes of people. */
    static final String USER_MODES = "iow";

    /** All modes of rooms, and those with a parameter. */
    static final String ROOM_MODES = "beIiklmnostv";

    static final String ROOM_MODES_WITH_PARAMETER = "beIklov";

    /** The values of the CHANMODES and PREFIX tokens. */
    static final String CHANMODES = "beI,k,l,imnst";

    private static final String DEVELOPMENT = "dev";

    /** As the node is configured. */
    public static IrcServer of(NodeConfig config, Clock clock) {
        var packaged = IrcServer.class.getPackage().getImplementationVersion();
        var version = "parley-" + (packaged == null ? DEVELOPMENT : packaged);
        var limits = TextLimits.of(config);
        return new IrcServer(
                config, version, clock.instant(), clock, limits, isupport(config, limits), CommandTable.ALL);
    }

    String name() {
        return config.serverName();
    }

    private static List<String> isupport(NodeConfig config, TextLimits text) {
        var limits = config.limits();
        int targets = limits.targetsPerCommand();
        return List.of(
                "AWAYLEN=" + text.away(),
                "CASEMAPPING=" + CaseMapping.NAME,
                "CHANLIMIT=" + RoomName.PREFIX + ":" + limits.roomsPerUser(),
                "CHANMODES=" + CHANMODES,
                "CHANNELLEN=" + RoomName.MAX_LENGTH,
                "CHANTYPES=" + RoomName.PREFIX,
                "CHATHISTORY=" + config.reading().pageLines(),
                "ELIST=CMNTU",
                "EXCEPTS=e",
                "HOSTLEN=" + TextLimits.HOST,
                "INVEX=I",
                "KEYLEN=" + text.key(),
                "KICKLEN=" + text.reason(),
                "LINELEN=" + LineWriter.MAX_BODY_BYTES,
                "MAXLIST=beI:" + limits.listEntries(),
                "MODES=" + limits.modesPerCommand(),
                "MSGREFTYPES=msgid,timestamp",
                "NAMELEN=" + text.realName(),
                "NETWORK=" + escaped(config.networkName()),
                "NICKLEN=" + Nick.MAX_LENGTH,
                "PREFIX=(ov)@+",
                "SAFELIST",
                "STATUSMSG=@+",
                "TARGMAX=JOIN:,KICK:%1$d,LIST:,NAMES:%1$d,NOTICE:%1$d,PART:,PRIVMSG:%1$d,TAGMSG:%1$d,WHOIS:1"
                        .formatted(targets),
                "TOPICLEN=" + text.topic(),
                "USERLEN=" + text.username(),
                "UTF8ONLY",
                "WHOX");
    }

    /** A space, an equals sign and a backslash would end the value or mean something else. */
    private static String escaped(String value) {
        return value.replace("\\", "\\x5C").replace(" ", "\\x20").replace("=", "\\x3D");
    }
}
