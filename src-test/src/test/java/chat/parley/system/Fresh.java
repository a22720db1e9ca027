package chat.parley.system;

import java.util.concurrent.atomic.AtomicInteger;

/** Names that no other test has. */
final class Fresh {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Fresh() {}

    static String nick(String name) {
        return name + "-" + COUNT.incrementAndGet();
    }

    static String room(String name) {
        return "#" + name + "-" + COUNT.incrementAndGet();
    }
}
