package chat.parley.client.model;

import static chat.parley.client.connection.Capabilities.READ_MARKER;
import static chat.parley.client.model.Lines.param;

import chat.parley.wire.Line;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far one has read, on this device and on others (IRCv3 read-marker). */
final class ReadMarks {
    private final State state;
    private final Effects effects;

    // Mutable state
    private final Map<Conversation, Instant> sent = new LinkedHashMap<>();

    ReadMarks(State state, Effects effects, Handlers handlers) {
        this.state = state;
        this.effects = effects;
        handlers.on("MARKREAD", this::onMarkRead);
    }

    /** {@code MARKREAD target timestamp=…}, or {@code *} where nothing was read. */
    private void onMarkRead(Line line) {
        Conversation conversation = state.conversations.find(param(line, 0));
        String mark = param(line, 1);
        if (conversation == null || !mark.startsWith("timestamp=")) {
            return;
        }
        try {
            Instant upTo = Instant.parse(mark.substring("timestamp=".length()));
            sent.merge(conversation, upTo, (a, b) -> a.isAfter(b) ? a : b);
            if (!state.isLookedAt(conversation)) {
                conversation.readElsewhere(upTo);
            }
        } catch (DateTimeParseException e) {
            // A mark that cannot be read is none.
        }
    }

    /** Tells the server what was read since the last call; to be called now and then, not with each line. */
    void tell() {
        if (!state.has(READ_MARKER) || state.phase != State.Phase.ONLINE) {
            return;
        }
        for (Conversation conversation : state.conversations.all()) {
            Instant upTo = conversation.readUpTo();
            if (conversation.isKept() && upTo.isAfter(sent.getOrDefault(conversation, Instant.EPOCH))) {
                sent.put(conversation, upTo);
                effects.send("MARKREAD", conversation.name(), "timestamp=" + Lines.timestamp(upTo));
            }
        }
        sent.keySet().retainAll(state.conversations.all());
    }
}
