package chat.parley.client.screen;

import java.util.List;

/** Finds what the word before the cursor could become. */
@FunctionalInterface
interface Suggesting {
    /**
     * What may stand in the place of a word.
     *
     * @param value what is put there, with the space or the colon that follows
     * @param shown what a list shows
     */
    record Suggestion(String value, String shown) {}

    List<Suggestion> suggest(String text, int cursor);
}
