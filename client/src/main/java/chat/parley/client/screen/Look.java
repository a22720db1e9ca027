package chat.parley.client.screen;

import chat.parley.client.view.Theme;
import java.util.Map;

/**
 * What a person chose about the screen.
 *
 * @param showsFormatting whether the bold text and the colours that others write are shown; else they are left out
 * @param showsRooms whether the list of rooms is there, where there is space for it
 * @param showsPeople whether the list of people is there, where there is space for it
 * @param keys more keys: what is pressed, such as {@code ^X^N}, {@code \ep} or {@code \e[15~}, and the name of what it does,
 *     one of {@link Keys} or of the line editor's own
 */
public record Look(
        Theme theme, boolean showsFormatting, boolean showsRooms, boolean showsPeople, Map<String, String> keys) {
    public static final Look DEFAULT = new Look(Theme.DARK, true, true, true, Map.of());

    public Look {
        keys = Map.copyOf(keys);
    }

    /** The same in other colours. */
    public Look with(Theme other) {
        return new Look(other, showsFormatting, showsRooms, showsPeople, keys);
    }

    /** The same with the list of rooms or without. */
    Look withRooms(boolean shown) {
        return new Look(theme, showsFormatting, shown, showsPeople, keys);
    }

    /** The same with the list of people or without. */
    Look withPeople(boolean shown) {
        return new Look(theme, showsFormatting, showsRooms, shown, keys);
    }
}
