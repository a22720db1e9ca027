package chat.parley.client.model;

import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The table of who handles which command of the server. */
final class Handlers {
    private final Map<String, Consumer<Line>> byCommand = new HashMap<>();

    Handlers on(String command, Consumer<Line> handler) {
        byCommand.put(command, handler);
        return this;
    }

    Handlers on(Numeric numeric, Consumer<Line> handler) {
        return on(numeric.code(), handler);
    }

    /** False when there is no handler. */
    boolean handle(Line line) {
        Consumer<Line> handler = byCommand.get(line.command());
        if (handler == null) {
            return false;
        }
        handler.accept(line);
        return true;
    }
}
