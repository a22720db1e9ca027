package chat.parley.check;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The longest times of quiet that each kind of fault brought.
 *
 * @param silenceMillis by kind, the longest that anybody who was there throughout heard nothing in a room while others wrote to it
 * @param returnMillis by kind, the longest that anybody of the struck node took until they were in a room again; where people were frozen with
 *     their node, this counts the time of the freeze
 */
public record Pauses(Map<FaultKind, Long> silenceMillis, Map<FaultKind, Long> returnMillis) {
    static Pauses of(Ledger ledger) {
        Map<FaultKind, Long> silence = new EnumMap<>(FaultKind.class);
        Map<FaultKind, Long> returns = new EnumMap<>(FaultKind.class);
        List<Event.Fault> faults = ledger.faults();
        for (int i = 0; i < faults.size(); i++) {
            Event.Fault fault = faults.get(i);
            long end = i + 1 < faults.size() ? faults.get(i + 1).atMicros() : ledger.writingEndedMicros();
            if (end != Ledger.NEVER) {
                silence.merge(fault.kind(), silenceMicros(ledger, fault.atMicros(), end) / 1_000, Math::max);
                returns.merge(fault.kind(), returnMicros(ledger, fault, end) / 1_000, Math::max);
            }
        }
        return new Pauses(silence, returns);
    }

    /** One for both, of many runs. */
    Pauses max(Pauses other) {
        Map<FaultKind, Long> silence = new EnumMap<>(FaultKind.class);
        Map<FaultKind, Long> returns = new EnumMap<>(FaultKind.class);
        List.of(this, other).forEach(pauses -> {
            pauses.silenceMillis.forEach((kind, millis) -> silence.merge(kind, millis, Math::max));
            pauses.returnMillis.forEach((kind, millis) -> returns.merge(kind, millis, Math::max));
        });
        return new Pauses(silence, returns);
    }

    static Pauses none() {
        return new Pauses(Map.of(), Map.of());
    }

    private static long silenceMicros(Ledger ledger, long from, long to) {
        long longest = 0;
        for (Ledger.Session session : ledger.sessions()) {
            for (String room : session.rooms()) {
                if (session.joinedMicros(room) < from && session.endMicros() >= to) {
                    longest = Math.max(longest, longestGapMicros(session.heard(room), from, to));
                }
            }
        }
        return longest;
    }

    /** Between two messages, or a message and either end; the last before {@code from} counts, for the pause begins with it. */
    private static long longestGapMicros(List<Ledger.Hearing> heard, long from, long to) {
        long longest = 0;
        long last = from;
        for (Ledger.Hearing hearing : heard) {
            if (hearing.atMicros() > from && hearing.atMicros() <= to) {
                longest = Math.max(longest, hearing.atMicros() - last);
                last = hearing.atMicros();
            }
        }
        return Math.max(longest, to - last);
    }

    private static long returnMicros(Ledger ledger, Event.Fault fault, long end) {
        long longest = 0;
        for (Ledger.Session struck : ledger.sessions()) {
            if (fault.equals(struck.struck())) {
                for (String room : struck.rooms()) {
                    long back = ledger.sessions().stream()
                            .filter(next -> next.person().equals(struck.person()))
                            .mapToLong(next -> next.joinedMicros(room))
                            .filter(joined -> joined > fault.atMicros() && joined < end)
                            .min()
                            .orElse(end);
                    longest = Math.max(longest, back - fault.atMicros());
                }
            }
        }
        return longest;
    }

    @Override
    public String toString() {
        return silenceMillis.isEmpty()
                ? "none"
                : silenceMillis.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + seconds(entry.getValue()) + " (back "
                                + seconds(returnMillis.getOrDefault(entry.getKey(), 0L)) + ")")
                        .collect(Collectors.joining(", "));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }
}
