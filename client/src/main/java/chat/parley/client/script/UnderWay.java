package chat.parley.client.script;

import chat.parley.wire.Line;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Messages that a server was sent and has not confirmed, the oldest first, and how far it has confirmed those before. */
final class UnderWay {
    /** A message, and whether the line that it was cut from ends with it. */
    record Part(long number, String text, boolean endsLine, Instant sentAt) {
        String label() {
            return "say" + number;
        }
    }

    private final int limit;

    // Mutable state
    private final Deque<Part> parts = new ArrayDeque<>();
    private final Set<String> confirmedIds = new LinkedHashSet<>();
    private @Nullable Instant confirmedUntil;

    /** @param limit messages that may be under way */
    UnderWay(int limit) {
        this.limit = limit;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    boolean hasRoom() {
        return parts.size() < limit;
    }

    void add(Part part) {
        parts.add(part);
    }

    void remove(Part part) {
        parts.remove(part);
    }

    @Nullable
    Part oldest() {
        return parts.peek();
    }

    List<Part> all() {
        return List.copyOf(parts);
    }

    /** Takes the newest away; null when there is none. */
    @Nullable
    Part takeNewest() {
        return parts.pollLast();
    }

    /** The one whose label a line has (labeled-response). */
    @Nullable
    Part labelled(Line line) {
        String label = line.tags().get("label");
        return label == null ? null : find(part -> part.label().equals(label));
    }

    @Nullable
    Part withText(@Nullable String text) {
        return find(part -> part.text().equals(text));
    }

    private @Nullable Part find(Predicate<Part> wanted) {
        return parts.stream().filter(wanted).findFirst().orElse(null);
    }

    /** The server's time of the newest that it has confirmed, or what {@link #beginAt} said; null where nobody knows. */
    @Nullable
    Instant confirmedUntil() {
        return confirmedUntil;
    }

    /** Nothing was confirmed before this time. */
    void beginAt(@Nullable Instant time) {
        confirmedUntil = confirmedUntil == null ? time : confirmedUntil;
    }

    /** Only the ids of the newest moment are needed: the history is read from there on. */
    void confirmed(Line line) {
        Instant time = Stay.serverTime(line);
        String id = line.tags().get("msgid");
        if (time == null || id == null) {
            return;
        }
        if (confirmedUntil == null || time.isAfter(confirmedUntil)) {
            confirmedUntil = time;
        }
        confirmedIds.add(id);
        if (confirmedIds.size() > 4 * limit) {
            confirmedIds.remove(confirmedIds.iterator().next());
        }
    }

    /** Whether the line is one that was confirmed before. */
    boolean isConfirmed(Line line) {
        String id = line.tags().get("msgid");
        return id != null && confirmedIds.contains(id);
    }
}
