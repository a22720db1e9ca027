package chat.parley.client.screen;

import java.util.List;

/**
 * What keys do beyond editing, with their names for a configuration and what is pressed by default, as the line editor
 * writes it: {@code ^X} is Ctrl-X, {@code \e} is Escape or Alt.
 */
public enum Keys {
    NEXT_NEWS("next-news", "to the next mention, or else to what is unread", "\\ea"),
    NEXT_ROOM("next-room", "to the next conversation of the list", "\\e[1;3B", "\\e[17~", "\\e[1;5B"),
    PREVIOUS_ROOM("previous-room", "to the one before", "\\e[1;3A", "\\e[15~", "\\e[1;5A"),
    SCROLL_UP("scroll-up", "a page back", "\\e[5~"),
    SCROLL_DOWN("scroll-down", "a page forward", "\\e[6~"),
    SCROLL_TO_BEGIN("scroll-to-begin", "to the oldest that is here", "\\e[1;5H"),
    SCROLL_TO_END("scroll-to-end", "to the newest", "\\e[1;5F"),
    UNREAD_LINE("unread-line", "to the first that is unread", "\\eo"),
    TOGGLE_ROOMS("toggle-rooms", "show or hide the list of conversations", "\\e[18~"),
    TOGGLE_PEOPLE("toggle-people", "show or hide the list of people", "\\e[19~"),
    COMPLETE("complete", "complete a name, a room, a command or an emoji", "^I"),
    COMPLETE_BACK("complete-back", "the one before", "\\e[Z"),
    NEW_LINE("new-line", "begin another line of the same message", "\\e^M", "\\e^J"),
    OPEN_EDITOR("open-editor", "write in $VISUAL or $EDITOR", "^X^E"),
    REDRAW("redraw", "draw the screen anew", "^L");

    private final String widget;
    private final String description;
    private final String sequences;

    Keys(String widget, String description, String... sequences) {
        this.widget = widget;
        this.description = description;
        this.sequences = String.join(" ", sequences);
    }

    /** Its name in a configuration. */
    public String widget() {
        return widget;
    }

    public String description() {
        return description;
    }

    /** What is pressed by default. */
    public List<String> sequences() {
        return List.of(sequences.split(" ", -1));
    }
}
