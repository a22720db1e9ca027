package chat.parley.client.model;

import java.util.Set;

/**
 * What a person chose, as far as it decides what happens and not how that looks.
 *
 * @param highlightWords that ring like one's own name; whole words, however they are written
 * @param mutedRooms that never ring, by name
 * @param sharesTyping whether others are told that one is typing, where the server passes that on (IRCv3 typing)
 * @param measuresLatency whether the server is asked now and then how long it takes to answer
 * @param readsHistory whether a room's history is fetched when one comes into it
 */
public record Preferences(
        Set<String> highlightWords,
        Set<String> mutedRooms,
        boolean sharesTyping,
        boolean measuresLatency,
        boolean readsHistory) {
    /** For lines in and out: nothing is sent that was not asked for. */
    public static final Preferences PLAIN = new Preferences(Set.of(), Set.of(), false, false, false);

    /** For the full screen. */
    public static final Preferences FULL = new Preferences(Set.of(), Set.of(), true, true, true);

    public Preferences {
        highlightWords = Set.copyOf(highlightWords);
        mutedRooms = Set.copyOf(mutedRooms);
    }
}
