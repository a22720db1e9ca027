package chat.parley.node.room;

import chat.parley.wire.RoomName;

/**
 * A line of LIST. Times in milliseconds since the epoch, 0 for a topic that was never set.
 *
 * @param secret left out of LIST for those who are not in it
 */
public record RoomSummary(
        RoomName room,
        String displayName,
        int people,
        String topic,
        boolean secret,
        long createdMillis,
        long topicMillis) {}
