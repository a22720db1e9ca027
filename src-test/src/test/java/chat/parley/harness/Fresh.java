package chat.parley.harness;

import java.util.concurrent.atomic.AtomicInteger;

/** Names that no other test has. */
public final class Fresh {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Fresh() {}

    public static String nick(String name) {
        return name + "-" + COUNT.incrementAndGet();
    }

    public static String room(String name) {
        return "#" + name + "-" + COUNT.incrementAndGet();
    }
}
