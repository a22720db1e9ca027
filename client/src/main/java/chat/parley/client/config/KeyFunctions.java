package chat.parley.client.config;

import chat.parley.client.screen.Keys;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a key can do, by name: the screen's own functions, and those of the line editor that one may want elsewhere. */
final class KeyFunctions {
    private static final List<String> EDITOR = List.of(
            "accept-line",
            "backward-char",
            "backward-delete-char",
            "backward-kill-line",
            "backward-kill-word",
            "backward-word",
            "beginning-of-line",
            "capitalize-word",
            "delete-char",
            "down-case-word",
            "end-of-line",
            "forward-char",
            "forward-word",
            "history-search-backward",
            "history-search-forward",
            "kill-line",
            "kill-whole-line",
            "kill-word",
            "redo",
            "transpose-chars",
            "transpose-words",
            "undo",
            "up-case-word",
            "up-line-or-history",
            "down-line-or-history",
            "yank",
            "yank-pop");

    private KeyFunctions() {}

    static boolean exists(String name) {
        return names().contains(name);
    }

    static List<String> names() {
        return Stream.concat(Arrays.stream(Keys.values()).map(Keys::widget), EDITOR.stream())
                .toList();
    }
}
