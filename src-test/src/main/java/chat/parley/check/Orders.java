package chat.parley.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Each room has one order: any two connections agree on what both heard, nobody has a hole, and no author is overtaken by themselves. */
final class Orders {
    private final Ledger ledger;
    private final Consumer<Finding> findings;

    private Orders(Ledger ledger, Consumer<Finding> findings) {
        this.ledger = ledger;
        this.findings = findings;
    }

    static void judge(Ledger ledger, Consumer<Finding> findings) {
        Orders orders = new Orders(ledger, findings);
        Set<String> rooms = new TreeSet<>();
        ledger.messages().forEach(message -> rooms.add(message.room()));
        rooms.forEach(orders::judgeRoom);
    }

    private void judgeRoom(String room) {
        List<Sequence> sequences = ledger.sessions().stream()
                .map(session -> Sequence.of(session, room))
                .filter(sequence -> !sequence.heard.isEmpty())
                .toList();
        sequences.forEach(this::judgeAuthors);
        for (Sequence one : sequences) {
            for (Sequence other : sequences) {
                judgePair(one, other);
            }
        }
    }

    /** Walks along {@code one} and looks where each message stands in {@code other}. */
    private void judgePair(Sequence one, Sequence other) {
        int place = -1;
        Ledger.Message last = null;
        Ledger.Message hole = null;
        for (Ledger.Message message : one.heard) {
            Integer there = other.places.get(message);
            if (there == null) {
                hole = last != null && hole == null && message.isKept() ? message : hole;
                continue;
            }
            if (last != null && there < place) {
                find(
                        Finding.Kind.OUT_OF_ORDER,
                        one + " heard " + last + " before " + message + ", " + other + " after");
                return;
            }
            if (hole != null && !hole.isHeardBy(other.session)) {
                find(
                        Finding.Kind.LOST,
                        other + " heard " + message + " and what came before " + hole + ", but not " + hole + " as "
                                + one + " did");
                return;
            }
            hole = null;
            place = there;
            last = message;
        }
    }

    private void judgeAuthors(Sequence sequence) {
        Map<Ledger.Session, Ledger.Message> lastOf = new HashMap<>();
        for (Ledger.Message message : sequence.heard) {
            Ledger.Message before = lastOf.put(message.author(), message);
            if (before != null && before.sentMicros() > message.sentMicros()) {
                find(
                        Finding.Kind.OUT_OF_ORDER,
                        sequence + " heard " + before + " before " + message + ", which was sent first");
                return;
            }
        }
    }

    private void find(Finding.Kind kind, String words) {
        findings.accept(new Finding(kind, words));
    }

    /** What a connection heard for sure in a room, without repetitions (which are judged elsewhere). */
    private record Sequence(Ledger.Session session, List<Ledger.Message> heard, Map<Ledger.Message, Integer> places) {
        static Sequence of(Ledger.Session session, String room) {
            List<Ledger.Message> heard = session.heard(room).stream()
                    .filter(Ledger.Hearing::isSure)
                    .map(Ledger.Hearing::message)
                    .distinct()
                    .toList();
            Map<Ledger.Message, Integer> places = new HashMap<>();
            heard.forEach(message -> places.put(message, places.size()));
            return new Sequence(session, heard, places);
        }

        @Override
        public String toString() {
            return session.toString();
        }
    }
}
