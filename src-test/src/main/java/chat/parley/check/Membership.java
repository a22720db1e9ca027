package chat.parley.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** When everything is quiet, each node names exactly those who are there, once. */
final class Membership {
    private final Ledger ledger;
    private final Consumer<Finding> findings;

    private Membership(Ledger ledger, Consumer<Finding> findings) {
        this.ledger = ledger;
        this.findings = findings;
    }

    static void judge(Ledger ledger, Consumer<Finding> findings) {
        Membership membership = new Membership(ledger, findings);
        for (Event.Members expected : ledger.all(Event.Members.class)) {
            ledger.all(Event.Names.class).stream()
                    .filter(names -> names.room().equals(expected.room()) && names.atMicros() >= expected.atMicros())
                    .forEach(names -> membership.compare(expected.people(), names));
        }
        ledger.all(Event.NotBack.class)
                .forEach(missing -> findings.accept(new Finding(
                        Finding.Kind.NOT_BACK,
                        missing.person() + " at " + Verdict.time(missing.atMicros()) + ": " + missing.words())));
    }

    /** Whether a node names exactly these people, each once. */
    static boolean agree(List<String> expected, List<String> named) {
        return named.size() == expected.size() && new HashSet<>(named).equals(new HashSet<>(expected));
    }

    private void compare(List<String> expected, Event.Names answer) {
        Set<String> seen = new HashSet<>();
        answer.names().stream()
                .filter(name -> !seen.add(name))
                .forEach(name -> find(answer, name + " stands in it twice"));
        expected.stream().filter(name -> !seen.contains(name)).forEach(name -> find(answer, name + " is missing"));
        Set<String> right = Set.copyOf(expected);
        seen.stream().filter(name -> !right.contains(name)).forEach(name -> find(answer, name + " is not there"));
    }

    private void find(Event.Names answer, String words) {
        Ledger.Session session = ledger.session(answer.session());
        findings.accept(
                new Finding(Finding.Kind.WRONG_MEMBERS, "NAMES " + answer.room() + " for " + session + ": " + words));
    }
}
