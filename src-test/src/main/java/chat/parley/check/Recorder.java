package chat.parley.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Writes the history down while it happens, in memory. Any thread may use it; there is one clock for all. */
final class Recorder {
    private final long startNanos = System.nanoTime();
    private final List<Event> events = new ArrayList<>();

    /** Takes the time and adds the event of that time, as one step: in the history, times never go back. */
    void record(LongFunction<Event> event) {
        synchronized (events) {
            events.add(event.apply((System.nanoTime() - startNanos) / 1_000));
        }
    }

    /** All so far. */
    List<Event> history() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** What the history would be if it ended now. */
    List<Event> settledNow() {
        synchronized (events) {
            List<Event> settled = new ArrayList<>(events);
            settled.add(new Event.Settled((System.nanoTime() - startNanos) / 1_000));
            return settled;
        }
    }
}
