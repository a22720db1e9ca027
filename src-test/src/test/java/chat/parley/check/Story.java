package chat.parley.check;

import java.util.ArrayList;
import java.util.List;

/** A history as a test tells it: everything happens in one room, one after the other, a millisecond apart. */
final class Story {
    static final String ROOM = "#room";

    private final List<Event> events = new ArrayList<>();
    private long nowMicros;

    /** Somebody connects under a name and joins; the name is the session's too. */
    Story arrives(String name, int node) {
        return arrives(name, name, node);
    }

    Story arrives(String session, String name, int node) {
        add(new Event.Connected(tick(), session, name, node));
        add(new Event.NameTaken(tick(), session, name));
        return add(new Event.Joined(tick(), session, ROOM));
    }

    Story sends(String session, String text) {
        return add(new Event.Sent(tick(), session, ROOM, text));
    }

    /** What stands before the hyphen is who said it. */
    Story hears(String session, String... texts) {
        for (String text : texts) {
            add(new Event.Heard(tick(), session, ROOM, text.substring(0, text.indexOf('-')), text, "id-of-" + text));
        }
        return this;
    }

    /** Sent, and heard by all of these (the author's own copy is the acknowledgement). */
    Story says(String author, String text, String... hearers) {
        sends(author, text);
        for (String hearer : hearers) {
            hears(hearer, text);
        }
        return this;
    }

    Story ends(String session) {
        return add(new Event.Ended(tick(), session, ""));
    }

    /** A node that held the room, or did not. */
    Story strikes(FaultKind kind, int node, boolean holder) {
        return add(new Event.Fault(tick(), kind, node, holder ? List.of(ROOM) : List.of()));
    }

    Story seconds(int seconds) {
        nowMicros += seconds * 1_000_000L;
        return this;
    }

    Story add(Event event) {
        events.add(event);
        return this;
    }

    long tick() {
        nowMicros += 1_000;
        return nowMicros;
    }

    /** What is found once everything has come to rest. */
    List<Finding.Kind> findings() {
        return settled().findings().stream().map(Finding::kind).distinct().toList();
    }

    Verdict settled() {
        List<Event> all = new ArrayList<>(events);
        all.add(new Event.WritingEnded(tick()));
        all.add(new Event.Settled(tick()));
        return Verdict.of(all);
    }

    List<Event> events() {
        return List.copyOf(events);
    }
}
