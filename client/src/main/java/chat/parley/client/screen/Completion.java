package chat.parley.client.screen;

import chat.parley.client.screen.Suggesting.Suggestion;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** A word that goes through what it could become, and back to what was typed. Immutable. */
final class Completion {
    static final Completion NONE = new Completion("", "", "", List.of(), -1);

    private static final int SHOWN = 12;

    private final String before;
    private final String word;
    private final String after;
    private final List<Suggestion> suggestions;
    private final int chosen;

    private Completion(String before, String word, String after, List<Suggestion> suggestions, int chosen) {
        this.before = before;
        this.word = word;
        this.after = after;
        this.suggestions = suggestions;
        this.chosen = chosen;
    }

    static Completion begin(String text, int cursor, List<Suggestion> suggestions) {
        int start = wordStart(text, cursor);
        return new Completion(
                text.substring(0, start),
                text.substring(start, cursor),
                text.substring(cursor),
                List.copyOf(suggestions),
                -1);
    }

    static int wordStart(String text, int cursor) {
        int start = cursor;
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** The next suggestion, or the one before; around the end. */
    Completion step(int step) {
        if (suggestions.isEmpty()) {
            return this;
        }
        int first = step > 0 ? 0 : suggestions.size() - 1;
        int next = chosen < 0 ? first : Math.floorMod(chosen + step, suggestions.size());
        return new Completion(before, word, after, suggestions, next);
    }

    String text() {
        return before + value() + after;
    }

    int cursor() {
        return before.length() + value().length();
    }

    private String value() {
        return chosen < 0 ? word : suggestions.get(chosen).value();
    }

    /** Whether this is what was made of it last, so that the next step goes on from there. */
    boolean isOf(String text, int cursor) {
        return chosen >= 0 && cursor == cursor() && text.equals(text());
    }

    /** The suggestions around the chosen one; nothing where there is no choice. */
    List<AttributedString> help() {
        if (suggestions.size() < 2) {
            return List.of();
        }
        int first = Math.max(0, Math.min(chosen - SHOWN / 2, suggestions.size() - SHOWN));
        List<Suggestion> shown =
                new ArrayList<>(suggestions.subList(first, Math.min(suggestions.size(), first + SHOWN)));
        AttributedStringBuilder row = new AttributedStringBuilder().append(first > 0 ? " … " : " ");
        for (int i = 0; i < shown.size(); i++) {
            boolean isChosen = first + i == chosen;
            row.append(
                    " " + shown.get(i).shown() + " ",
                    isChosen ? AttributedStyle.DEFAULT.inverse() : AttributedStyle.DEFAULT);
        }
        row.append(first + shown.size() < suggestions.size() ? " …" : "");
        return List.of(row.toAttributedString());
    }
}
