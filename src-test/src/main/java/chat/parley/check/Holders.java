package chat.parley.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A name is held once: from the node's confirmation until its holder asks for another, leaves, is cut off, or the node is struck. */
final class Holders {
    private Holders() {}

    static void judge(Ledger ledger, Consumer<Finding> findings) {
        Map<String, List<Holding>> holdings = new HashMap<>();
        for (Event.NameTaken taken : ledger.all(Event.NameTaken.class)) {
            Holding holding = new Holding(taken, ledger.session(taken.session()));
            holdings.computeIfAbsent(taken.name(), name -> new ArrayList<>()).add(holding);
        }
        for (Event.NameGivenUp given : ledger.all(Event.NameGivenUp.class)) {
            holdings.getOrDefault(given.name(), List.of()).stream()
                    .filter(holding -> holding.isEndedBy(given))
                    .forEach(holding -> holding.untilMicros = Math.min(holding.untilMicros, given.atMicros()));
        }
        holdings.values().forEach(ofOneName -> judge(ofOneName, findings));
    }

    private static void judge(List<Holding> ofOneName, Consumer<Finding> findings) {
        ofOneName.sort(Comparator.comparingLong(holding -> holding.taken.atMicros()));
        Holding longest = ofOneName.get(0);
        for (Holding next : ofOneName.subList(1, ofOneName.size())) {
            if (next.taken.atMicros() < longest.untilMicros) {
                findings.accept(new Finding(
                        Finding.Kind.TWO_HOLDERS,
                        next.session + " got the name " + next.taken.name() + " at "
                                + Verdict.time(next.taken.atMicros()) + " while " + longest.session + " held it since "
                                + Verdict.time(longest.taken.atMicros())));
            }
            longest = next.untilMicros > longest.untilMicros ? next : longest;
        }
    }

    private static final class Holding {
        private final Event.NameTaken taken;
        private final Ledger.Session session;
        private long untilMicros;

        Holding(Event.NameTaken taken, Ledger.Session session) {
            this.taken = taken;
            this.session = session;
            this.untilMicros = session.endMicros();
        }

        boolean isEndedBy(Event.NameGivenUp given) {
            return given.session().equals(session.name()) && given.atMicros() >= taken.atMicros();
        }
    }
}
