package chat.parley.bench.room;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** All connections, served by the thread that calls. */
final class Guests implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

    /** On their way in at the same time: what a listener's backlog bears. */
    private static final int AT_THE_DOOR = 100;

    private final InetSocketAddress server;
    private final Selector selector = Selector.open();
    private final List<Guest> all = new ArrayList<>();

    // Mutable state
    private int gone;

    Guests(InetSocketAddress server) throws IOException {
        this.server = server;
    }

    /** So many more, who are greeted. */
    List<Guest> admit(String name, int count) throws IOException {
        var added = new ArrayList<Guest>();
        for (var i = 0; i < count; i++) {
            added.add(new Guest(server, name + i, selector));
            all.add(added.get(i));
            var waited = added.get(Math.max(0, i - AT_THE_DOOR));
            until(() -> waited.ends() > 0);
        }
        for (var guest : added) {
            until(() -> guest.ends() > 0);
        }
        return added;
    }

    /** Serves all until it is so. */
    void until(BooleanSupplier condition) throws IOException {
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            serve(10);
            if (System.nanoTime() > deadline) {
                throw new IOException("it did not come to that within ten minutes");
            }
        }
    }

    /** Takes what has come, and waits at most so long for something. */
    void serve(long atMostMillis) throws IOException {
        selector.select(atMostMillis);
        var keys = selector.selectedKeys();
        for (var key : keys) {
            var guest = (Guest) key.attachment();
            guest.read();
            gone += guest.isHere() ? 0 : 1;
        }
        keys.clear();
        if (gone > 0 && gone == all.size()) {
            throw new IOException("the node has closed all connections: its log says why");
        }
    }

    /** What those were told whose connection the server has closed, each reason with how often. */
    String closed() {
        return all.stream()
                .filter(guest -> !guest.isHere())
                .collect(Collectors.groupingBy(Guest::lastWords, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(entry -> entry.getValue() + " x " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    long bytes() {
        return all.stream().mapToLong(Guest::bytes).sum();
    }

    @Override
    public void close() throws IOException {
        for (var guest : all) {
            guest.close();
        }
        selector.close();
    }
}
