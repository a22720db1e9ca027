package chat.parley.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A history, filed by session and by message. */
final class Ledger {
    /** Later than everything. */
    static final long NEVER = Long.MAX_VALUE;

    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final List<Event.Fault> faults = new ArrayList<>();
    private final List<Event> events;
    private final boolean stored;
    private long settledMicros = NEVER;
    private long writingEndedMicros = NEVER;

    Ledger(List<Event> events) {
        this.events = List.copyOf(events);
        this.stored = all(Event.Began.class).stream().anyMatch(Event.Began::stored);
        // Faults and sent texts first: what depends on them may stand before them in the history by a hair.
        all(Event.Connected.class).forEach(e -> sessions.put(e.session(), new Session(e)));
        all(Event.Sent.class).forEach(e -> messages.put(e.text(), new Message(e, session(e.session()))));
        all(Event.Fault.class).forEach(faults::add);
        all(Event.NotDone.class).forEach(this::forget);
        all(Event.Settled.class).forEach(e -> settledMicros = e.atMicros());
        all(Event.WritingEnded.class).forEach(e -> writingEndedMicros = e.atMicros());
        all(Event.Joined.class).forEach(e -> session(e.session()).joined.putIfAbsent(e.room(), e.atMicros()));
        all(Event.Leaving.class).forEach(e -> session(e.session()).leave(e.atMicros()));
        all(Event.Ended.class).forEach(e -> session(e.session()).leave(e.atMicros()));
        faults.forEach(fault -> sessions.values().forEach(session -> session.strike(fault)));
        all(Event.Heard.class).forEach(this::hear);
    }

    /** Events of one kind, in the order of the history. */
    <E extends Event> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    Collection<Session> sessions() {
        return sessions.values();
    }

    Collection<Message> messages() {
        return messages.values();
    }

    @Nullable
    Message message(String text) {
        return messages.get(text);
    }

    Session session(String name) {
        return Objects.requireNonNull(sessions.get(name), () -> "The history has no Connected of session " + name);
    }

    List<Event.Fault> faults() {
        return faults;
    }

    /** Whether what was heard by anybody must not be lost, whatever happens to nodes. */
    boolean isStored() {
        return stored;
    }

    long settledMicros() {
        return settledMicros;
    }

    /** When the writers ended; for a history that was cut off, never. */
    long writingEndedMicros() {
        return writingEndedMicros;
    }

    private void forget(Event.NotDone undone) {
        faults.stream()
                .filter(fault -> fault.kind() == undone.kind()
                        && fault.node() == undone.node()
                        && fault.atMicros() <= undone.atMicros())
                .reduce((one, later) -> later)
                .ifPresent(faults::remove);
    }

    private void hear(Event.Heard heard) {
        Message message = messages.get(heard.text());
        if (message != null) {
            Hearing hearing = new Hearing(session(heard.session()), message, heard.atMicros(), stored);
            message.hearings.add(hearing);
            hearing.session()
                    .heard
                    .computeIfAbsent(heard.room(), room -> new ArrayList<>())
                    .add(hearing);
        }
    }

    /** One connection of one person. */
    static final class Session {
        private final Event.Connected connected;
        private final Map<String, Long> joined = new HashMap<>();
        private final Map<String, List<Hearing>> heard = new HashMap<>();
        private long endMicros = NEVER;
        private Event.@Nullable Fault struck;

        private Session(Event.Connected connected) {
            this.connected = connected;
        }

        String name() {
            return connected.session();
        }

        String person() {
            return connected.person();
        }

        int node() {
            return connected.node();
        }

        long connectedMicros() {
            return connected.atMicros();
        }

        Collection<String> rooms() {
            return joined.keySet();
        }

        long joinedMicros(String room) {
            return joined.getOrDefault(room, NEVER);
        }

        /** When it left, was struck or was cut off, whatever came first. */
        long endMicros() {
            return endMicros;
        }

        /** The fault that its node suffered while it lived. */
        Event.@Nullable Fault struck() {
            return struck;
        }

        /** Whether it was in the room from before this time to the end. */
        boolean isThereThroughout(String room, long fromMicros) {
            return joinedMicros(room) < fromMicros && endMicros == NEVER;
        }

        /** What it heard in a room, in that order. */
        List<Hearing> heard(String room) {
            return heard.getOrDefault(room, List.of());
        }

        private void leave(long atMicros) {
            endMicros = Math.min(endMicros, atMicros);
        }

        private void strike(Event.Fault fault) {
            if (fault.node() == node() && fault.atMicros() > connectedMicros() && fault.atMicros() < endMicros) {
                struck = fault;
                endMicros = fault.atMicros();
            }
        }

        @Override
        public String toString() {
            return name() + " on node " + node();
        }
    }

    /** A text that was sent once. */
    static final class Message {
        private final Event.Sent sent;
        private final Session author;
        private final List<Hearing> hearings = new ArrayList<>();

        private Message(Event.Sent sent, Session author) {
            this.sent = sent;
            this.author = author;
        }

        String text() {
            return sent.text();
        }

        String room() {
            return sent.room();
        }

        long sentMicros() {
            return sent.atMicros();
        }

        Session author() {
            return author;
        }

        List<Hearing> hearings() {
            return hearings;
        }

        boolean isHeardBy(Session session) {
            return hearings.stream().anyMatch(hearing -> hearing.session() == session);
        }

        /**
         * Whether everybody must hear it. Somebody has heard it (its author, by that, has it acknowledged), and at least one who did was not
         * struck in the same moment, or was struck on a node that did not hold the room.
         */
        boolean isKept() {
            return hearings.stream().anyMatch(hearing -> hearing.isSure() || !hearing.atHolder());
        }

        @Override
        public String toString() {
            return text() + " in " + room();
        }
    }

    /** A message as one connection got it. */
    record Hearing(Session session, Message message, long atMicros, boolean stored) {
        /**
         * Unsure is what a connection got in the last moment before its node was struck without warning, what such a node still gives out of
         * messages from before when it is thawed, and all that is said on a node that is cut off: with the log in memory, it may have been on no
         * other node. With a store everything is sure.
         */
        boolean isSure() {
            Event.Fault struck = session.struck();
            if (stored
                    || struck == null
                    || !struck.kind().isSudden()
                    || atMicros < struck.atMicros() - Verdict.LAST_MOMENT_MICROS) {
                return true;
            }
            return struck.kind() != FaultKind.SPLIT && message.sentMicros() >= struck.atMicros();
        }

        /** Whether the node that was struck held the room then; also where that is not known. */
        boolean atHolder() {
            Event.Fault struck = session.struck();
            return struck != null
                    && (struck.heldRooms() == null || struck.heldRooms().contains(message.room()));
        }
    }
}
