package chat.parley.client.script;

import chat.parley.client.model.ExitCode;
import chat.parley.wire.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is said in a room: what the history holds, and then, perhaps, what comes. After a loss the gap is filled from the
 * history; nothing is told twice.
 */
final class TailErrand implements Errand {
    /** Lines that wait while the history is read; more, and the history is read on to its end once more. */
    private static final int NEWS_LIMIT = 1_000;

    /** Ids that are remembered, against telling twice. */
    private static final int SEEN_LIMIT = 10_000;

    /**
     * What is told.
     *
     * @param lines of history, 0 for none
     * @param since from when on instead, null for a number of lines
     * @param follow whether it goes on with what comes
     */
    record Wish(int lines, @Nullable Instant since, boolean follow) {}

    private final String room;
    private final Wish wish;
    private final Predicate<Message> printer;

    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > SEEN_LIMIT;
        }
    };

    // Mutable state
    private @Nullable Stay stay;
    private @Nullable Pages pages;
    private final List<Message> news = new ArrayList<>();
    private boolean isReading;
    private boolean missedNews;
    private @Nullable Instant begunAt;
    private @Nullable Message last;

    /** Begins with nothing told.
     *
     * @param printer false when nobody reads any more */
    TailErrand(String room, Wish wish, Predicate<Message> printer) {
        this.room = room;
        this.wish = wish;
        this.printer = printer;
    }

    @Override
    public String room() {
        return room;
    }

    @Override
    public void ready(Stay newStay) {
        stay = newStay;
        pages = new Pages(newStay, room, this::withoutHistory);
        boolean isAgain = begunAt != null;
        begunAt = isAgain ? begunAt : orNow(newStay.enteredAt());
        if (!isAgain && wish.lines() == 0 && wish.since() == null) {
            return;
        }
        if (!Pages.areOffered(newStay)) {
            withoutHistory("it has no draft/chathistory");
        } else {
            read(pages, isAgain);
        }
    }

    private void read(Pages from, boolean isAgain) {
        isReading = true;
        Message newest = last;
        Instant since = isAgain && wish.since() == null ? begunAt : wish.since();
        if (newest != null) {
            from.after(newest, this::onPage);
        } else if (since != null) {
            from.after(since, this::onPage);
        } else {
            from.latest(wish.lines(), lines -> {
                onPage(lines);
                settle();
            });
        }
    }

    private void onPage(List<Line> lines) {
        lines.forEach(line -> {
            Message message = Message.of(line, now());
            if (message != null) {
                tell(message);
            }
        });
        if (lines.isEmpty()) {
            settle();
        }
    }

    /** The history is read: on with what came meanwhile. */
    private void settle() {
        Pages again = pages;
        Message newest = last;
        if (missedNews && again != null && newest != null) {
            missedNews = false;
            news.clear();
            again.after(newest, this::onPage);
            return;
        }
        isReading = false;
        List<Message> waiting = new ArrayList<>(news);
        news.clear();
        waiting.forEach(this::tell);
        if (!wish.follow()) {
            end(ExitCode.DONE);
        }
    }

    private void withoutHistory(String reason) {
        Stay at = stay;
        if (at == null) {
            return;
        }
        if (wish.follow()) {
            at.tell(
                    last == null
                            ? "the server gives no history (" + reason + "); only what comes from now on"
                            : "the server gives no history (" + reason + "); what was said since " + last.at()
                                    + " may be missing");
            missedNews = false;
            settle();
        } else {
            at.tell("the server gives no history: " + reason);
            at.end(ExitCode.REFUSED);
        }
    }

    @Override
    public void on(Line line) {
        Pages reading = pages;
        Stay at = stay;
        if (at == null || (reading != null && reading.take(line))) {
            return;
        }
        Message message = Message.of(line, now());
        if (message == null || !at.same(message.room(), room)) {
            return;
        }
        if (!isReading) {
            tell(message);
        } else if (news.size() < NEWS_LIMIT) {
            news.add(message);
        } else {
            missedNews = true;
        }
    }

    private void tell(Message message) {
        String id = message.id();
        if (id != null && seen.put(id, true) != null) {
            return;
        }
        last = message;
        if (!printer.test(message)) {
            end(ExitCode.DONE);
        }
    }

    private void end(int exitCode) {
        if (stay != null) {
            stay.end(exitCode);
        }
    }

    private Instant now() {
        return stay == null ? Instant.EPOCH : stay.now();
    }

    private Instant orNow(@Nullable Instant time) {
        return time == null ? now() : time;
    }

    @Override
    public void lost(String reason) {
        pages = null;
        isReading = false;
        missedNews = false;
        // What waited comes again with the history.
        news.clear();
    }

    @Override
    public @Nullable Instant waitingSince() {
        return pages == null ? null : pages.askedAt();
    }
}
