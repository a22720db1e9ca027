package chat.parley.node.room;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events that wait to be committed together, and the answers that wait for it. Used by {@link RoomJournal}. */
final class Gathering {
    // Mutable state
    private final List<Entry> entries = new ArrayList<>();
    private final List<RoomJournal.Answer> answers = new ArrayList<>();
    private @Nullable KeptRoom kept;

    void add(Entry entry) {
        entries.add(entry);
    }

    void add(RoomJournal.Answer answer) {
        answers.add(answer);
    }

    /** What the room is after the last of the events. */
    void keep(@Nullable KeptRoom room) {
        kept = room;
    }

    int size() {
        return entries.size();
    }

    RoomJournal.Batch batch() {
        return new RoomJournal.Batch(entries, answers, kept);
    }
}
