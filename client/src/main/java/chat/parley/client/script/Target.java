package chat.parley.client.script;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where a script says something: a room, whose {@code #} may be left out (a shell takes it for a comment), or {@code @NICK}. */
final class Target {
    private static final List<String> NEVER = List.of(" ", ",", "\n", "\r", "\0", "\u0007");

    private Target() {}

    /** The room or the nick that is meant.
     *
     * @throws IllegalArgumentException saying what would be right */
    static String parse(String text) {
        boolean isPerson = text.startsWith("@");
        String target = isPerson ? text.substring(1) : isRoom(text) ? text : "#" + text;
        if (target.length() < (isPerson ? 1 : 2) || NEVER.stream().anyMatch(target::contains)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither a room such as ops nor a person such as @ann");
        }
        return target;
    }

    /** The same where only a room will do. */
    static String parseRoom(String text) {
        String target = parse(text);
        if (!isRoom(target)) {
            throw new IllegalArgumentException("'" + text + "' is no room: give one such as ops");
        }
        return target;
    }

    static boolean isRoom(String target) {
        return !target.isEmpty() && "#&+!".indexOf(target.charAt(0)) >= 0;
    }

    /** What of a line can be said: half a surrogate pair becomes a question mark, what no message can hold is left out. */
    static String sayable(String line) {
        String whole = new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return whole.replaceAll("[\r\n\0]", "").stripTrailing();
    }
}
