package chat.parley.node.dialect.irc;

import chat.parley.node.config.NodeConfig;
import chat.parley.wire.LineWriter;
import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;

/**
 * How long texts may be, in bytes of UTF-8: what the configuration allows, but never more than what fits into the longest line that others see it
 * in, whoever says it wherever. So nothing that was accepted is ever cut. ISUPPORT tells them.
 */
record TextLimits(int topic, int away, int reason, int realName, int key, int username) {
    /** The longest address: IPv6 with an IPv4 tail (RFC 4291 section 2.2). */
    static final int HOST = 45;

    private static final int NUMERIC_AND_SPACES = 8;
    private static final int WHO_FLAGS = 5;
    private static final int HOPS = 4;
    private static final int SECONDS = 12;
    private static final int TOKEN = 4;
    private static final int TEXT_MARK = 2;

    static TextLimits of(NodeConfig config) {
        var limits = config.limits();
        int server = config.serverName().length();
        int username = limits.usernameBytes();
        int hostmask = Nick.MAX_LENGTH + username + HOST + ":!@ ".length();
        int numeric = server + Nick.MAX_LENGTH + NUMERIC_AND_SPACES;
        int kick = hostmask + "KICK ".length() + RoomName.MAX_LENGTH + Nick.MAX_LENGTH + 2;
        int topic = Math.max(hostmask + "TOPIC ".length(), numeric) + RoomName.MAX_LENGTH + 1;
        int away = numeric + Nick.MAX_LENGTH + 1;
        int whox = numeric
                + TOKEN
                + RoomName.MAX_LENGTH
                + username
                + 2 * HOST
                + server
                + Nick.MAX_LENGTH
                + WHO_FLAGS
                + HOPS
                + 2 * SECONDS
                + 12;
        return new TextLimits(
                within(limits.topicBytes(), topic),
                within(limits.awayBytes(), away),
                within(limits.reasonBytes(), kick),
                within(limits.realNameBytes(), whox),
                limits.keyBytes(),
                username);
    }

    private static int within(int configured, int head) {
        return Math.min(configured, LineWriter.MAX_BODY_BYTES - "\r\n".length() - TEXT_MARK - head);
    }
}
