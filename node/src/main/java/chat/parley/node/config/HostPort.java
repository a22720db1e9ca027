package chat.parley.node.config;

import java.net.InetSocketAddress;

/**
 * Where something listens: {@code HOST:PORT}, an IPv6 address in brackets.
 *
 * @param host a name or an address, without brackets
 * @param port 0 to 65535
 */
public record HostPort(String host, int port) {
    /** Reads {@code HOST:PORT}; throws {@link IllegalArgumentException} with what would be right. */
    public static HostPort parse(String text) {
        var colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not HOST:PORT, such as 127.0.0.1:7355");
        }
        var host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an IPv6 address goes in brackets, such as [::1]:7355");
        }
        if (!host.matches("[A-Za-z0-9._:%-]+")) {
            throw new IllegalArgumentException("not HOST:PORT, such as 127.0.0.1:7355");
        }
        return new HostPort(host, port(text.substring(colon + 1)));
    }

    private static int port(String text) {
        try {
            var port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number that is out of range.
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a port: 0 to 65535");
    }

    /** Resolved now, by the system's resolver. */
    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
