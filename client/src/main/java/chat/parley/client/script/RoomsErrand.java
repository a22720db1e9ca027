package chat.parley.client.script;

import chat.parley.client.model.ExitCode;
import chat.parley.wire.Line;
import chat.parley.wire.Numeric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rooms of a server, the fullest first. */
final class RoomsErrand implements Errand {
    /** The biggest networks have less. */
    private static final int ROOMS_LIMIT = 200_000;

    /** A room of the list. */
    record ListedRoom(String name, int people, String topic) {
        String json() {
            return new JsonLine()
                    .put("room", name)
                    .put("people", people)
                    .put("topic", topic)
                    .toString();
        }
    }

    private static final Set<Numeric> REFUSALS =
            Set.of(Numeric.RPL_TRYAGAIN, Numeric.ERR_UNKNOWNCOMMAND, Numeric.ERR_NOPRIVILEGES);

    private final Consumer<List<ListedRoom>> printer;
    private final List<ListedRoom> rooms = new ArrayList<>();

    // Mutable state
    private @Nullable Stay stay;
    private @Nullable Instant askedAt;

    RoomsErrand(Consumer<List<ListedRoom>> printer) {
        this.printer = printer;
    }

    @Override
    public @Nullable String room() {
        return null;
    }

    @Override
    public void ready(Stay newStay) {
        stay = newStay;
        askedAt = newStay.now();
        rooms.clear();
        newStay.send("LIST");
    }

    @Override
    public void on(Line line) {
        Stay at = stay;
        Numeric numeric = Numeric.of(line.command());
        if (at == null || numeric == null) {
            return;
        }
        if (numeric == Numeric.RPL_LIST && rooms.size() < ROOMS_LIMIT) {
            askedAt = at.now();
            add(line);
        } else if (numeric == Numeric.RPL_LISTEND) {
            rooms.sort(Comparator.comparingInt(ListedRoom::people).reversed().thenComparing(ListedRoom::name));
            printer.accept(rooms);
            at.end(ExitCode.DONE);
        } else if (REFUSALS.contains(numeric)) {
            at.tell("the server gives no list: " + line.param(line.params().size() - 1));
            at.end(ExitCode.REFUSED);
        }
    }

    private void add(Line line) {
        String name = line.param(1);
        String people = line.param(2);
        String topic = line.param(3);
        if (name != null && people != null && people.matches("[0-9]{1,9}")) {
            rooms.add(new ListedRoom(name, Integer.parseInt(people), topic == null ? "" : topic));
        }
    }

    @Override
    public void lost(String reason) {
        stay = null;
        askedAt = null;
    }

    @Override
    public @Nullable Instant waitingSince() {
        return askedAt;
    }
}
