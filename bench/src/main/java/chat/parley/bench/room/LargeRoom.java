package chat.parley.bench.room;

import chat.parley.bench.Node;
import java.io.IOException;
import java.util.List;

/** The room and its people, and what they are made to do. */
final class LargeRoom {
    private static final String ROOM = "#large";
    private static final int LISTENERS = 20;
    private static final int PINGS = 400;
    private static final int ROOMS_OF_ONE = 100;

    private final Node node;
    private final Guests guests;
    private final int people;
    private final int rooms;
    private final boolean atOnce;

    LargeRoom(Node node, Guests guests, int people, int rooms, boolean atOnce) {
        this.node = node;
        this.guests = guests;
        this.people = people;
        this.rooms = rooms;
        this.atOnce = atOnce;
    }

    /** Prints a line for each thing. */
    void measure() throws IOException {
        var others = guests.admit("o", LISTENERS);
        say(
                "JDK %s, %d cores",
                System.getProperty("java.version"), Runtime.getRuntime().availableProcessors());
        var crowd = guests.admit("p", people);
        comeIn(crowd);
        say("%-34s %s", "closed by the node so far", guests.closed());
        say("%-34s %d MiB", "most memory so far", node.peakMebibytes());
        var asker = guests.admit("a", 1).get(0);
        join(crowd, asker);
        answer("NAMES of one", asker, "NAMES " + ROOM);
        answer("WHO of one", asker, "WHO " + ROOM);
        part(crowd, asker);
        fillRooms();
        listen(others, asker);
        say("%-34s %d MiB", "most memory in all", node.peakMebibytes());
    }

    private void comeIn(List<Guest> crowd) throws IOException {
        timed(atOnce ? "all JOIN at once" : "all JOIN one after another", () -> {
            for (var guest : crowd) {
                guest.say("JOIN " + ROOM);
                if (!atOnce) {
                    guests.until(() -> guest.ends() > 1 || !guest.isHere());
                }
            }
            guests.until(() -> isComplete(crowd));
        });
    }

    /** All are in, and the first of them has seen all others come. */
    private static boolean isComplete(List<Guest> crowd) {
        if (crowd.stream().anyMatch(guest -> guest.isHere() && guest.ends() < 2)) {
            return false;
        }
        return crowd.stream()
                        .filter(Guest::isHere)
                        .mapToLong(Guest::joins)
                        .max()
                        .orElse(0)
                >= here(crowd);
    }

    private void join(List<Guest> crowd, Guest one) throws IOException {
        var before = sum(crowd, true);
        timed("one JOIN, until all have it", () -> {
            one.say("JOIN " + ROOM);
            guests.until(() -> sum(crowd, true) >= before + here(crowd));
        });
    }

    private void part(List<Guest> crowd, Guest one) throws IOException {
        var before = sum(crowd, false);
        timed("one PART, until all have it", () -> {
            one.say("PART " + ROOM);
            guests.until(() -> sum(crowd, false) >= before + here(crowd));
        });
    }

    private static long sum(List<Guest> crowd, boolean joins) {
        return crowd.stream()
                .filter(Guest::isHere)
                .mapToLong(guest -> joins ? guest.joins() : guest.parts())
                .sum();
    }

    private static long here(List<Guest> crowd) {
        return crowd.stream().filter(Guest::isHere).count();
    }

    private void answer(String what, Guest one, String line) throws IOException {
        var before = one.ends();
        timed(what, () -> {
            one.say(line);
            guests.until(() -> one.ends() > before);
        });
    }

    private void fillRooms() throws IOException {
        var hosts = guests.admit("h", (rooms + ROOMS_OF_ONE - 1) / ROOMS_OF_ONE);
        timed(rooms + " rooms are founded", () -> {
            for (var i = 0; i < rooms; i++) {
                var host = hosts.get(i / ROOMS_OF_ONE);
                host.say("JOIN #room" + i);
                var joined = i % ROOMS_OF_ONE + 1L;
                guests.until(() -> host.joins() >= joined);
            }
        });
    }

    /** Others' waiting, undisturbed and beside each large answer. */
    private void listen(List<Guest> others, Guest asker) throws IOException {
        var listening = new Listening(guests, others);
        say("%-34s %s", "others' PING, warm-up", listening.measure(PINGS, () -> {}));
        say("%-34s %s", "others' PING", listening.measure(PINGS, () -> {}));
        for (var line : List.of("LIST", "WHO *", "NAMES " + ROOM, "WHO " + ROOM)) {
            var before = asker.ends();
            answer(line, asker, line);
            var words = listening.measure(PINGS, new Repeat(asker, line)::goOn);
            say("%-34s %s", "others' PING beside " + line, words);
            guests.until(() -> asker.ends() > before + 1);
        }
        say("%-34s %s", "others' PING", listening.measure(PINGS, () -> {}));
    }

    /** Asks again when the last answer is complete. */
    private static final class Repeat {
        private final Guest asker;
        private final String line;
        private long answered = -1;

        Repeat(Guest asker, String line) {
            this.asker = asker;
            this.line = line;
        }

        void goOn() throws IOException {
            if (asker.ends() > answered) {
                answered = asker.ends();
                asker.say(line);
            }
        }
    }

    private interface Doing {
        void run() throws IOException;
    }

    private void timed(String what, Doing doing) throws IOException {
        var cpu = node.cpuSeconds();
        var bytes = guests.bytes();
        var start = System.nanoTime();
        doing.run();
        say(
                "%-34s %9.1f ms  CPU of the node %8.0f ms  %8.1f MB sent",
                what,
                (System.nanoTime() - start) / 1e6,
                (node.cpuSeconds() - cpu) * 1e3,
                (guests.bytes() - bytes) / 1e6);
    }

    private static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
