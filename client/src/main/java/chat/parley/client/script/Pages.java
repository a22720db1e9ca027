package chat.parley.client.script;

import chat.parley.client.connection.Capabilities;
import chat.parley.wire.Line;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a room's history page by page (IRCv3 draft/chathistory), one request at a time, until there is no more or enough.
 * Owned by the session's thread.
 */
final class Pages {
    /** What one request asks for, where the server allows as much (CHATHISTORY in 005). */
    private static final int PAGE_LINES = 100;

    private final Stay stay;
    private final String room;
    private final Consumer<String> refused;

    // Mutable state
    private @Nullable String batch;
    private List<Line> page = new ArrayList<>();
    private @Nullable Consumer<List<Line>> receiver;
    private @Nullable Instant askedAt;

    /** Asks for nothing yet.
     *
     * @param refused gets the server's words when it gives no history */
    Pages(Stay stay, String room, Consumer<String> refused) {
        this.stay = stay;
        this.room = room;
        this.refused = refused;
    }

    static boolean areOffered(Stay stay) {
        return stay.has(Capabilities.CHATHISTORY) && stay.has(Capabilities.BATCH);
    }

    /** All lines after a moment, page by page; in the end an empty page. */
    void after(Instant moment, Consumer<List<Line>> pages) {
        after("timestamp=" + timestamp(moment), pages);
    }

    /** All lines after this one. */
    void after(Message last, Consumer<List<Line>> pages) {
        after(reference(last.id(), last.at()), pages);
    }

    private void after(String reference, Consumer<List<Line>> pages) {
        ask("AFTER", reference, pageLines(), lines -> {
            pages.accept(lines);
            String next = lines.isEmpty() ? reference : reference(lines.get(lines.size() - 1));
            if (!next.equals(reference)) {
                after(next, pages);
            } else if (!lines.isEmpty()) {
                pages.accept(List.of());
            }
        });
    }

    /** The newest lines, as many as are wanted or there are, the oldest first. */
    void latest(int wanted, Consumer<List<Line>> whole) {
        latest("LATEST", "*", wanted, List.of(), whole);
    }

    private void latest(String way, String reference, int wanted, List<Line> newer, Consumer<List<Line>> whole) {
        ask(way, reference, Math.min(pageLines(), wanted - newer.size()), lines -> {
            List<Line> all = new ArrayList<>(lines);
            all.addAll(newer);
            String next = lines.isEmpty() ? reference : reference(lines.get(0));
            if (next.equals(reference) || all.size() >= wanted) {
                whole.accept(all.subList(Math.max(0, all.size() - wanted), all.size()));
            } else {
                latest("BEFORE", next, wanted, all, whole);
            }
        });
    }

    private void ask(String way, String reference, int limit, Consumer<List<Line>> next) {
        receiver = next;
        page = new ArrayList<>();
        askedAt = stay.now();
        stay.send("CHATHISTORY", way, room, reference, String.valueOf(limit));
    }

    private int pageLines() {
        String limit = stay.isupport().get("CHATHISTORY");
        int lines = limit != null && limit.matches("[0-9]{1,9}") ? Integer.parseInt(limit) : 0;
        return lines == 0 ? PAGE_LINES : Math.min(lines, PAGE_LINES);
    }

    private String reference(Line line) {
        Instant time = Stay.serverTime(line);
        return reference(line.tags().get("msgid"), time == null ? stay.now() : time);
    }

    private String reference(@Nullable String id, Instant time) {
        String types = stay.isupport().get("MSGREFTYPES");
        return id != null && (types == null || types.contains("msgid"))
                ? "msgid=" + id
                : "timestamp=" + timestamp(time);
    }

    private static String timestamp(Instant time) {
        String text = time.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.length() == "2026-01-01T00:00:00Z".length() ? text.replace("Z", ".000Z") : text;
    }

    /** Since when the server owes an answer, or null. */
    @Nullable
    Instant askedAt() {
        return askedAt;
    }

    /** True for a line that belongs to the history; it is no news then. */
    boolean take(Line line) {
        String first = line.param(0);
        if (line.command().equals("BATCH") && first != null) {
            return onBatch(line, first);
        }
        if (line.command().equals("FAIL") && "CHATHISTORY".equals(first)) {
            askedAt = null;
            receiver = null;
            refused.accept(String.valueOf(line.param(line.params().size() - 1)));
            return true;
        }
        if (batch == null || !batch.equals(line.tags().get("batch"))) {
            return false;
        }
        page.add(line);
        return true;
    }

    private boolean onBatch(Line line, String reference) {
        String name = reference.substring(Math.min(1, reference.length()));
        if (reference.startsWith("+") && "chathistory".equals(line.param(1)) && receiver != null) {
            batch = name;
            return true;
        }
        if (!reference.startsWith("-") || !name.equals(batch)) {
            return false;
        }
        batch = null;
        askedAt = null;
        Consumer<List<Line>> next = receiver;
        receiver = null;
        if (next != null) {
            next.accept(page);
        }
        return true;
    }
}
