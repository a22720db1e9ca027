package chat.parley.client.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The person's file: {@code [section]}, and under it {@code key = value}, one a line. A line that begins with # is a comment;
 * anywhere else # is a character like others, because rooms begin with it. Faults are gathered, and told all at once.
 */
public final class ConfigFile {
    /** All that is wrong with a file; the message has a line for each. */
    public static final class Faulty extends Exception {
        private static final long serialVersionUID = 1;

        Faulty(List<String> faults) {
            super(String.join("\n", faults));
        }
    }

    static final String KEYS = "keys";

    private final String name;
    private final ClientConfig config = new ClientConfig();
    private final List<String> faults = new ArrayList<>();

    // Mutable state
    private String section = "";
    private int lineNumber;

    private ConfigFile(String name) {
        this.name = name;
    }

    /** Where the file is by default: {@code parley/client.conf} in the XDG configuration folder. */
    public static Path defaultPlace(Map<String, String> environment, Path home) {
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".config");
        return folder.resolve("parley").resolve("client.conf");
    }

    /** Reads a file; one that does not exist sets nothing, unless it was asked for.
     *
     * @throws Faulty with all that is wrong */
    public static ClientConfig read(Path file, boolean mustExist) throws Faulty {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (NoSuchFileException e) {
            if (mustExist) {
                throw new Faulty(
                        List.of(file + ": there is no such file; parley chat --print-config writes one to begin with"));
            }
            return ClientConfig.NONE;
        } catch (MalformedInputException e) {
            throw new Faulty(List.of(file + ": it is not " + StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Faulty(List.of(file + ": cannot be read: " + e.getMessage()));
        }
    }

    static ClientConfig parse(String text, String name) throws Faulty {
        ConfigFile file = new ConfigFile(name);
        text.lines().forEach(file::line);
        if (!file.faults.isEmpty()) {
            throw new Faulty(file.faults);
        }
        return file.config;
    }

    private void line(String raw) {
        lineNumber++;
        String line = raw.strip();
        int equals = line.indexOf('=');
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("[") && line.endsWith("]")) {
            section(line.substring(1, line.length() - 1).strip());
        } else if (equals <= 0) {
            fault("'" + line + "' is none of [section], key = value and # comment");
        } else {
            set(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
    }

    private void section(String wanted) {
        section = wanted;
        if (!Sample.sections().contains(wanted)) {
            fault("there is no section [" + wanted + "]; there are " + String.join(", ", Sample.sections()));
        }
    }

    private void set(String key, String value) {
        if (section.equals(KEYS)) {
            bind(key, value);
            return;
        }
        if (!Sample.sections().contains(section)) {
            if (section.isEmpty()) {
                fault(key + " stands in no section; begin with one such as [connection]");
            }
            return;
        }
        ConfigKey<?> known = find(key);
        if (known == null) {
            fault("there is no " + key + " in [" + section + "]" + suggestion(key));
        } else {
            read(known, value);
        }
    }

    private <T> void read(ConfigKey<T> key, String value) {
        try {
            config.add(key, key.read(value));
        } catch (IllegalArgumentException e) {
            fault(key.name() + ": " + e.getMessage());
        }
    }

    private void bind(String pressed, String function) {
        try {
            String sequence = KeyNotation.parse(pressed);
            if (KeyFunctions.exists(function)) {
                config.bind(sequence, function);
            } else {
                fault("there is nothing called '" + function + "' that a key could do; there are "
                        + String.join(", ", KeyFunctions.names()));
            }
        } catch (IllegalArgumentException e) {
            fault(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable ConfigKey<?> find(String key) {
        return ConfigKey.table().stream()
                .filter(each -> each.section().equals(section) && each.name().equals(key))
                .findFirst()
                .orElse(null);
    }

    /** Where else the key is, or what there is here. */
    private String suggestion(String key) {
        return ConfigKey.table().stream()
                .filter(each -> each.name().equals(key))
                .map(each -> "; it belongs into [" + each.section() + "]")
                .findFirst()
                .orElseGet(() -> "; there are "
                        + String.join(
                                ", ",
                                ConfigKey.table().stream()
                                        .filter(each -> each.section().equals(section))
                                        .map(ConfigKey::name)
                                        .toList()));
    }

    private void fault(String text) {
        faults.add(name + ":" + lineNumber + ": " + text);
    }
}
