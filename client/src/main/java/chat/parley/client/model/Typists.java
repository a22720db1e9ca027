package chat.parley.client.model;

import static chat.parley.client.model.Lines.param;
import static chat.parley.client.model.Lines.sender;

import chat.parley.wire.Line;
import chat.parley.wire.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is typing (IRCv3 client tag {@code +typing}, sent with TAGMSG). */
final class Typists {
    private static final String TAG = "+typing";

    /** The specification's times: active is over after 6 s, paused after 30 s; one tells every 3 s. */
    private static final Duration ACTIVE = Duration.ofSeconds(6);

    private static final Duration PAUSED = Duration.ofSeconds(30);
    private static final Duration TOLD_EVERY = Duration.ofSeconds(3);

    private final State state;
    private final Effects effects;

    // Mutable state
    private Instant toldAt = Instant.MIN;
    private @Nullable String toldTo;

    Typists(State state, Effects effects, Handlers handlers) {
        this.state = state;
        this.effects = effects;
        handlers.on("TAGMSG", this::onTagMessage);
    }

    private void onTagMessage(Line line) {
        String what = line.tags().get(TAG);
        String nick = sender(line);
        if (what == null || state.isMe(nick)) {
            return;
        }
        String target = param(line, 0);
        Conversation conversation = state.conversations.find(state.isupport.isChannel(target) ? target : nick);
        if (conversation != null) {
            Instant now = effects.now();
            conversation.types(
                    nick,
                    switch (what) {
                        case "active" -> now.plus(ACTIVE);
                        case "paused" -> now.plus(PAUSED);
                        default -> now;
                    });
        }
    }

    /** The line that is being typed has changed; empty or a command is nobody's business. */
    void typed(boolean isMessage) {
        String place = state.current;
        if (place == null || !state.has("message-tags") || !state.preferences.sharesTyping() || !mayWrite(place)) {
            return;
        }
        Instant now = effects.now();
        boolean isDone = !isMessage && place.equals(toldTo);
        boolean isDue =
                isMessage && (!place.equals(toldTo) || toldAt.plus(TOLD_EVERY).isBefore(now));
        if (isDone || isDue) {
            toldTo = isDone ? null : place;
            toldAt = now;
            effects.send(Line.of(Tags.NONE.with(TAG, isDone ? "done" : "active"), null, "TAGMSG", List.of(place)));
        }
    }

    /** What was typed has been said, which tells by itself that it is done. */
    void said() {
        toldTo = null;
    }

    private boolean mayWrite(String place) {
        Room room = state.room(place);
        return state.phase == State.Phase.ONLINE && (room == null || room.isJoined());
    }
}
