package chat.parley.client.connection;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The IRCv3 capabilities that this client makes use of. */
public final class Capabilities {
    static final String STS = "sts";
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
        return valuesOf(capabilities).keySet();
    }

    /** Each capability of a list with its value, which is empty where there is none. */
    static Map<String, String> valuesOf(String capabilities) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String capability : capabilities.trim().split(" +", -1)) {
            int equals = capability.indexOf('=');
            values.put(
                    equals < 0 ? capability : capability.substring(0, equals),
                    equals < 0 ? "" : capability.substring(equals + 1));
        }
        values.remove("");
        return values;
    }

    /** For how long TLS is wanted, in seconds, of a value of {@code sts}; less than 0 where it does not tell. */
    static long tlsSeconds(String sts) {
        for (String token : sts.split(",", -1)) {
            if (token.matches("duration=[0-9]{1,10}")) {
                return Long.parseLong(token.substring("duration=".length()));
            }
        }
        return -1;
    }

    /** The port where TLS is wanted, of a value of {@code sts} such as {@code "port=6697,duration=300"}; 0 for none. */
    static int tlsPort(String sts) {
        for (String token : sts.split(",", -1)) {
            if (token.matches("port=[0-9]{1,5}")) {
                int port = Integer.parseInt(token.substring("port=".length()));
                return port <= 65535 ? port : 0;
            }
        }
        return 0;
    }
}
