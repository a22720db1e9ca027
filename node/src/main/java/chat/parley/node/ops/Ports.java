package chat.parley.node.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** Finds ports on loopback that nobody listens on. Somebody may take one before it is used; the node then says so. */
final class Ports {
    private static final int MOST = 65_535;

    private final IntPredicate isFree;

    Ports() {
        this(Ports::canBeBound);
    }

    Ports(IntPredicate isFree) {
        this.isFree = isFree;
    }

    /**
     * The first {@code count} free ports from {@code first} on.
     *
     * @param taken told of each one that is not free
     */
    List<Integer> from(int first, int count, IntConsumer taken) throws ExitStatus.Failure {
        var found = new ArrayList<Integer>();
        for (var port = first; found.size() < count; port++) {
            if (port > MOST) {
                throw new ExitStatus.Failure(ExitStatus.FAILED, "no free port from " + first + " on");
            }
            if (isFree.test(port)) {
                found.add(port);
            } else {
                taken.accept(port);
            }
        }
        return found;
    }

    private static boolean canBeBound(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
