package chat.parley.check;

import java.util.function.Consumer;

/**
 * A node that was stopped ends with status 0, and one that was frozen or cut off, and removed, ends with status 75, so that its launcher starts it
 * again. Who is frozen while it keeps the others from writing is killed by them.
 */
final class Endings {
    /** {@code EX_TEMPFAIL} of sysexits. */
    static final int TRY_AGAIN = 75;

    /** As a shell counts it: 128 and the signal's number. */
    private static final int KILLED = 128 + 9;

    private Endings() {}

    static void judge(Ledger ledger, Consumer<Finding> findings) {
        for (Event.NodeEnded ended : ledger.all(Event.NodeEnded.class)) {
            int right = right(ended.after());
            if (ended.status() != right) {
                findings.accept(new Finding(
                        Finding.Kind.WRONG_END,
                        "node " + ended.node() + " ended with status " + ended.status() + " instead of " + right
                                + " after a " + ended.after() + ", at " + Verdict.time(ended.atMicros())));
            }
        }
    }

    private static int right(FaultKind after) {
        if (after == FaultKind.FREEZE_WRITING) {
            return KILLED;
        }
        return after.endsItself() ? TRY_AGAIN : 0;
    }
}
