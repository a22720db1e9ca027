package chat.parley.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a history proves: a pure function of it, from the outside only.
 *
 * <p>With a store, everything that anybody has heard is kept: it must be heard by everybody who was in the room from before it was sent to the end
 * of the run, whatever happened to nodes.
 *
 * <p>The rule for a crash, with the log in memory. A node is <i>struck</i> when it is killed with SIGKILL, frozen or cut off. What its people heard in the
 * last moment before ({@link #LAST_MOMENT_MICROS}) or, once it is thawed, of messages sent before, is <i>unsure</i>. A message is <i>kept</i>
 * when at least one person heard it for sure, or when somebody heard it unsurely on a node that did not hold the room. A kept message must be
 * heard by everybody who was in the room from before it was sent to the end of the run, and by nobody twice; one that is not kept, though its
 * author had it acknowledged in the last moment, may be lost, but then for all. Unsure hearings do not count for the order either. So what is
 * forgiven is exactly this: the node held the room, everybody who heard the message was connected to it, and it was struck in that moment.
 *
 * @param findings empty when everything that was promised was kept
 * @param notDone the faults that could not be done, in words
 * @param messages how many were sent
 * @param heard how often one was heard
 */
public record Verdict(List<Finding> findings, List<String> notDone, Pauses pauses, int messages, int heard) {
    /** How long a message may take from the node that holds the room to the others, when the machine is busy. */
    public static final long LAST_MOMENT_MICROS = 2_000_000;

    /** Judges. A history that was cut off before {@link Event.Settled} is judged as far as it goes: what could still have come is not missed. */
    public static Verdict of(List<Event> history) {
        Ledger ledger = new Ledger(history);
        List<Finding> findings = new ArrayList<>();
        Deliveries.judge(ledger, findings::add);
        Orders.judge(ledger, findings::add);
        Holders.judge(ledger, findings::add);
        Membership.judge(ledger, findings::add);
        Sightings.judge(ledger, findings::add);
        Endings.judge(ledger, findings::add);
        Archive.judge(ledger, findings::add);
        int heard = ledger.all(Event.Heard.class).size();
        return new Verdict(
                List.copyOf(findings),
                notDone(ledger),
                Pauses.of(ledger),
                ledger.messages().size(),
                heard);
    }

    private static List<String> notDone(Ledger ledger) {
        return ledger.all(Event.NotDone.class).stream()
                .map(event -> event.kind()
                        + (event.node() == Event.Fault.NO_NODE ? "" : " of node " + event.node())
                        + " could not be done: " + event.words())
                .toList();
    }

    public boolean isGood() {
        return findings.isEmpty();
    }

    public boolean has(Finding.Kind kind) {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }

    /** A time of the history, for people. */
    static String time(long micros) {
        return String.format(Locale.ROOT, "%.3f s", micros / 1e6);
    }
}
