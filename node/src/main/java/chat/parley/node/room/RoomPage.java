package chat.parley.node.room;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a room's state on its way between nodes. A page holds at most {@value #MAX_ITEMS} items, which keeps it below 64 KiB.
 *
 * @param number counts from 0
 * @param settings on the first page only
 */
public record RoomPage(
        int number,
        boolean last,
        @Nullable RoomSettings settings,
        List<Member> members,
        List<RequestMark> requests,
        List<Entry> tail) {
    private static final int MAX_ITEMS = 64;

    /** Cuts a room's state into pages. */
    static List<RoomPage> of(RoomState state, RequestTable requests, List<Entry> tail) {
        var members = List.copyOf(state.allMembers());
        var marks = requests.marks();
        var longest = Math.max(members.size(), Math.max(marks.size(), tail.size()));
        var count = Math.max(1, (longest + MAX_ITEMS - 1) / MAX_ITEMS);
        var pages = new ArrayList<RoomPage>(count);
        for (var number = 0; number < count; number++) {
            pages.add(new RoomPage(
                    number,
                    number == count - 1,
                    number == 0 ? state.settings() : null,
                    slice(members, number),
                    slice(marks, number),
                    slice(tail, number)));
        }
        return pages;
    }

    private static <T> List<T> slice(List<T> all, int number) {
        var from = Math.min(all.size(), number * MAX_ITEMS);
        return List.copyOf(all.subList(from, Math.min(all.size(), from + MAX_ITEMS)));
    }

    /** Puts pages together again. Used by one actor only. */
    static final class Collector {
        // Mutable state
        private final List<RoomPage> pages = new ArrayList<>();

        /** Takes a page; a first page begins anew, a page out of turn is dropped (its sender is asked again). Whether all are there. */
        boolean add(RoomPage page) {
            if (page.number() == 0) {
                pages.clear();
            }
            if (page.number() != pages.size()) {
                return false;
            }
            pages.add(page);
            return page.last();
        }

        RoomState state(RoomKey key) {
            var settings = pages.get(0).settings();
            if (settings == null) {
                throw new IllegalStateException("the first page of " + key + " has no settings");
            }
            return RoomState.restored(
                    key,
                    settings,
                    pages.stream().flatMap(page -> page.members().stream()).toList());
        }

        List<RequestMark> requests() {
            return pages.stream().flatMap(page -> page.requests().stream()).toList();
        }

        List<Entry> tail() {
            return pages.stream().flatMap(page -> page.tail().stream()).toList();
        }
    }
}
