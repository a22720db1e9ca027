package chat.parley.bench.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who talks where, and how much. */
enum Case {
    ROOMS("r", "100 senders in 100 rooms, window 32", 100, 100, 100, 32, 0),
    ROOM("o", "50 senders in one room, window 8", 50, 1, 50, 8, 0),
    PACED("p", "100 senders in 100 rooms, 1000 messages/s in all", 100, 100, 100, 0, 1000),
    FAN_OUT("f", "one sender in a room of 100, window 64", 100, 1, 1, 64, 0);

    /** What the names of its people begin with: those of the case before may not be free yet. */
    final String initial;

    final String description;
    final int people;
    final int rooms;

    /** Of all people, the first. */
    final int senders;

    /** Lines that a sender may have on their way; 0 where {@link #perSecond} says when to speak. */
    final int window;

    /** Lines of all senders together. */
    final int perSecond;

    Case(String initial, String description, int people, int rooms, int senders, int window, int perSecond) {
        this.initial = initial;
        this.description = description;
        this.people = people;
        this.rooms = rooms;
        this.senders = senders;
        this.window = window;
        this.perSecond = perSecond;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Case of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no case \"" + word + "\"; there are "
                        + Arrays.stream(values()).map(Case::word).collect(Collectors.joining(", "))));
    }
}
