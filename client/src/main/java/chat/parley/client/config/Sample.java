package chat.parley.client.config;

import chat.parley.client.screen.Keys;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A file with every key, what it means and what holds without it: to begin with, and to look things up. */
public final class Sample {
    private Sample() {}

    /** The names of the sections. */
    static Set<String> sections() {
        Set<String> sections =
                ConfigKey.table().stream().map(ConfigKey::section).collect(Collectors.toCollection(LinkedHashSet::new));
        sections.add(ConfigFile.KEYS);
        return sections;
    }

    /** The file's text. */
    public static String text() {
        StringBuilder text = new StringBuilder("""
            # Parley's client reads this from $XDG_CONFIG_HOME/parley/client.conf (~/.config/parley/client.conf).
            # What the command line says goes before it. Take away a # to set a key; what stands behind it is
            # what holds anyway, or an example. Values go to the end of the line and need no quotes.
            """);
        String section = "";
        for (ConfigKey<?> key : ConfigKey.table()) {
            if (!key.section().equals(section)) {
                section = key.section();
                text.append("\n[").append(section).append("]\n");
            }
            text.append('\n');
            key.comment().forEach(line -> text.append("# ").append(line).append('\n'));
            text.append('#')
                    .append(key.name())
                    .append(" = ")
                    .append(key.sample())
                    .append('\n');
        }
        return text + keys();
    }

    private static String keys() {
        StringBuilder text = new StringBuilder("""

            [keys]

            # KEY = FUNCTION. Keys are written as in Ctrl-X Ctrl-N, Alt-a, Shift-Tab, F5, PageUp, Alt-Down.
            """);
        for (Keys key : Keys.values()) {
            text.append("\n# ").append(key.description()).append('\n');
            List<String> sequences = key.sequences();
            sequences.forEach(sequence -> text.append('#')
                    .append(KeyNotation.show(sequence))
                    .append(" = ")
                    .append(key.widget())
                    .append('\n'));
        }
        return text + "\n# The line editor's own functions can have other keys too: "
                + String.join(
                        ", ",
                        KeyFunctions.names()
                                .subList(
                                        Keys.values().length,
                                        KeyFunctions.names().size()))
                + ".\n";
    }
}
