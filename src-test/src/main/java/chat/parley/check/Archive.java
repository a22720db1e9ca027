package chat.parley.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What the store gives as a room's history is what everybody there has heard: all of it, once, in that order, under the same ids. */
final class Archive {
    private final Ledger ledger;
    private final Consumer<Finding> findings;
    private final String room;
    private final List<Event.KeptMessage> kept;
    private final Map<String, Integer> places = new HashMap<>();

    private Archive(Ledger ledger, Event.Kept kept, Consumer<Finding> findings) {
        this.ledger = ledger;
        this.findings = findings;
        this.room = kept.room();
        this.kept = kept.messages();
    }

    static void judge(Ledger ledger, Consumer<Finding> findings) {
        ledger.all(Event.Kept.class).forEach(kept -> new Archive(ledger, kept, findings).judge());
        ledger.all(Event.NotRead.class)
                .forEach(notRead -> findings.accept(
                        new Finding(Finding.Kind.HISTORY, "histories could not be read: " + notRead.words())));
    }

    private void judge() {
        for (int place = 0; place < kept.size(); place++) {
            String text = kept.get(place).text();
            if (places.put(text, place) != null) {
                find(text + " stands in it twice");
            }
        }
        ledger.sessions().forEach(this::judgeHearer);
        ledger.all(Event.Heard.class).stream()
                .filter(heard -> heard.room().equals(room))
                .forEach(this::judgeIdentity);
    }

    /** From the first message that a connection heard to its last one, without a hole. */
    private void judgeHearer(Ledger.Session hearer) {
        int last = -1;
        for (Ledger.Hearing hearing : hearer.heard(room)) {
            Integer place = places.get(hearing.message().text());
            if (place == null) {
                find(hearing.message().text() + ", which " + hearer + " heard, is not in it");
                return;
            }
            if (last >= 0 && place != last + 1) {
                find(hearer + " heard " + hearing.message().text() + " right after "
                        + kept.get(last).text() + "; there it is number " + place + " after number " + last);
                return;
            }
            last = place;
        }
    }

    private void judgeIdentity(Event.Heard heard) {
        Integer place = places.get(heard.text());
        if (place != null) {
            Event.KeptMessage message = kept.get(place);
            if (!message.from().equals(heard.from()) || !Objects.equals(message.msgid(), heard.msgid())) {
                find(heard.text() + " is by " + message.from() + " under " + message.msgid() + ", but was heard of "
                        + heard.from() + " under " + heard.msgid());
            }
        }
    }

    private void find(String words) {
        findings.accept(new Finding(Finding.Kind.HISTORY, "history of " + room + ": " + words));
    }
}
