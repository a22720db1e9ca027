package chat.parley.node.history;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A process of this machine that writes to a store's file, as it has said in a file beside that.
 *
 * @param pid of its process
 * @param started when that began, since numbers of processes are given again
 * @param address of the node in the cluster
 * @param node the cluster's unique number of it; {@link #NO_MEMBER} while it has not begun to join
 */
record Writer(long pid, Instant started, String address, long node) {
    static final long NO_MEMBER = 0;

    /** The system's clock may be set between two looks at the same process. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** This process, before it is a member. */
    static Writer here(String address) {
        var process = ProcessHandle.current();
        return new Writer(process.pid(), startOf(process), address, NO_MEMBER);
    }

    Writer as(long member) {
        return new Writer(pid, started, address, member);
    }

    /** Reads what {@link #toLine} wrote; empty for anything else. What follows the line is of a longer one before. */
    static Optional<Writer> parse(String text) {
        var words = text.lines().findFirst().orElse("").split(" ", -1);
        try {
            return words.length == 4
                    ? Optional.of(new Writer(
                            Long.parseLong(words[0]), Instant.parse(words[1]), words[2], Long.parseLong(words[3])))
                    : Optional.empty();
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Of its own file: there is one process at an address at a time. */
    String fileName() {
        return address.replace(':', '_');
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
