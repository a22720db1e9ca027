package chat.parley.node.user;

import chat.parley.node.room.ChatRoom;
import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.HistoryRequest;
import chat.parley.node.room.MessageLog;
import chat.parley.node.room.RoomHistory;
import chat.parley.node.room.RoomKey;
import chat.parley.node.room.RoomMatches;
import chat.parley.node.room.RoomPast;
import chat.parley.node.room.TextQuery;
import chat.parley.wire.RoomName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads rooms' histories for one user: the node's replica of the room tells whether they may and what it holds, and the log is asked for what lies
 * further back. The room itself is never asked. Used by the user's actor only.
 */
final class Histories {
    /** How often the log is asked again because of lines that this reader is not shown; a page is shorter where that was not enough. */
    private static final int MAX_ROUNDS = 10;

    private final Replicas replicas;
    private final MessageLog log;
    private final Waiting waiting;

    /** The replicas of the rooms that the user is in. */
    interface Replicas {
        boolean isIn(RoomName room);

        /** {@code then} is given {@code null} where no answer came in time. */
        void recall(RoomKey room, Consumer<@Nullable RoomPast> then);
    }

    /** Goes on in the user's actor with what came in time; with nothing otherwise. */
    interface Waiting {
        <T> void await(CompletionStage<T> answer, Consumer<Optional<T>> then);
    }

    Histories(Replicas replicas, MessageLog log, Waiting waiting) {
        this.replicas = replicas;
        this.log = log;
        this.waiting = waiting;
    }

    void read(RoomName room, HistoryRequest request, Consumer<RoomHistory> then) {
        if (!replicas.isIn(room)) {
            then.accept(RoomHistory.Refused.INSTANCE);
            return;
        }
        replicas.recall(RoomKey.of(room), past -> {
            if (past == null) {
                then.accept(RoomHistory.Unavailable.INSTANCE);
            } else if (past.reader() == null) {
                then.accept(RoomHistory.Refused.INSTANCE);
            } else {
                var query = request.beforeJoining() ? request.query().withBefore(past.joining()) : request.query();
                new Reading(past, query, then).check(request.named().iterator());
            }
        });
    }

    /**
     * Looks for messages in a room.
     *
     * @param then is given nothing where the log did not answer in time; nothing found where they may not read
     */
    void search(RoomName room, TextQuery query, Consumer<Optional<RoomMatches>> then) {
        if (!replicas.isIn(room)) {
            then.accept(Optional.of(RoomMatches.none(RoomKey.of(room))));
            return;
        }
        replicas.recall(RoomKey.of(room), past -> {
            if (past == null) {
                then.accept(Optional.empty());
            } else if (past.reader() == null) {
                then.accept(Optional.of(RoomMatches.none(past.room())));
            } else {
                search(past, query.withPage(past.allowed(query.page())), then);
            }
        });
    }

    /** Lines that are not for this reader make the page shorter. */
    private void search(RoomPast past, TextQuery query, Consumer<Optional<RoomMatches>> then) {
        if (log.isShared()) {
            waiting.await(
                    log.search(past.room(), query),
                    found -> then.accept(
                            found.map(some -> RoomMatches.of(past, shown(past, some.entries()), some.behind()))));
        } else {
            then.accept(Optional.of(RoomMatches.of(past, shown(past, query.of(past.newest())), 0)));
        }
    }

    private static List<Entry> shown(RoomPast past, List<Entry> entries) {
        return entries.stream().filter(past::shows).toList();
    }

    /** One page on its way. */
    private final class Reading {
        private final RoomPast past;
        private final Consumer<RoomHistory> then;

        // Mutable state
        private final List<Entry> page = new ArrayList<>();
        private HistoryQuery query;
        private int rounds;

        Reading(RoomPast past, HistoryQuery query, Consumer<RoomHistory> then) {
            this.past = past;
            this.query = past.allowed(query);
            this.then = then;
        }

        /** The events that bound the page must exist, unless they are so old that they are not kept any more. */
        void check(Iterator<ChatRoom.Progress> named) {
            if (!named.hasNext()) {
                next();
                return;
            }
            var place = named.next();
            var held = past.find(place.seq());
            if (held != null || place.seq() > past.seq()) {
                goOn(place, held == null ? List.of() : List.of(held), named);
            } else {
                ask(log.read(past.room(), place.seq(), 1), found -> goOn(place, found, named));
            }
        }

        private void goOn(ChatRoom.Progress place, List<Entry> found, Iterator<ChatRoom.Progress> named) {
            if (isThere(place, found)) {
                check(named);
            } else {
                then.accept(new RoomHistory.NoSuchMessage(place));
            }
        }

        private boolean isThere(ChatRoom.Progress place, List<Entry> found) {
            if (found.isEmpty() || found.get(0).seq() != place.seq()) {
                return place.seq() <= past.seq() && past.sinceMillis() == 0;
            }
            return found.get(0).epoch() == place.epoch() && past.shows(found.get(0));
        }

        private void next() {
            var held = past.page(query);
            if (held != null) {
                take(held);
            } else {
                ask(log.page(past.room(), query), kept -> take(longer(kept, query.of(past.newest()))));
            }
        }

        /** Without a store the log of another node than the room's has nothing. */
        private static List<Entry> longer(List<Entry> kept, List<Entry> held) {
            return kept.size() >= held.size() ? kept : held;
        }

        private void take(List<Entry> found) {
            var shown = found.stream().filter(past::shows).toList();
            page.addAll(query.newest() ? 0 : page.size(), shown);
            var missing = query.limit() - shown.size();
            if (missing == 0 || found.size() < query.limit() || ++rounds == MAX_ROUNDS) {
                then.accept(new RoomHistory.Page(past.room(), past.displayName(), List.copyOf(page)));
            } else {
                query = query.beyond(found).withLimit(missing);
                next();
            }
        }

        private <T> void ask(CompletionStage<T> answer, Consumer<T> next) {
            waiting.await(
                    answer, value -> value.ifPresentOrElse(next, () -> then.accept(RoomHistory.Unavailable.INSTANCE)));
        }
    }
}
