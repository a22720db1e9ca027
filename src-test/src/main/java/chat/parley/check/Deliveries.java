package chat.parley.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Every message: answered, heard by all who were there, once, and as it was sent. */
final class Deliveries {
    private final Ledger ledger;
    private final Consumer<Finding> findings;

    private Deliveries(Ledger ledger, Consumer<Finding> findings) {
        this.ledger = ledger;
        this.findings = findings;
    }

    static void judge(Ledger ledger, Consumer<Finding> findings) {
        Deliveries deliveries = new Deliveries(ledger, findings);
        deliveries.judgeWhatWasHeard();
        deliveries.judgeRefusals();
        if (ledger.settledMicros() != Ledger.NEVER) {
            deliveries.judgeAnswers();
            ledger.messages().stream().filter(Ledger.Message::isKept).forEach(deliveries::judgeHearers);
        }
    }

    private void judgeHearers(Ledger.Message message) {
        Set<Ledger.Session> heard = new HashSet<>();
        message.hearings().forEach(hearing -> heard.add(hearing.session()));
        ledger.sessions().stream()
                .filter(session -> session.isThereThroughout(message.room(), message.sentMicros()))
                .filter(session -> !heard.contains(session))
                .forEach(session -> find(
                        Finding.Kind.LOST,
                        session + " never heard " + message + ", sent at " + Verdict.time(message.sentMicros())
                                + " and heard by " + heard.size() + " others"));
    }

    private void judgeAnswers() {
        Set<String> refused = new HashSet<>();
        ledger.all(Event.Refused.class).forEach(refusal -> refused.add(refusal.text()));
        ledger.messages().stream()
                .filter(message -> message.author().endMicros() == Ledger.NEVER)
                .filter(message -> !message.isHeardBy(message.author()) && !refused.contains(message.text()))
                .forEach(message -> find(
                        Finding.Kind.UNANSWERED,
                        message.author() + " never got an answer to " + message + ", sent at "
                                + Verdict.time(message.sentMicros())));
    }

    private void judgeRefusals() {
        for (Event.Refused refused : ledger.all(Event.Refused.class)) {
            find(
                    Finding.Kind.REFUSED,
                    ledger.session(refused.session()) + " was told of " + refused.text() + " at "
                            + Verdict.time(refused.atMicros()) + ": " + refused.answer());
        }
    }

    private void judgeWhatWasHeard() {
        Map<String, Set<String>> heardBefore = new HashMap<>();
        Map<String, String> msgids = new HashMap<>();
        for (Event.Heard heard : ledger.all(Event.Heard.class)) {
            Ledger.Message message = ledger.message(heard.text());
            String hearer = ledger.session(heard.session()) + " at " + Verdict.time(heard.atMicros());
            if (message == null
                    || !message.room().equals(heard.room())
                    || !message.author().person().equals(heard.from())) {
                find(
                        Finding.Kind.ALTERED,
                        hearer + " heard " + heard.text() + " in " + heard.room() + " from " + heard.from()
                                + ", which nobody had sent so");
            }
            if (!heardBefore
                    .computeIfAbsent(heard.session(), session -> new HashSet<>())
                    .add(heard.text())) {
                find(Finding.Kind.HEARD_TWICE, hearer + " heard " + heard.text() + " in " + heard.room() + " again");
            }
            judgeMsgid(heard, hearer, msgids);
        }
    }

    /** One message has one id (IRCv3 message-ids). What a struck node gave out last may have been taken anew under another. */
    private void judgeMsgid(Event.Heard heard, String hearer, Map<String, String> msgids) {
        Event.Fault struck = ledger.session(heard.session()).struck();
        boolean unsure = !ledger.isStored()
                && struck != null
                && struck.kind().isSudden()
                && heard.atMicros() >= struck.atMicros() - Verdict.LAST_MOMENT_MICROS;
        String msgid = heard.msgid();
        if (msgid == null || unsure) {
            return;
        }
        String first = msgids.putIfAbsent(heard.text(), msgid);
        if (first != null && !first.equals(msgid)) {
            find(
                    Finding.Kind.ALTERED,
                    hearer + " heard " + heard.text() + " under the id " + msgid + ", others under " + first);
        }
    }

    private void find(Finding.Kind kind, String words) {
        findings.accept(new Finding(kind, words));
    }
}
