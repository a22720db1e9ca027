package chat.parley.client.connection;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The IRCv3 capabilities that this client makes use of. */
public final class Capabilities {
    public static final String ECHO_MESSAGE = "echo-message";
    public static final String LABELED_RESPONSE = "labeled-response";
    public static final String BATCH = "batch";
    public static final String CHATHISTORY = "draft/chathistory";
    public static final String READ_MARKER = "draft/read-marker";
    public static final String SEARCH = "soju.im/search";

    private static final List<String> WANTED = List.of(
            "message-tags",
            "server-time",
            BATCH,
            LABELED_RESPONSE,
            ECHO_MESSAGE,
            CHATHISTORY,
            READ_MARKER,
            SEARCH,
            "multi-prefix",
            "userhost-in-names",
            "extended-join",
            "away-notify",
            "setname",
            "invite-notify",
            "chghost",
            "cap-notify",
            "standard-replies");

    private Capabilities() {}

    /** Those of an offer, such as {@code "sasl=PLAIN batch"}, that this client asks for. */
    public static Set<String> wantedOf(String offer) {
        Set<String> wanted = new LinkedHashSet<>();
        Set<String> offered = namesOf(offer);
        WANTED.stream().filter(offered::contains).forEach(wanted::add);
        return wanted;
    }

    /** The names in a list of capabilities, without their values. */
    public static Set<String> namesOf(String capabilities) {
        Set<String> names = new LinkedHashSet<>();
        for (String capability : capabilities.trim().split(" +", -1)) {
            int equals = capability.indexOf('=');
            names.add(equals < 0 ? capability : capability.substring(0, equals));
        }
        names.remove("");
        return names;
    }
}
