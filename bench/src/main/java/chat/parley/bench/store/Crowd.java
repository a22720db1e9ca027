package chat.parley.bench.store;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The people of one case, dealt over the nodes, all served by the thread that calls. */
final class Crowd implements AutoCloseable {
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Case what;
    private final Selector selector = Selector.open();
    private final Tally tally = new Tally();
    private final List<Talker> people = new ArrayList<>();

    // Mutable state
    private long nextDueNanos;
    private int nextSender;
    private long latestNanos;

    Crowd(Case what, List<InetSocketAddress> nodes) throws IOException {
        this.what = what;
        for (var i = 0; i < what.people; i++) {
            var room = "#" + what.word() + i % what.rooms;
            people.add(new Talker(nodes.get(i % nodes.size()), what.initial + i, room, selector, tally));
        }
        var deadline = System.nanoTime() + SILENCE_NANOS;
        while (!people.stream().allMatch(Talker::isIn)) {
            serve(deadline);
        }
    }

    /** Lets them talk, and tells what they did in that time. */
    Tally talk(double seconds) throws IOException {
        tally.clear();
        latestNanos = 0;
        nextDueNanos = System.nanoTime();
        var end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            speak();
            serve(end + SILENCE_NANOS);
        }
        return tally;
    }

    /** How far behind its own clock the speaking was at worst; milliseconds. */
    double latestMillis() {
        return latestNanos / 1e6;
    }

    /** Waits until nobody has a line on its way. */
    void settle() throws IOException {
        var deadline = System.nanoTime() + SILENCE_NANOS;
        while (people.stream().anyMatch(one -> one.underWay() > 0)) {
            serve(deadline);
        }
    }

    private void speak() throws IOException {
        if (what.perSecond == 0) {
            for (var sender : people.subList(0, what.senders)) {
                if (sender.underWay() <= what.window / 2) {
                    sender.sayUpTo(what.window);
                }
            }
            return;
        }
        for (var now = System.nanoTime(); nextDueNanos <= now; nextDueNanos += 1_000_000_000L / what.perSecond) {
            latestNanos = Math.max(latestNanos, now - nextDueNanos);
            people.get(nextSender++ % what.senders).sayOne();
        }
    }

    private void serve(long deadlineNanos) throws IOException {
        selector.select(1);
        var keys = selector.selectedKeys();
        for (var key : keys) {
            ((Talker) key.attachment()).read();
        }
        keys.clear();
        if (System.nanoTime() > deadlineNanos) {
            throw new IOException("nothing moves any more");
        }
    }

    @Override
    public void close() throws IOException {
        for (var one : people) {
            one.close();
        }
        selector.close();
    }
}
