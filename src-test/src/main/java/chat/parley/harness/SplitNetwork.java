package chat.parley.harness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * A network that can be split: every node lives in a Linux network namespace of its own, with one line to the other nodes and another to people. The
 * lines between the nodes run over one of two bridges; who is moved to the other bridge is cut off from the rest without a word, and everybody's
 * people still reach them. Needs root and iproute2 ({@link #isPossible()}). For one thread.
 */
public final class SplitNetwork implements AutoCloseable {
    private static final int NAMES = 0x10000;
    private static final int NETWORKS = 256;
    private static final int HOST = 254;

    private final String prefix =
            "py" + Integer.toHexString(ThreadLocalRandom.current().nextInt(NAMES));
    private final int network = ThreadLocalRandom.current().nextInt(NETWORKS);
    private final int size;

    private SplitNetwork(int size) {
        this.size = size;
    }

    /** Whether this process may make namespaces. */
    public static boolean isPossible() {
        String probe = "py-probe-" + ProcessHandle.current().pid();
        if (!Shell.has("ip") || Shell.run("ip", "netns", "add", probe).status() != 0) {
            return false;
        }
        Shell.run("ip", "netns", "del", probe).requireSuccess();
        return true;
    }

    /** Makes the namespaces and their lines; all nodes are together. */
    static SplitNetwork of(int nodes) {
        SplitNetwork made = new SplitNetwork(nodes);
        try {
            made.make();
            return made;
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    /** Where the other nodes reach a node. */
    String forNodes(int node) {
        return address(19, node + 1);
    }

    /** Where people reach it. */
    String forPeople(int node) {
        return address(18, node + 1);
    }

    /** What a command must begin with to run where the node lives; it becomes the command, under the same process id. */
    List<String> inside(int node) {
        return List.of("ip", "netns", "exec", namespace(node));
    }

    /** These are cut off from all others, and see each other. */
    public void split(Collection<Integer> away) {
        away.forEach(node -> plug(node, bridge("b")));
    }

    /** All are together again. */
    public void heal() {
        for (int node = 0; node < size; node++) {
            plug(node, bridge("a"));
        }
    }

    /** Removes it; processes that are still inside stay there, with nobody to talk to. */
    @Override
    public void close() {
        for (int node = 0; node < size; node++) {
            Shell.run("ip", "netns", "del", namespace(node));
        }
        Stream.of("a", "b", "p").forEach(side -> Shell.run("ip", "link", "del", bridge(side)));
    }

    private void make() {
        for (String side : List.of("a", "b", "p")) {
            ip("link", "add", bridge(side), "type", "bridge");
            ip("link", "set", bridge(side), "up");
        }
        ip("address", "add", address(18, HOST) + "/24", "dev", bridge("p"));
        for (int node = 0; node < size; node++) {
            ip("netns", "add", namespace(node));
            ip("-n", namespace(node), "link", "set", "lo", "up");
            connect(node, "nodes", line(node), bridge("a"), forNodes(node));
            connect(node, "people", prefix + "p" + node, bridge("p"), forPeople(node));
        }
    }

    private void connect(int node, String inside, String outside, String bridge, String address) {
        ip("link", "add", outside, "type", "veth", "peer", "name", inside, "netns", namespace(node));
        ip("link", "set", outside, "master", bridge, "up");
        ip("-n", namespace(node), "address", "add", address + "/24", "dev", inside);
        ip("-n", namespace(node), "link", "set", inside, "up");
    }

    private void plug(int node, String bridge) {
        ip("link", "set", line(node), "master", bridge);
    }

    private static void ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Shell.run(command.toArray(String[]::new)).requireSuccess();
    }

    private String namespace(int node) {
        return prefix + "-" + node;
    }

    private String line(int node) {
        return prefix + "n" + node;
    }

    private String bridge(String side) {
        return prefix + "br" + side;
    }

    /** Of a block that is kept for measuring networks (RFC 2544, section C.2.2), and so is nobody's. */
    private String address(int block, int host) {
        return "198." + block + "." + network + "." + host;
    }
}
