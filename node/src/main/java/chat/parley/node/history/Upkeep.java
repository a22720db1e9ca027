package chat.parley.node.history;

import chat.parley.node.room.RoomKey;
import chat.parley.wire.Mask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What those who run a node do with its store while it is in use. Any thread; nothing blocks. */
public interface Upkeep {
    /** Writes a whole copy of the store as it is at one moment; its size in bytes. The file must not be there. */
    CompletionStage<Long> backup(Path file);

    /** Writes what is kept of a room as JSON lines; how many events. The file must not be there. */
    CompletionStage<Long> export(RoomKey room, Path file);

    /** Reads what {@link #export} has written into a room of which nothing is kept, with the ids and times of then; how many events. */
    CompletionStage<Long> importInto(RoomKey room, Path file);

    /** Takes the content out of everything that people have said whose {@code nick!user@host} matches; how many messages. */
    CompletionStage<Long> erase(Mask who);

    /**
     * What is kept of one room from now on.
     *
     * @param age zero: as {@code parley.history.keep-age} says
     * @param lines 0: as {@code parley.history.keep-lines} says
     */
    CompletionStage<Void> keep(RoomKey room, Duration age, long lines);

    /** Whatever {@link #keep} has been told, a line each. */
    CompletionStage<List<String>> kept();
}
