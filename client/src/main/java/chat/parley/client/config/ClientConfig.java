package chat.parley.client.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person set. Immutable once it is read. */
public final class ClientConfig {
    /** Nothing is set. */
    public static final ClientConfig NONE = new ClientConfig();

    private final Map<ConfigKey<?>, List<Object>> values = new HashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();

    ClientConfig() {}

    <T> void add(ConfigKey<T> key, T value) {
        values.computeIfAbsent(key, absent -> new ArrayList<>()).add(value);
    }

    void bind(String sequence, String function) {
        keys.put(sequence, function);
    }

    /** The last one that was set, or null. */
    @SuppressWarnings("unchecked") // add() puts only what the key reads
    public <T> @Nullable T get(ConfigKey<T> key) {
        List<T> all = (List<T>) values.getOrDefault(key, List.of());
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** The same with what holds where nothing is set. */
    public <T> T get(ConfigKey<T> key, T otherwise) {
        T value = get(key);
        return value == null ? otherwise : value;
    }

    /** Everything that was set for a key that may be given several times. */
    @SuppressWarnings("unchecked") // add() puts only what the key reads
    public <T> List<T> all(ConfigKey<T> key) {
        return List.copyOf((List<T>) values.getOrDefault(key, List.of()));
    }

    /** What is pressed, as the line editor writes it ({@code ^X^N}), and the name of what it does. */
    public Map<String, String> keys() {
        return Map.copyOf(keys);
    }
}
