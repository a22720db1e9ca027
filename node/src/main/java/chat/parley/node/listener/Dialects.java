package chat.parley.node.listener;

import chat.parley.node.dialect.Dialect;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The dialects that a listener can be opened for, by the names that {@code --listen} knows them by. Immutable. */
public final class Dialects {
    private final Map<String, Supplier<Dialect>> factories;

    /** @param factories what makes the dialect of one new connection */
    public Dialects(Map<String, Supplier<Dialect>> factories) {
        this.factories = new TreeMap<>(factories);
    }

    /** Empty for a name that is not among {@link #names}. */
    public Optional<Supplier<Dialect>> find(String name) {
        return Optional.ofNullable(factories.get(name));
    }

    /** In the order of the alphabet. */
    public Iterable<String> names() {
        return factories.keySet();
    }
}
