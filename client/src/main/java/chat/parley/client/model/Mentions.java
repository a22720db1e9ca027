package chat.parley.client.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether a text is meant for its reader: it has their nick or one of their words as a word of its own. */
final class Mentions {
    private static final String LETTER = "[\\p{L}\\p{N}_\\-\\[\\]\\\\`^{|}]";
    private static final int PATTERNS_LIMIT = 256;

    private final State state;

    /** Patterns by word; forgotten when one has had very many nicks. */
    private final Map<String, Pattern> patterns = new LinkedHashMap<>();

    Mentions(State state) {
        this.state = state;
    }

    boolean isMentioned(String text) {
        return has(text, state.nick)
                || state.preferences.highlightWords().stream().anyMatch(word -> has(text, word));
    }

    private boolean has(String text, String word) {
        if (patterns.size() > PATTERNS_LIMIT) {
            patterns.clear();
        }
        return patterns.computeIfAbsent(word, Mentions::pattern).matcher(text).find();
    }

    private static Pattern pattern(String word) {
        return Pattern.compile(
                "(?<!" + LETTER + ")" + Pattern.quote(word) + "(?!" + LETTER + ")",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
