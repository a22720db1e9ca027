package chat.parley.client.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keys as people write them, {@code Ctrl-X Ctrl-N}, {@code Alt-a}, {@code Shift-Tab}, {@code F5}, and as the line editor
 * does: {@code ^X^N}, {@code \ea}, {@code \e[Z}, {@code \e[15~}.
 */
final class KeyNotation {
    private static final Pattern KEY = Pattern.compile("((?:(?:Ctrl|Alt|Shift)-)*)(\\S+)");

    /** xterm's: the number of a key that takes modifiers in its sequence. */
    private static final Map<String, String> NUMBERED = Map.ofEntries(
            Map.entry("Insert", "2"),
            Map.entry("Delete", "3"),
            Map.entry("PageUp", "5"),
            Map.entry("PageDown", "6"),
            Map.entry("F5", "15"),
            Map.entry("F6", "17"),
            Map.entry("F7", "18"),
            Map.entry("F8", "19"),
            Map.entry("F9", "20"),
            Map.entry("F10", "21"),
            Map.entry("F11", "23"),
            Map.entry("F12", "24"));

    private static final Map<String, String> LETTERED =
            Map.of("Up", "A", "Down", "B", "Right", "C", "Left", "D", "Home", "H", "End", "F");

    private static final Map<String, String> FIRST_FUNCTION_KEYS =
            Map.of("F1", "\\eOP", "F2", "\\eOQ", "F3", "\\eOR", "F4", "\\eOS");

    private static final Map<String, String> PLAIN =
            Map.of("Tab", "^I", "Enter", "^M", "Escape", "\\e", "Backspace", "^?", "Space", " ");

    private static final Map<String, String> SHOWN = shown();

    private KeyNotation() {}

    /** As the line editor writes it.
     *
     * @throws IllegalArgumentException saying what would be right */
    static String parse(String keys) {
        return Stream.of(keys.strip().split("\\s+", -1)).map(KeyNotation::key).collect(Collectors.joining());
    }

    private static String key(String text) {
        Matcher parts = KEY.matcher(text);
        if (!parts.matches()) {
            throw wrong(text);
        }
        boolean ctrl = parts.group(1).contains("Ctrl-");
        boolean alt = parts.group(1).contains("Alt-");
        boolean shift = parts.group(1).contains("Shift-");
        String name = parts.group(2);
        if (LETTERED.containsKey(name) || NUMBERED.containsKey(name)) {
            return special(name, 1 + (shift ? 1 : 0) + (alt ? 2 : 0) + (ctrl ? 4 : 0));
        }
        if (name.equals("Tab") && shift && !ctrl && !alt) {
            return "\\e[Z";
        }
        if (shift || (ctrl && !name.matches("[A-Za-z@\\[\\]\\\\^_]")) || (name.length() > 1 && !isNamed(name))) {
            throw wrong(text);
        }
        return (alt ? "\\e" : "") + (ctrl ? "^" + name.toUpperCase(java.util.Locale.ROOT) : plain(name));
    }

    private static boolean isNamed(String name) {
        return PLAIN.containsKey(name) || FIRST_FUNCTION_KEYS.containsKey(name);
    }

    private static String plain(String name) {
        String named = PLAIN.getOrDefault(name, FIRST_FUNCTION_KEYS.getOrDefault(name, name));
        return named.equals("^") || named.equals("\\") ? "\\" + named : named;
    }

    private static String special(String name, int modifiers) {
        String letter = LETTERED.get(name);
        if (letter != null) {
            return modifiers == 1 ? "\\e[" + letter : "\\e[1;" + modifiers + letter;
        }
        return "\\e[" + NUMBERED.get(name) + (modifiers == 1 ? "" : ";" + modifiers) + "~";
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no key; write keys as in Ctrl-X Ctrl-N, Alt-a, Shift-Tab, F5, PageUp, Alt-Down");
    }

    /** As people write it; a sequence that has no name stays as it is. */
    static String show(String sequence) {
        String rest = sequence;
        StringBuilder shown = new StringBuilder();
        while (!rest.isEmpty()) {
            String begin = longest(rest);
            shown.append(shown.length() == 0 ? "" : " ").append(SHOWN.getOrDefault(begin, begin));
            rest = rest.substring(begin.length());
        }
        return shown.toString();
    }

    private static String longest(String text) {
        for (int end = text.length(); end > 0; end--) {
            if (SHOWN.containsKey(text.substring(0, end))) {
                return text.substring(0, end);
            }
        }
        return text;
    }

    private static Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        for (String before : new String[] {"", "Shift-", "Alt-", "Ctrl-"}) {
            LETTERED.keySet().forEach(name -> shown.put(key(before + name), before + name));
            NUMBERED.keySet().forEach(name -> shown.put(key(before + name), before + name));
        }
        FIRST_FUNCTION_KEYS.forEach((name, sequence) -> shown.put(sequence, name));
        PLAIN.forEach((name, sequence) -> {
            shown.put(sequence, name);
            shown.put("\\e" + sequence, "Alt-" + name);
        });
        for (char c = '!'; c <= '~'; c++) {
            shown.putIfAbsent("\\e" + plain(String.valueOf(c)), "Alt-" + c);
        }
        for (char c = 'A'; c <= 'Z'; c++) {
            shown.putIfAbsent("^" + c, "Ctrl-" + c);
            shown.putIfAbsent("\\e^" + c, "Ctrl-Alt-" + c);
        }
        shown.put("\\e[Z", "Shift-Tab");
        return shown;
    }
}
