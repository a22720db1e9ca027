package chat.parley.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jline.utils.Signals;

/**
 * A signal ends a conversation as a person would: the server hears goodbye and the terminal is left as it was. That takes a bounded
 * time; a second signal does not wait for it.
 */
final class Signalled {
    /** Longer than the server's word is waited for. */
    private static final long PATIENCE_NANOS = 4_000_000_000L;

    /** As shells tell it. */
    private static final int EXIT_CODE_BASE = 128;

    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    private Signalled() {}

    /** Lets the loop be ended so.
     *
     * @param isTerminal whether Ctrl-C is a key that the screen reads, and no signal */
    static void ends(Loop loop, boolean isTerminal) {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        List<String> names = isTerminal ? List.of("HUP", "TERM") : List.of("HUP", "INT", "TERM");
        for (String name : names) {
            int exitCode = EXIT_CODE_BASE + NUMBERS.getOrDefault(name, 0);
            var unused = Signals.register(name, () -> {
                if (isFirst.getAndSet(false)) {
                    loop.end(exitCode);
                    LockSupport.parkNanos(PATIENCE_NANOS);
                } else if (name.equals("HUP")) {
                    // A terminal that is closed says so more than once.
                    return;
                }
                Runtime.getRuntime().halt(exitCode);
            });
        }
    }
}
