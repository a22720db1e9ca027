package chat.parley.node.dialect.irc;

import chat.parley.node.room.Entry;
import chat.parley.node.room.HistoryBound;
import chat.parley.node.room.HistoryKinds;
import chat.parley.node.room.HistoryQuery;
import chat.parley.node.room.HistoryRequest;
import chat.parley.node.room.RoomHistory;
import chat.parley.node.room.RoomKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What was said around the matches of a search, read as every page of history is. Each message is shown once, and those of one room in their order,
 * however close its matches are.
 */
final class SearchContext {
    private final Call call;
    private final int lines;
    private final List<SearchMatch> shown = new ArrayList<>();
    private final Map<RoomKey, Long> lastShown = new HashMap<>();

    /** @param lines before each match, and after it; 0 for the matches alone */
    SearchContext(Call call, int lines) {
        this.call = call;
        this.lines = lines;
    }

    /** @param matches those of one room in its order */
    void of(List<SearchMatch> matches, Consumer<List<SearchMatch>> then) {
        if (lines == 0) {
            then.accept(matches);
        } else {
            next(matches, 0, then);
        }
    }

    private void next(List<SearchMatch> matches, int index, Consumer<List<SearchMatch>> then) {
        if (index == matches.size()) {
            then.accept(shown);
            return;
        }
        var match = matches.get(index);
        var at = new HistoryBound.At(match.entry().seq());
        var since = new HistoryBound.At(lastShown.getOrDefault(match.room(), 0L));
        read(match, page(since, at, true), before -> {
            show(match, before);
            shown.add(match);
            read(match, page(at, nextOf(match.room(), matches, index), false), after -> {
                show(match, after);
                lastShown.put(match.room(), shown.get(shown.size() - 1).entry().seq());
                next(matches, index + 1, then);
            });
        });
    }

    private HistoryQuery page(HistoryBound after, HistoryBound before, boolean newest) {
        return new HistoryQuery(after, before, HistoryKinds.MESSAGES, newest, lines);
    }

    private static HistoryBound nextOf(RoomKey room, List<SearchMatch> matches, int index) {
        return matches.subList(index + 1, matches.size()).stream()
                .filter(match -> match.room().equals(room))
                .findFirst()
                .<HistoryBound>map(match -> new HistoryBound.At(match.entry().seq()))
                .orElse(HistoryBound.END);
    }

    private void show(SearchMatch match, List<Entry> besides) {
        besides.forEach(entry -> shown.add(match.besides(entry)));
    }

    /** Where the history does not answer the match stands alone. */
    private void read(SearchMatch match, HistoryQuery query, Consumer<List<Entry>> then) {
        if (!(match.room() instanceof RoomKey.Named named)) {
            then.accept(List.of());
            return;
        }
        call.exchange()
                .history(
                        named.name(),
                        new HistoryRequest(query, List.of()),
                        call.then((RoomHistory history) ->
                                then.accept(history instanceof RoomHistory.Page page ? page.entries() : List.of())));
    }
}
