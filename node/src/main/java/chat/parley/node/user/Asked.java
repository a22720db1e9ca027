package chat.parley.node.user;

import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.Outcome;
import chat.parley.node.room.RoomCommand;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One numbered request to a room, until it is answered. Times in nanoseconds of a monotonic clock. */
final class Asked {
    /** About what a request takes on the wire besides its text. */
    private static final int OVERHEAD_BYTES = 256;

    /** About what the tags of a message can take; there are seldom any. */
    private static final int TAGS_BYTES = 4096;

    private final long number;
    private final long since;

    // Mutable state
    private ChatRoom.Request request;
    private @Nullable Consumer<Outcome> then;
    private boolean sent;
    private long sentAt;

    Asked(long number, @Nullable String label, RoomCommand command, Consumer<Outcome> then, long now) {
        this.number = number;
        this.since = now;
        this.sentAt = now;
        this.request = new ChatRoom.Request(number, label, command);
        this.then = then;
    }

    long number() {
        return number;
    }

    ChatRoom.Request request() {
        return request;
    }

    boolean isSent() {
        return sent;
    }

    void sent(long now) {
        sent = true;
        sentAt = now;
    }

    /** It could not be sent again, because the replica is not there. */
    void waited(long now) {
        sentAt = now;
    }

    boolean isGivenUp() {
        return then == null;
    }

    boolean isOlderThan(long nanos, long now) {
        return now - since >= nanos;
    }

    boolean isSilentFor(long nanos, long now) {
        return now - sentAt >= nanos;
    }

    /** Whether its author must be told now that the outcome is unknown. */
    boolean isOverdue(long deadlineNanos, long now) {
        return then != null && now - since >= deadlineNanos;
    }

    /** When it is to be looked at next. */
    long due(long intervalNanos, long deadlineNanos) {
        var again = sentAt + intervalNanos;
        return then == null ? again : Alarm.earlier(again, since + deadlineNanos);
    }

    void answer(Outcome outcome) {
        var told = then;
        then = null;
        if (told != null) {
            told.accept(outcome);
        }
    }

    /** Its number still has to be taken, so that those after it are accepted; but no longer by what was asked. */
    void giveUp() {
        request = new ChatRoom.Request(number, null, new RoomCommand.Skip());
        answer(Outcome.Unknown.INSTANCE);
    }

    /** About how many bytes it takes on the wire. */
    int weight() {
        if (request.command() instanceof RoomCommand.Say say) {
            return OVERHEAD_BYTES + say.text().length() + (say.tags().isEmpty() ? 0 : TAGS_BYTES);
        }
        return OVERHEAD_BYTES;
    }
}
