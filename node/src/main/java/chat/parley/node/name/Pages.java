package chat.parley.node.name;

import chat.parley.node.person.Person;
import chat.parley.wire.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Cuts what one node tells another into pages of at most 64 KiB, so that a long answer holds nothing else up. */
final class Pages {
    private static final int MAX_BYTES = 64 * 1024;

    /** A record's field names, its numbers, and the frame of the message, generously. */
    private static final int OVERHEAD = 256;

    private Pages() {}

    /** At least one page; only the last one can be empty. */
    static <T> List<List<T>> of(List<T> items, ToIntFunction<T> bytes) {
        var pages = new ArrayList<List<T>>();
        var start = 0;
        do {
            var end = endOf(start, items, bytes);
            pages.add(List.copyOf(items.subList(start, end)));
            start = end;
        } while (start < items.size());
        return pages;
    }

    private static <T> int endOf(int start, List<T> items, ToIntFunction<T> bytes) {
        var end = start;
        var used = OVERHEAD;
        while (end < items.size() && (end == start || used + bytes.applyAsInt(items.get(end)) <= MAX_BYTES)) {
            used += bytes.applyAsInt(items.get(end++));
        }
        return end;
    }

    /** At least what it takes in a message. */
    static int bytesOf(Held held) {
        return OVERHEAD
                + held.holder().nick().text().length()
                + held.holder().mailbox().path().toString().length()
                + Utf8.length(held.holder().mailbox().path().address().toString());
    }

    /** At least what it takes in a message. */
    static int bytesOf(Person person) {
        return OVERHEAD
                + bytesOf(person.nick().text())
                + bytesOf(person.identity().username())
                + bytesOf(person.identity().host())
                + bytesOf(person.realName())
                + bytesOf(person.server())
                + bytesOf(person.via())
                + bytesOf(person.away());
    }

    private static int bytesOf(@Nullable String text) {
        return text == null ? 0 : Utf8.length(text);
    }
}
