package chat.parley.client.screen;

import chat.parley.client.screen.Suggesting.Suggestion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Emoji by name: the short names that people know, and then the names of Unicode. Loaded when one is asked for. */
final class Emoji {
    private static final Map<String, String> BY_NAME = load();

    private Emoji() {}

    private static Map<String, String> load() {
        Map<String, String> byName = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(Emoji.class.getResourceAsStream("emoji.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .forEach(parts -> byName.put(parts[0], parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        IntStream.concat(IntStream.rangeClosed(0x1F300, 0x1FAFF), IntStream.rangeClosed(0x2600, 0x27BF))
                .filter(Character::isDefined)
                .forEach(codePoint -> byName.putIfAbsent(name(codePoint), Character.toString(codePoint)));
        return byName;
    }

    private static String name(int codePoint) {
        String name = Objects.requireNonNull(Character.getName(codePoint));
        return name.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    /** Those whose name begins so, then those that have it within. */
    static List<Suggestion> suggest(String word, int limit) {
        String wanted = word.endsWith(":") ? word.substring(0, word.length() - 1) : word;
        List<Suggestion> found = new ArrayList<>();
        List<Suggestion> within = new ArrayList<>();
        BY_NAME.forEach((name, emoji) -> {
            if (name.startsWith(wanted)) {
                found.add(new Suggestion(emoji + " ", emoji + " " + name));
            } else if (name.contains("_" + wanted)) {
                within.add(new Suggestion(emoji + " ", emoji + " " + name));
            }
        });
        found.addAll(within);
        return found.subList(0, Math.min(limit, found.size()));
    }
}
