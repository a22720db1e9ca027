package chat.parley.node.history;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Who has the lock of a store's file, as the lock's file says.
 *
 * @param pid of its process
 * @param started when that began, since numbers of processes are given again
 * @param address of the node in the cluster
 * @param node the cluster's unique number of it; {@link #NO_MEMBER} while it has not begun to join
 */
record LockHolder(long pid, Instant started, String address, long node) {
    static final long NO_MEMBER = 0;

    /** The system's clock may be set between two looks at the same process. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** This process, before it is a member. */
    static LockHolder here(String address) {
        var process = ProcessHandle.current();
        return new LockHolder(process.pid(), startOf(process), address, NO_MEMBER);
    }

    LockHolder as(long member) {
        return new LockHolder(pid, started, address, member);
    }

    /** Reads what {@link #toLine} wrote; empty for anything else. What follows the line is of a longer one before. */
    static Optional<LockHolder> parse(String text) {
        var words = text.lines().findFirst().orElse("").split(" ", -1);
        try {
            return words.length == 4
                    ? Optional.of(new LockHolder(
                            Long.parseLong(words[0]), Instant.parse(words[1]), words[2], Long.parseLong(words[3])))
                    : Optional.empty();
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    String toLine() {
        return pid + " " + started + " " + address + " " + node + "\n";
    }

    /** The process, if it is still the one that is meant. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isMeant);
    }

    private boolean isMeant(ProcessHandle process) {
        return Duration.between(started, startOf(process)).abs().compareTo(TOLERANCE) <= 0;
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** For people. */
    @Override
    public String toString() {
        return "process " + pid + " (node " + address + ")";
    }
}
