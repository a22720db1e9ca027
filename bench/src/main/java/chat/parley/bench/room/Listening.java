package chat.parley.bench.room;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Some people elsewhere, who ask for a PONG now and then: how long it takes is how long their messages would. */
final class Listening {
    private static final long BETWEEN_NANOS = 5_000_000;

    private final Guests guests;
    private final List<Guest> others;

    Listening(Guests guests, List<Guest> others) {
        this.guests = guests;
        this.others = others;
    }

    /** Asks so often, by each in turn, while {@code busy} has something to do; what p50, p99 and the longest were, in ms. */
    String measure(int times, Busy busy) throws IOException {
        var waited = new double[times];
        for (var i = 0; i < times; i++) {
            busy.goOn();
            var one = others.get(i % others.size());
            var before = one.pongs();
            var asked = System.nanoTime();
            one.say("PING x");
            while (one.pongs() == before) {
                guests.serve(1);
            }
            waited[i] = (System.nanoTime() - asked) / 1e6;
            var rest = asked + BETWEEN_NANOS;
            while (System.nanoTime() < rest) {
                guests.serve(1);
            }
        }
        Arrays.sort(waited);
        return "p50 %6.1f ms  p99 %6.1f ms  longest %6.1f ms"
                .formatted(waited[times / 2], waited[times * 99 / 100], waited[times - 1]);
    }

    /** What the node is kept busy with. */
    interface Busy {
        /** Called again and again; asks for more where the last answer is complete. */
        void goOn() throws IOException;
    }
}
