package chat.parley.client.script;

import chat.parley.client.connection.Capabilities;
import chat.parley.client.model.ExitCode;
import chat.parley.wire.Line;
import chat.parley.wire.Tags;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the server finds in a room's history (soju.im/search). */
final class SearchErrand implements Errand {
    /**
     * What is looked for.
     *
     * @param from a nick, null for anybody's
     * @param limit how many are wanted at most
     */
    record Wish(
            String text,
            @Nullable String from,
            @Nullable Instant since,
            @Nullable Instant until,
            int limit) {
        /** As the command has it: written like tags. */
        String attributes(String room) {
            Tags attributes = Tags.NONE.with("in", room).with("text", text).with("limit", String.valueOf(limit));
            attributes = from == null ? attributes : attributes.with("from", from);
            attributes = since == null ? attributes : attributes.with("after", since.toString());
            attributes = until == null ? attributes : attributes.with("before", until.toString());
            return attributes.toString();
        }
    }

    private final String room;
    private final Wish wish;
    private final Predicate<Message> printer;

    // Mutable state
    private @Nullable Stay stay;
    private @Nullable String batch;
    private @Nullable Instant askedAt;

    SearchErrand(String room, Wish wish, Predicate<Message> printer) {
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
        if (!newStay.has(Capabilities.SEARCH) || !newStay.has(Capabilities.BATCH)) {
            newStay.tell("the server offers no search (" + Capabilities.SEARCH + ")");
            newStay.end(ExitCode.REFUSED);
            return;
        }
        askedAt = newStay.now();
        newStay.send("SEARCH", wish.attributes(room));
    }

    @Override
    public void on(Line line) {
        Stay at = stay;
        String first = line.param(0);
        if (at == null || first == null) {
            return;
        }
        if (line.command().equals("FAIL") && first.equals("SEARCH")) {
            at.tell("the server does not search: " + line.param(line.params().size() - 1));
            at.end(ExitCode.REFUSED);
        } else if (line.command().equals("BATCH")) {
            onBatch(at, line, first);
        } else if (batch != null && batch.equals(line.tags().get("batch"))) {
            Message message = Message.of(line, at.now());
            if (message != null && !printer.test(message)) {
                at.end(ExitCode.DONE);
            }
        }
    }

    private void onBatch(Stay at, Line line, String reference) {
        if (reference.startsWith("+") && Capabilities.SEARCH.equals(line.param(1))) {
            batch = reference.substring(1);
        } else if (reference.equals("-" + batch)) {
            at.end(ExitCode.DONE);
        }
    }

    /** What was printed is not printed again: the search is over. */
    @Override
    public void lost(String reason) {
        if (stay != null && askedAt != null) {
            stay.tell("the server was lost before it had answered: " + reason);
            stay.end(ExitCode.FAILED);
        }
    }

    @Override
    public @Nullable Instant waitingSince() {
        return askedAt;
    }
}
