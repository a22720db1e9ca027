package chat.parley.node.room;

import chat.parley.wire.Nick;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a room somebody looks for.
 *
 * @param text words that must all be in the message, in any order and whatever their case; none: every message matches
 * @param from who has said it; {@code null}: anybody
 * @param page where, and how many
 */
public record TextQuery(String text, @Nullable Nick from, HistoryQuery page) {
    /** The words: what stands between the characters that are neither letters nor digits. At most 32 of them. */
    public Set<String> words() {
        return wordsOf(text, 32);
    }

    public TextQuery withPage(HistoryQuery other) {
        return new TextQuery(text, from, other);
    }

    /** The matches where all events are at hand, in the room's order. */
    public List<Entry> of(List<Entry> entries) {
        var words = words();
        return page.of(
                entries.stream().filter(entry -> matches(entry.event(), words)).toList());
    }

    private boolean matches(RoomEvent event, Set<String> words) {
        return event instanceof RoomEvent.Said said
                && (from == null || from.equals(said.author().nick()))
                && wordsOf(said.text(), Integer.MAX_VALUE).containsAll(words);
    }

    private static Set<String> wordsOf(String text, int limit) {
        var words = new LinkedHashSet<String>();
        for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}\\p{M}\\p{Co}]+", -1)) {
            if (!word.isEmpty() && words.size() < limit) {
                words.add(word);
            }
        }
        return words;
    }
}
