package chat.parley.node.room;

import chat.parley.node.person.PersonId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Writes a room's events to this node's members: each event is encoded once per kind of receiver, and the events of one burst leave as one array
 * that all receivers of a kind share. Whoever speaks within a burst gets their own copies in the places of their own lines, after everybody else
 * has theirs, and is then told which of their requests are done.
 *
 * <p>Used by one replica's actor only.
 */
final class FanOut {
    /** A burst is written when it has grown to this, even if more is waiting. */
    static final int MAX_BURST_BYTES = 32 * 1024;

    /** The same for own copies: those of one's own JOIN have the names of all. */
    static final int MAX_OWN_BYTES = 1024 * 1024;

    private final RoomKey room;

    // Mutable state
    private final Map<RoomEncoder, Kind> kinds = new LinkedHashMap<>();
    private final Map<PersonId, Seat> seats = new HashMap<>();
    private final List<Line> burst = new ArrayList<>();
    private final Map<PersonId, Speaker> speakers = new LinkedHashMap<>();
    private final List<Seat> newcomers = new ArrayList<>();
    private int burstBytes;
    private int ownBytes;

    FanOut(RoomKey room) {
        this.room = room;
    }

    /**
     * From the next event on this receiver is written to, also within a burst: thousands who come at once cost the others one write. Where they have a
     * seat the burst must have been flushed.
     */
    void seat(Receiver receiver) {
        unseat(receiver.id());
        var kind = kinds.computeIfAbsent(receiver.encoder().forOthers(), Kind::new);
        kind.isShownNothingBefore(burst.size());
        var seat = kind.add(receiver, burst.size());
        seats.put(receiver.id(), seat);
        if (!burst.isEmpty()) {
            newcomers.add(seat);
        }
    }

    /** From now on this receiver is no longer written to. The burst must have been flushed. */
    void unseat(PersonId id) {
        var seat = seats.remove(id);
        if (seat != null && seat.kind.remove(seat)) {
            kinds.remove(seat.kind.encoder);
        }
    }

    Collection<PersonId> seated() {
        return seats.keySet();
    }

    boolean isSeated(PersonId id) {
        return seats.containsKey(id);
    }

    /**
     * Adds an event to the burst.
     *
     * @param speaker its author, where they are on this node; they need not be seated
     */
    void add(Entry entry, RoomView view, @Nullable Receiver speaker) {
        if (speaker == null && kinds.isEmpty()) {
            return;
        }
        for (var kind : kinds.values()) {
            kind.shown.add(kind.encoder.shown(entry, view));
        }
        var own = ByteString.emptyByteString();
        if (speaker != null) {
            own = speaker.encoder().own(entry, view);
            var known = speakers.computeIfAbsent(speaker.id(), id -> new Speaker(speaker));
            if (entry.request() > 0) {
                known.done(entry);
            }
        }
        burst.add(new Line(speaker == null ? null : speaker.id(), own));
        burstBytes += largestOfLast();
        ownBytes += own.size();
    }

    /** Writes an event to those alone who may hear it; it shares no burst. */
    void addFor(Predicate<PersonId> mayHear, Entry entry, RoomView view, @Nullable Receiver speaker) {
        flush();
        for (var kind : kinds.values()) {
            var bytes = kind.encoder.shown(entry, view);
            kind.seats.forEach(seat -> {
                if (mayHear.test(seat.receiver.id())
                        && (speaker == null || !seat.receiver.id().equals(speaker.id()))) {
                    write(seat.receiver, bytes);
                }
            });
        }
        if (speaker != null) {
            write(speaker, speaker.encoder().own(entry, view));
            speaker.user().tell(new RoomAnswer.Done(room, entry.request(), entry.request(), entry.seq()));
        }
    }

    boolean isEmpty() {
        return burst.isEmpty();
    }

    boolean isFull() {
        return burstBytes >= MAX_BURST_BYTES || ownBytes >= MAX_OWN_BYTES;
    }

    /** Writes the burst: to all who only listen, then to those who spoke; then tells these that they are done. */
    void flush() {
        if (burst.isEmpty()) {
            return;
        }
        kinds.values().forEach(this::writeToListeners);
        speakers.values().forEach(speaker -> write(speaker.receiver, ownCopy(speaker.receiver)));
        kinds.values().forEach(kind -> kind.shown.clear());
        newcomers.forEach(seat -> seat.from = 0);
        newcomers.clear();
        burst.clear();
        burstBytes = 0;
        ownBytes = 0;
        speakers.values().forEach(this::tellDone);
        speakers.clear();
    }

    private void writeToListeners(Kind kind) {
        var bytes = concat(kind.shown);
        if (bytes.isEmpty()) {
            return;
        }
        var listenersOnly = speakers.isEmpty();
        for (var seat : kind.seats) {
            if (listenersOnly || !speakers.containsKey(seat.receiver.id())) {
                write(seat.receiver, seat.from == 0 ? bytes : concat(kind.shown.subList(seat.from, burst.size())));
            }
        }
    }

    /** What a speaker sees of the burst: the others' lines if they are seated, and their own copies in their places. */
    private ByteString ownCopy(Receiver speaker) {
        var seat = seats.get(speaker.id());
        var frames = new ArrayList<ByteString>(burst.size());
        for (var i = 0; i < burst.size(); i++) {
            var line = burst.get(i);
            if (speaker.id().equals(line.speaker)) {
                frames.add(line.own);
            } else if (seat != null && i >= seat.from) {
                frames.add(seat.kind.shown.get(i));
            }
        }
        return concat(frames);
    }

    private void tellDone(Speaker speaker) {
        speaker.done.forEach(speaker.receiver.user()::tell);
    }

    private int largestOfLast() {
        var largest = 0;
        for (var kind : kinds.values()) {
            largest = Math.max(largest, kind.shown.get(kind.shown.size() - 1).size());
        }
        return largest;
    }

    private static void write(Receiver receiver, ByteString bytes) {
        if (!bytes.isEmpty()) {
            receiver.outbound().deliver(bytes);
        }
    }

    private static ByteString concat(List<ByteString> frames) {
        if (frames.size() == 1) {
            return frames.get(0);
        }
        var length = 0;
        for (var frame : frames) {
            length += frame.size();
        }
        var bytes = new byte[length];
        var offset = 0;
        for (var frame : frames) {
            frame.copyToArray(bytes, offset, frame.size());
            offset += frame.size();
        }
        return ByteString.fromArrayUnsafe(bytes);
    }

    /** One event of a burst: who of this node said it, and their own copy. */
    private record Line(@Nullable PersonId speaker, ByteString own) {}

    /** Who speaks in this burst, and which of their requests it does: runs without gaps, most often one. */
    private final class Speaker {
        private final Receiver receiver;
        private final List<RoomAnswer.Done> done = new ArrayList<>(1);

        Speaker(Receiver receiver) {
            this.receiver = receiver;
        }

        void done(Entry entry) {
            var last = done.size() - 1;
            if (last >= 0 && done.get(last).to() + 1 == entry.request()) {
                done.set(last, new RoomAnswer.Done(room, done.get(last).from(), entry.request(), entry.seq()));
            } else {
                done.add(new RoomAnswer.Done(room, entry.request(), entry.request(), entry.seq()));
            }
        }
    }

    /** All receivers who are shown the same, and the burst as they see it. */
    private static final class Kind {
        private final RoomEncoder encoder;
        private final ArrayList<Seat> seats = new ArrayList<>();
        private final List<ByteString> shown = new ArrayList<>();

        Kind(RoomEncoder encoder) {
            this.encoder = encoder;
        }

        /** A kind that comes within a burst has not seen the lines before. */
        void isShownNothingBefore(int lines) {
            while (shown.size() < lines) {
                shown.add(ByteString.emptyByteString());
            }
        }

        Seat add(Receiver receiver, int from) {
            var seat = new Seat(this, receiver, seats.size(), from);
            seats.add(seat);
            return seat;
        }

        /** Puts the last one into the gap. Whether nobody is left. */
        boolean remove(Seat seat) {
            var last = seats.remove(seats.size() - 1);
            if (last != seat) {
                seats.set(seat.place, last);
                last.place = seat.place;
            }
            return seats.isEmpty();
        }
    }

    private static final class Seat {
        private final Kind kind;
        private final Receiver receiver;
        private int place;
        /** The first line of the burst that they are shown. */
        private int from;

        Seat(Kind kind, Receiver receiver, int place, int from) {
            this.kind = kind;
            this.receiver = receiver;
            this.place = place;
            this.from = from;
        }
    }
}
