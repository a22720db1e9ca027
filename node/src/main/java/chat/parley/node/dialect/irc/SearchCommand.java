package chat.parley.node.dialect.irc;

import static chat.parley.wire.Numeric.ERR_UNKNOWNCOMMAND;

import chat.parley.node.room.RoomMatches;
import chat.parley.wire.RoomName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Looking for what was said (the extension {@code soju.im/search}, as there is no draft of IRCv3 for it), in the rooms that somebody is in: one
 * after the other, and of all together those that are nearest to where the search begins.
 */
final class SearchCommand {
    static final List<Command> ALL = List.of(Command.of(
                    "SEARCH",
                    "SEARCH <text=...;in=<room>;from=<name>;after=<time>;before=<time>;limit=<number>;"
                            + SearchWish.CONTEXT + "=<lines>>",
                    "Look for what was said",
                    SearchCommand::search)
            .costs(4));

    private static final String BATCH_TYPE = "soju.im/search";

    private final Call call;
    private final SearchWish wish;
    private final List<SearchMatch> matches = new ArrayList<>();

    // Mutable state
    private long behind;

    private SearchCommand(Call call, SearchWish wish) {
        this.call = call;
        this.wish = wish;
    }

    /** Only for those who have negotiated it (search, Implementation). */
    private static void search(Call call) {
        if (!call.has(Capability.SEARCH)) {
            call.numeric(ERR_UNKNOWNCOMMAND, call.command(), "SEARCH needs the capability soju.im/search");
            return;
        }
        try {
            var wish = SearchWish.read(call);
            new SearchCommand(call, wish).look(wish.rooms().iterator());
        } catch (HistoryFault fault) {
            fault.write(call);
        }
    }

    private void look(Iterator<RoomName> rooms) {
        if (!rooms.hasNext()) {
            tell();
            return;
        }
        call.exchange().search(rooms.next(), wish.query(), call.then((Optional<RoomMatches> found) -> {
            if (found.isEmpty()) {
                call.fail(
                        "INTERNAL_ERROR",
                        List.of(),
                        "The search could not be run: the history does not answer, try again");
            } else {
                note(found.get());
                look(rooms);
            }
        }));
    }

    private void note(RoomMatches found) {
        behind += found.behind();
        found.page().entries().forEach(entry -> matches.add(SearchMatch.of(found.page(), entry)));
    }

    /** In the order of time; of one room, in its own order. */
    private void tell() {
        matches.sort(Comparator.comparingLong(match -> match.entry().timeMillis()));
        var limit = Math.min(wish.query().page().limit(), matches.size());
        var some = wish.query().page().newest()
                ? matches.subList(matches.size() - limit, matches.size())
                : matches.subList(0, limit);
        new SearchContext(call, wish.context()).of(some, shown -> call.batch(BATCH_TYPE, List.of(), pieces(shown)));
    }

    private Iterator<byte[]> pieces(List<SearchMatch> some) {
        var pieces = new ArrayList<byte[]>();
        if (behind > 0) {
            pieces.add(noteOfHowFar());
        }
        some.forEach(match ->
                pieces.add(match.lines(call.server().name(), call.dialect().capabilities())));
        return pieces.iterator();
    }

    private byte[] noteOfHowFar() {
        var lines = new Replies(call.server().name(), call.replies().client());
        StandardReply.NOTE.write(
                lines,
                call.dialect().capabilities(),
                "SEARCH",
                "BEHIND",
                List.of(Long.toString(behind)),
                "The last " + behind + " events of the rooms cannot be found yet: try again in a moment");
        return lines.take();
    }
}
