package chat.parley.node.dialect.irc;

import java.util.Arrays;
import java.util.Optional;

/** The IRCv3 capabilities that we offer (IRCv3 capability-negotiation), in the order in which CAP LS tells them. */
enum Capability {
    AWAY_NOTIFY("away-notify", 1 << 0),
    BATCH("batch", 1 << 1),
    CAP_NOTIFY("cap-notify", 1 << 2),
    ECHO_MESSAGE("echo-message", 1 << 3),
    EXTENDED_JOIN("extended-join", 1 << 4),
    INVITE_NOTIFY("invite-notify", 1 << 5),
    LABELED_RESPONSE("labeled-response", 1 << 6),
    MESSAGE_TAGS("message-tags", 1 << 7),
    MULTI_PREFIX("multi-prefix", 1 << 8),
    SERVER_TIME("server-time", 1 << 9),
    SETNAME("setname", 1 << 10),
    STANDARD_REPLIES("standard-replies", 1 << 11),
    USERHOST_IN_NAMES("userhost-in-names", 1 << 12),
    CHATHISTORY("draft/chathistory", 1 << 13),
    EVENT_PLAYBACK("draft/event-playback", 1 << 14),
    MESSAGE_REDACTION("draft/message-redaction", 1 << 15),
    SEARCH("soju.im/search", 1 << 16),
    READ_MARKER("draft/read-marker", 1 << 17);

    private final String wireName;
    private final int bit;

    Capability(String wireName, int bit) {
        this.wireName = wireName;
        this.bit = bit;
    }

    /** Its place in {@link Capabilities#bits()}. */
    int bit() {
        return bit;
    }

    /** As in CAP; case matters there. */
    String wireName() {
        return wireName;
    }

    static Optional<Capability> of(String wireName) {
        return Arrays.stream(values())
                .filter(capability -> capability.wireName.equals(wireName))
                .findFirst();
    }
}
