package chat.parley.node.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A part of the configuration as it is read: every wrong value becomes a fault and a stand-in, so that reading goes on and all faults are told at
 * once.
 */
final class Section {
    private final Config config;
    private final String path;
    private final List<String> faults;

    Section(Config config, String path, List<String> faults) {
        this.config = config;
        this.path = path;
        this.faults = faults;
    }

    Section section(String key) {
        return new Section(config, path + "." + key, faults);
    }

    String text(String key) {
        return read(key, "a text in quotes", "", Config::getString);
    }

    /** A text that {@code parse} takes; what it throws is the fault. */
    <T> T text(String key, T standIn, Function<String, T> parse) {
        var text = text(key);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            fault(key, String.valueOf(e.getMessage()));
            return standIn;
        }
    }

    List<String> texts(String key) {
        return read(key, "a list of texts, such as [\"one\", \"two\"]", List.of(), Config::getStringList);
    }

    <T> List<T> texts(String key, Function<String, T> parse) {
        var parsed = new ArrayList<T>();
        for (var text : texts(key)) {
            try {
                parsed.add(parse.apply(text));
            } catch (IllegalArgumentException e) {
                fault(key, "\"" + text + "\": " + e.getMessage());
            }
        }
        return List.copyOf(parsed);
    }

    /** A list of texts, or one text that stands for a list of one; an empty one for an empty list. */
    List<String> textOrTexts(String key) {
        return read(key, "a text in quotes or a list of them", List.of(), (from, at) -> {
            if (from.getValue(at).valueType() == ConfigValueType.LIST) {
                return from.getStringList(at);
            }
            var text = from.getString(at);
            return text.isEmpty() ? List.of() : List.of(text);
        });
    }

    /** One of an enumeration's constants, written in small letters with hyphens. */
    <E extends Enum<E>> E choice(String key, Class<E> type) {
        var constants = type.getEnumConstants();
        return text(key, constants[0], text -> {
            for (var constant : constants) {
                if (written(constant).equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("\"" + text + "\" is none of "
                    + Arrays.stream(constants).map(Section::written).collect(Collectors.joining(", ")));
        });
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The sections inside of a section, by name; what one leaves out is taken from the section {@code defaults} beside it. */
    Map<String, Section> sections(String key, String defaults) {
        var found = new TreeMap<String, Section>();
        var fallback = config.getConfig(path(defaults));
        read(key, "a section { name { ... } }", ConfigFactory.empty().root(), Config::getObject)
                .forEach((name, value) -> {
                    var at = path(key) + "." + ConfigUtil.quoteString(name);
                    if (value.valueType() == ConfigValueType.OBJECT) {
                        found.put(name, new Section(config.withFallback(fallback.atPath(at)), at, faults));
                    } else {
                        fault(key, "\"" + name + "\" is a section, not a value: " + name + " { framing { ... } }");
                    }
                });
        return found;
    }

    boolean flag(String key) {
        return read(key, "true or false", false, Config::getBoolean);
    }

    int count(String key, int min, int max) {
        int value = read(key, "a whole number from " + min + " to " + max, min, Config::getInt);
        return inRange(key, value, min, max, String.valueOf(min), String.valueOf(max));
    }

    int bytes(String key, int min, int max) {
        long value = read(key, "a size, such as 1 MiB or 512 KiB", (long) min, Config::getBytes);
        return (int) inRange(key, value, min, max, size(min), size(max));
    }

    Duration time(String key, Duration min, Duration max) {
        var value = read(key, "a time, such as 500 ms, 30 s or 5 m", min, Config::getDuration);
        var inRange = inRange(key, value.toMillis(), min.toMillis(), max.toMillis(), time(min), time(max));
        return Duration.ofMillis(inRange);
    }

    /** The objects of a list, each with the section that reads it. */
    <T> List<T> objects(String key, String expected, Function<Section, T> reader) {
        var found = new ArrayList<T>();
        for (var object :
                read(key, expected, List.<Config>of(), (from, at) -> new ArrayList<>(from.getConfigList(at)))) {
            found.add(reader.apply(new Section(object.atPath(path(key)), path(key), faults)));
        }
        return List.copyOf(found);
    }

    void fault(String key, String what) {
        var shown = path(key).replaceAll("\"([\\w-]+)\"", "$1");
        faults.add(shown + origin(path(key)) + ": " + what);
    }

    private long inRange(String key, long value, long min, long max, String minText, String maxText) {
        if (value < min || value > max) {
            fault(key, "out of range: " + minText + " to " + maxText);
            return min;
        }
        return value;
    }

    private int inRange(String key, int value, int min, int max, String minText, String maxText) {
        return (int) inRange(key, (long) value, min, max, minText, maxText);
    }

    private <T> T read(String key, String expected, T standIn, BiFunction<Config, String, T> getter) {
        try {
            return getter.apply(config, path(key));
        } catch (ConfigException.Missing e) {
            fault(key, "missing: " + expected);
        } catch (ConfigException e) {
            fault(key, shown(path(key)) + " is not " + expected);
        }
        return standIn;
    }

    private String shown(String at) {
        var value = config.getValue(at);
        return value.valueType() == ConfigValueType.OBJECT
                ? "{ ... }"
                : ConfigValueFactory.fromAnyRef(value.unwrapped()).render();
    }

    private String origin(String at) {
        return config.hasPath(at) ? " (" + config.getValue(at).origin().description() + ")" : "";
    }

    private String path(String key) {
        return path + "." + key;
    }

    private static String size(long bytes) {
        if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
            return (bytes >> 20) + " MiB";
        }
        return bytes >= 1 << 10 && bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : String.valueOf(bytes);
    }

    private static String time(Duration time) {
        var text = time.toString().substring(2).toLowerCase(Locale.ROOT);
        return time.toMillis() < 1000 ? time.toMillis() + " ms" : text.replaceAll("(?<=\\d)(?=[hms])", " ");
    }
}
