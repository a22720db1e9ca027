package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.RPL_LIST;
import static chat.parley.wire.Numeric.RPL_LISTEND;
import static chat.parley.wire.Numeric.RPL_LISTSTART;

import chat.parley.node.room.RoomSummary;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** LIST (RFC 2812 section 3.2.6; Modern IRC, LIST message and ELIST Parameter). */
final class ListCommand {
    static final List<Command> ALL = List.of(Command.of(
                    "LIST",
                    "LIST [<room or condition>{,<room or condition>}]",
                    "See the rooms; conditions are *mask*, !*mask*, >people, <people, C>minutes, T<minutes",
                    ListCommand::list)
            .costs(4));

    private static final int PIECE_BYTES = 4096;

    private ListCommand() {}

    private static void list(Call call) {
        var filter = ListFilter.parse(call.param(0, ""));
        call.exchange().rooms(call.then((List<RoomSummary> rooms) -> {
            var now = call.server().clock().millis();
            var told = rooms.stream()
                    .filter(room -> !room.secret() || call.session().rooms().containsKey(room.room()))
                    .filter(room -> filter.matches(room, now))
                    .sorted(Comparator.comparing(RoomSummary::room))
                    .toList();
            call.paced(new Pieces(told.iterator()));
        }));
    }

    /** The whole answer, some KiB at a time: however many rooms there are, the send queue is not filled (SAFELIST). */
    private static final class Pieces implements Iterator<Consumer<Replies>> {
        private final Iterator<RoomSummary> rooms;
        private boolean begun;
        private boolean ended;

        Pieces(Iterator<RoomSummary> rooms) {
            this.rooms = rooms;
        }

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public Consumer<Replies> next() {
            if (ended) {
                throw new NoSuchElementException("the list has ended");
            }
            return this::write;
        }

        private void write(Replies replies) {
            if (!begun) {
                begun = true;
                replies.numeric(RPL_LISTSTART, "Channel", "Users  Name");
            }
            while (rooms.hasNext() && replies.sizeBytes() < PIECE_BYTES) {
                var room = rooms.next();
                replies.numeric(RPL_LIST, room.displayName(), Integer.toString(room.people()), room.topic());
            }
            if (!rooms.hasNext()) {
                ended = true;
                replies.numeric(RPL_LISTEND, "End of LIST");
            }
        }
    }
}
