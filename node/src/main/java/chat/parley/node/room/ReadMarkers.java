package chat.parley.node.room;

import chat.parley.wire.Nick;
import chat.parley.wire.RoomName;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How far people have read rooms (IRCv3 read-marker, a draft), by their names: as there are no accounts, whoever has a name has its markers. Any thread;
 * nothing blocks.
 */
public interface ReadMarkers {
    /** Keeps none. */
    ReadMarkers NONE = (name, room, atLeastMillis) -> CompletableFuture.completedStage(0L);

    /**
     * Moves a marker forward; one that is further stays where it is.
     *
     * @param atLeastMillis a time since the epoch; 0: only tell where it is
     * @return where it is now; 0 for nowhere. It is kept by then
     */
    CompletionStage<Long> move(Nick name, RoomName room, long atLeastMillis);
}
