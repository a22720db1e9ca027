package chat.parley.client.connection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server listens, and whether it speaks TLS there; the host is resolved at each attempt, so that a name may move. */
public record ServerAddress(String host, int port, boolean tls) {
    /** The port of IRC without TLS. */
    public static final int DEFAULT_PORT = 6667;

    /** The port of IRC over TLS (RFC 7194). */
    public static final int TLS_PORT = 6697;

    public static final ServerAddress DEFAULT = new ServerAddress("127.0.0.1", DEFAULT_PORT);

    /** A scheme, perhaps; a name or an IPv4 address, or an IPv6 address in brackets; then, perhaps, a port. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:(ircs?)://)?(?:\\[([0-9A-Fa-f:.%]+)]|([^:\\s\\[\\]/]+))(?::(\\d{1,5}))?/?");

    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** One without TLS. */
    public ServerAddress(String host, int port) {
        this(host, port, false);
    }

    /** Reads what was typed; without {@code ircs://} it is one without TLS.
     *
     * @throws IllegalArgumentException saying what is wrong and what would be right */
    public static ServerAddress parse(String text) {
        return parse(text, false);
    }

    /** Reads what was typed.
     *
     * @param tls what holds where the address has no scheme
     * @throws IllegalArgumentException saying what is wrong and what would be right */
    public static ServerAddress parse(String text, boolean tls) {
        if (BARE_IPV6.matcher(text).matches()) {
            return new ServerAddress(text, tls ? TLS_PORT : DEFAULT_PORT, tls);
        }
        Matcher parts = ADDRESS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no server: give HOST, HOST:PORT, [IPV6]:PORT or ircs://HOST:PORT");
        }
        boolean secure = parts.group(1) == null ? tls : parts.group(1).equals("ircs");
        String host = parts.group(2) != null ? parts.group(2) : parts.group(3);
        int defaultPort = secure ? TLS_PORT : DEFAULT_PORT;
        return new ServerAddress(host, parts.group(4) == null ? defaultPort : port(text, parts.group(4)), secure);
    }

    private static int port(String text, String digits) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("'" + text + "' has no possible port: give one from 1 to 65535");
        }
        return port;
    }

    /** Whether what is sent there does not leave this machine. */
    boolean isLocal() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /** As one would type it. */
    @Override
    public String toString() {
        return (tls ? "ircs://" : "") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
