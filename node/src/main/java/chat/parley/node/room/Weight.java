package chat.parley.node.room;

import chat.parley.node.person.Person;
import chat.parley.wire.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * About how many bytes things take on their way between nodes, rather more than less: no message may come near the largest frame of the transport
 * (256 KiB), which would drop it.
 */
final class Weight {
    /** What one message to another node may hold. */
    static final int MAX_MESSAGE_BYTES = 64 * 1024;

    /** The names of a record's fields and classes, its numbers and ids. */
    private static final int RECORD_BYTES = 300;

    private static final int MAX_BYTES_PER_CHAR = 3;

    private Weight() {}

    static int of(Entry entry) {
        return RECORD_BYTES + of(entry.event());
    }

    private static int of(RoomEvent event) {
        if (event instanceof RoomEvent.Said said) {
            return RECORD_BYTES + of(said.text()) + of(said.tags());
        }
        if (event instanceof RoomEvent.ModesChanged changed) {
            return RECORD_BYTES * (1 + changed.changes().size());
        }
        if (event instanceof RoomEvent.TopicChanged changed) {
            return RECORD_BYTES + of(changed.topic());
        }
        if (event instanceof RoomEvent.Redacted redacted) {
            return 2 * RECORD_BYTES + of(redacted.reason());
        }
        if (event instanceof RoomEvent.Parted parted) {
            return RECORD_BYTES + of(parted.reason());
        }
        if (event instanceof RoomEvent.Kicked kicked) {
            return 2 * RECORD_BYTES + of(kicked.reason());
        }
        if (event instanceof RoomEvent.Joined joined) {
            return of(joined.person());
        }
        if (event instanceof RoomEvent.Restored restored) {
            return of(restored.person());
        }
        if (event instanceof RoomEvent.Described described) {
            return of(described.person());
        }
        return 2 * RECORD_BYTES;
    }

    static int of(Member member) {
        return of(member.person());
    }

    static int of(RequestMark mark) {
        return RECORD_BYTES / 4;
    }

    static int of(RoomSettings settings) {
        var topic = settings.topic();
        var masks = settings.bans().size()
                + settings.exceptions().size()
                + settings.invitationMasks().size();
        return 2 * RECORD_BYTES
                + (topic == null ? 0 : of(topic.text()))
                + masks * RECORD_BYTES
                + settings.invited().size() * RECORD_BYTES / 4;
    }

    private static int of(Person person) {
        var away = person.away();
        return 2 * RECORD_BYTES + of(person.realName()) + (away == null ? 0 : of(away));
    }

    private static int of(Tags tags) {
        var bytes = 0;
        for (var tag : tags) {
            bytes += of(tag.getKey()) + of(tag.getValue());
        }
        return bytes;
    }

    private static int of(String text) {
        return MAX_BYTES_PER_CHAR * text.length();
    }

    /** Cuts a list into runs, each of which a message can hold; one that is too heavy by itself is a run of its own. */
    static <T> List<List<T>> cut(List<T> all, ToIntFunction<T> weigh) {
        var runs = new ArrayList<List<T>>(1);
        var from = 0;
        var bytes = 0;
        for (var i = 0; i < all.size(); i++) {
            var weight = weigh.applyAsInt(all.get(i));
            if (bytes + weight > MAX_MESSAGE_BYTES && i > from) {
                runs.add(all.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += weight;
        }
        runs.add(from == 0 ? all : all.subList(from, all.size()));
        return runs;
    }
}
