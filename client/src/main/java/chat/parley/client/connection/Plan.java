package chat.parley.client.connection;

import java.util.ArrayList;
import java.util.List;

/**
 * What a connection is to be made from.
 *
 * @param servers all addresses, in the order of trying
 * @param nick to ask for
 * @param again whether one was connected before: then the search goes on for a while, and a nick that is still held by the
 *     lost connection is waited for; else one round is made, and a taken nick ends it
 * @param delayMillis before the first try, 0 for none
 * @param anyNick whether a similar nick will do where this one is taken
 */
public record Plan(List<ServerAddress> servers, String nick, boolean again, long delayMillis, boolean anyNick) {
    /** Checks and copies.
     *
     * @throws IllegalArgumentException without an address */
    public Plan {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("Give at least one server");
        }
        servers = List.copyOf(servers);
    }

    /** The first connection. */
    public static Plan first(List<ServerAddress> servers, String nick) {
        return new Plan(servers, nick, false, 0, false);
    }

    /** The next one after a loss: the other addresses come first, the lost one last. */
    public static Plan after(ServerAddress lost, List<ServerAddress> servers, String nick, long delayMillis) {
        int next = placeOf(lost, servers) + 1;
        List<ServerAddress> others = new ArrayList<>(servers.subList(next, servers.size()));
        others.addAll(servers.subList(0, next));
        return new Plan(others, nick, true, delayMillis, false);
    }

    /** A server that asked for TLS was at another port than its address says. */
    private static int placeOf(ServerAddress lost, List<ServerAddress> servers) {
        int same = servers.indexOf(lost);
        List<String> hosts = servers.stream().map(ServerAddress::host).toList();
        return same >= 0 ? same : hosts.indexOf(lost.host());
    }

    /** The same for somebody whose name does not matter. */
    public Plan withAnyNick() {
        return new Plan(servers, nick, again, delayMillis, true);
    }
}
