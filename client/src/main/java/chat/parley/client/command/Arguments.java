package chat.parley.client.command;

import org.jspecify.annotations.Nullable;

/** What was typed after the command's name, taken apart from the left. */
final class Arguments {
    // Mutable state
    private String rest;

    Arguments(String text) {
        this.rest = text.strip();
    }

    boolean isEmpty() {
        return rest.isEmpty();
    }

    /** The next word, or null when there is none. */
    @Nullable
    String word() {
        if (rest.isEmpty()) {
            return null;
        }
        int space = rest.indexOf(' ');
        String word = space < 0 ? rest : rest.substring(0, space);
        rest = space < 0 ? "" : rest.substring(space).strip();
        return word;
    }

    /** Everything that is left, or null when nothing is. */
    @Nullable
    String rest() {
        String all = rest;
        rest = "";
        return all.isEmpty() ? null : all;
    }
}
