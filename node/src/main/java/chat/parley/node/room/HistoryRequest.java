package chat.parley.node.room;

import java.util.List;

/**
 * A page of history as a client asks for it.
 *
 * @param named the events that bound it, which must exist; their places are the bounds of {@code query}
 * @param beforeJoining whether only what was there before the reader joined is wanted
 */
public record HistoryRequest(HistoryQuery query, List<ChatRoom.Progress> named, boolean beforeJoining) {
    public HistoryRequest(HistoryQuery query, List<ChatRoom.Progress> named) {
        this(query, named, false);
    }

    /** The latest messages. */
    public static HistoryRequest latest(int limit) {
        return new HistoryRequest(HistoryQuery.latest(HistoryKinds.MESSAGES, limit), List.of());
    }

    /** The last messages before the reader joined. */
    public static HistoryRequest beforeJoining(int limit) {
        return new HistoryRequest(HistoryQuery.latest(HistoryKinds.MESSAGES, limit), List.of(), true);
    }

    public HistoryRequest withLimit(int limit) {
        return new HistoryRequest(query.withLimit(limit), named, beforeJoining);
    }
}
