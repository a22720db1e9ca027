package chat.parley.client.connection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server listens; the host is resolved at each attempt, so that a name may move. */
public record ServerAddress(String host, int port) {
    /** The port of IRC without TLS. */
    public static final int DEFAULT_PORT = 6667;

    public static final ServerAddress DEFAULT = new ServerAddress("127.0.0.1", DEFAULT_PORT);

    /** A name or an IPv4 address, or an IPv6 address in brackets; then, perhaps, a port. */
    private static final Pattern HOST_PORT =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^:\\s\\[\\]]+))(?::(\\d{1,5}))?");

    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** Reads what was typed.
     *
     * @throws IllegalArgumentException saying what is wrong and what would be right */
    public static ServerAddress parse(String text) {
        if (BARE_IPV6.matcher(text).matches()) {
            return new ServerAddress(text, DEFAULT_PORT);
        }
        Matcher parts = HOST_PORT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no server: give HOST, HOST:PORT or [IPV6]:PORT");
        }
        String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
        return new ServerAddress(host, parts.group(3) == null ? DEFAULT_PORT : port(text, parts.group(3)));
    }

    private static int port(String text, String digits) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("'" + text + "' has no possible port: give one from 1 to 65535");
        }
        return port;
    }

    /** As one would type it. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
