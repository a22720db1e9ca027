package chat.parley.node.user;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which message goes to which method, built once for all actors of a kind: a receive builder for each of many thousand actors would cost each some
 * hundred bytes. Messages are found by their exact class, so they must be final, as records are.
 *
 * @param <A> the actor
 */
final class Handlers<A> {
    private final Map<Class<?>, BiConsumer<A, Object>> table = new HashMap<>();

    <M> Handlers<A> on(Class<M> type, BiConsumer<A, M> handler) {
        table.put(type, (actor, message) -> handler.accept(actor, type.cast(message)));
        return this;
    }

    /** {@code null} for a message that nobody handles. */
    @Nullable
    BiConsumer<A, Object> find(Object message) {
        return table.get(message.getClass());
    }

    boolean handles(Class<?> type) {
        return table.containsKey(type);
    }
}
