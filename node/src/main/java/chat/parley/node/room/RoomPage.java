package chat.parley.node.room;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a room's state on its way between nodes: at most 64 KiB, except for a first page with very long lists of masks.
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

    /** Cuts a room's state into pages. */
    static List<RoomPage> of(RoomState state, RequestTable requests, List<Entry> tail) {
        var cutter = new Cutter(state.settings());
        state.allMembers().forEach(cutter::add);
        requests.marks().forEach(cutter::add);
        tail.forEach(cutter::add);
        return cutter.finish();
    }

    /**
     * The same state with the room's newest events, of which the last tells where its time goes on.
     *
     * @param pages all of a state's, without events
     */
    static List<RoomPage> withTail(List<RoomPage> pages, List<Entry> newest) {
        var all = new ArrayList<>(pages.subList(0, pages.size() - 1));
        var end = pages.get(pages.size() - 1);
        if (newest.size() <= 1) {
            all.add(new RoomPage(end.number, true, end.settings, end.members, end.requests, newest));
            return all;
        }
        all.add(new RoomPage(end.number, false, end.settings, end.members, end.requests, List.of()));
        var runs = Weight.cut(newest, Weight::of);
        runs.forEach(run -> all.add(new RoomPage(
                all.size(),
                all.size() == pages.size() + runs.size() - 1,
                null,
                List.of(),
                List.of(),
                List.copyOf(run))));
        return all;
    }

    /** Fills page after page. */
    private static final class Cutter {
        private final List<RoomPage> pages = new ArrayList<>(1);

        private @Nullable RoomSettings settings;
        private List<Member> members = new ArrayList<>();
        private List<RequestMark> requests = new ArrayList<>();
        private List<Entry> tail = new ArrayList<>();
        private int bytes;

        Cutter(RoomSettings settings) {
            this.settings = settings;
            this.bytes = Weight.of(settings);
        }

        void add(Member member) {
            makeRoom(member, Weight::of);
            members.add(member);
        }

        void add(RequestMark mark) {
            makeRoom(mark, Weight::of);
            requests.add(mark);
        }

        void add(Entry entry) {
            makeRoom(entry, Weight::of);
            tail.add(entry);
        }

        private <T> void makeRoom(T item, ToIntFunction<T> weigh) {
            var weight = weigh.applyAsInt(item);
            if (bytes + weight > Weight.MAX_MESSAGE_BYTES) {
                turn(false);
            }
            bytes += weight;
        }

        private void turn(boolean last) {
            pages.add(new RoomPage(pages.size(), last, settings, members, requests, tail));
            settings = null;
            members = new ArrayList<>();
            requests = new ArrayList<>();
            tail = new ArrayList<>();
            bytes = 0;
        }

        List<RoomPage> finish() {
            turn(true);
            return pages;
        }
    }

    /** Puts pages together again. Used by one actor only. */
    static final class Collector {
        // Mutable state
        private ChatRoom.Progress of = ChatRoom.Progress.NONE;
        private final List<RoomPage> pages = new ArrayList<>();

        /**
         * Takes a page of the state at a place in the order. A first page begins anew; a page out of turn, or of another state, is dropped (its
         * sender is asked again). Whether all are there.
         */
        boolean add(ChatRoom.Progress at, RoomPage page) {
            if (page.number() == 0) {
                pages.clear();
                of = at;
            }
            if (page.number() != pages.size() || !of.equals(at)) {
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
            return RoomState.restored(key, settings, all(RoomPage::members).toList());
        }

        List<RequestMark> requests() {
            return all(RoomPage::requests).toList();
        }

        List<Entry> tail() {
            return all(RoomPage::tail).toList();
        }

        private <T> Stream<T> all(Function<RoomPage, List<T>> part) {
            return pages.stream().flatMap(page -> part.apply(page).stream());
        }
    }
}
