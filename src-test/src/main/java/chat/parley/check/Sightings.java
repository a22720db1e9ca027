package chat.parley.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nobody is told of more comings of a person than there were connections of theirs, or of more leavings than ended; and in these runs nobody leaves
 * a room but by ending. Judged for those who never change their name.
 */
final class Sightings {
    /** What others are told of an end may come before it is seen at the connection itself. */
    private static final long RACE_MICROS = 1_000_000;

    private final Map<String, List<Ledger.Session>> sessionsOf = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final Ledger ledger;
    private final Consumer<Finding> findings;

    private Sightings(Ledger ledger, Consumer<Finding> findings) {
        this.ledger = ledger;
        this.findings = findings;
        ledger.sessions()
                .forEach(session -> sessionsOf
                        .computeIfAbsent(session.person(), person -> new ArrayList<>())
                        .add(session));
        Set<String> changing = ledger.all(Event.NameTaken.class).stream()
                .filter(taken ->
                        !taken.name().equals(ledger.session(taken.session()).person()))
                .flatMap(taken ->
                        Stream.of(taken.name(), ledger.session(taken.session()).person()))
                .collect(Collectors.toSet());
        sessionsOf.keySet().removeAll(changing);
    }

    static void judge(Ledger ledger, Consumer<Finding> findings) {
        Sightings sightings = new Sightings(ledger, findings);
        ledger.all(Event.SeenJoining.class).forEach(sightings::judge);
        ledger.all(Event.SeenLeaving.class).forEach(sightings::judge);
    }

    private void judge(Event.SeenJoining seenJoining) {
        long possible = possible(seenJoining.nick(), session -> session.connectedMicros() < seenJoining.atMicros());
        String what = "the JOIN of " + seenJoining.nick() + " to " + seenJoining.room();
        count(seenJoining.session(), what, possible, seenJoining.atMicros());
    }

    private void judge(Event.SeenLeaving seenLeaving) {
        long possible = seenLeaving.room() != null
                ? possible(seenLeaving.nick(), session -> false)
                : possible(seenLeaving.nick(), session -> session.endMicros() < seenLeaving.atMicros() + RACE_MICROS);
        String what = seenLeaving.room() == null
                ? "the QUIT of " + seenLeaving.nick()
                : "that " + seenLeaving.nick() + " had left " + seenLeaving.room();
        count(seenLeaving.session(), what, possible, seenLeaving.atMicros());
    }

    private long possible(String nick, Predicate<Ledger.Session> which) {
        List<Ledger.Session> sessions = sessionsOf.get(nick);
        return sessions == null
                ? Long.MAX_VALUE
                : sessions.stream().filter(which).count();
    }

    private void count(String hearer, String what, long possible, long atMicros) {
        int times = seen.merge(hearer + what, 1, Integer::sum);
        if (times > possible) {
            findings.accept(new Finding(
                    Finding.Kind.PHANTOM,
                    ledger.session(hearer) + " was told " + what + " at " + Verdict.time(atMicros) + ", " + times
                            + " times; there were " + possible));
        }
    }
}
