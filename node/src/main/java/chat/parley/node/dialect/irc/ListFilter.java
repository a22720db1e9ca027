package chat.parley.node.dialect.irc;

import chat.parley.node.room.RoomSummary;
import chat.parley.wire.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Which rooms a LIST wants (Modern IRC, ELIST Parameter): C, T and U are conditions that all must hold, M names or masks of which one must match,
 * N masks of which none may.
 */
final class ListFilter {
    private static final Pattern CONDITION = Pattern.compile("([CT]?)([<>])([0-9]{1,9})");
    private static final long MILLIS_PER_MINUTE = 60_000;

    private final List<BiPredicate<RoomSummary, Long>> conditions = new ArrayList<>();
    private final List<Glob> wanted = new ArrayList<>();
    private final List<Glob> unwanted = new ArrayList<>();

    private ListFilter() {}

    /** Everything is a filter; an empty text takes every room. */
    static ListFilter parse(String param) {
        var filter = new ListFilter();
        Targets.of(param).forEach(filter::add);
        return filter;
    }

    boolean matches(RoomSummary room, long nowMillis) {
        var name = room.displayName();
        return conditions.stream().allMatch(condition -> condition.test(room, nowMillis))
                && (wanted.isEmpty() || wanted.stream().anyMatch(mask -> mask.matches(name)))
                && unwanted.stream().noneMatch(mask -> mask.matches(name));
    }

    private void add(String item) {
        var condition = CONDITION.matcher(item);
        if (condition.matches()) {
            boolean less = condition.group(2).equals("<");
            conditions.add(condition(condition.group(1), less, Long.parseLong(condition.group(3))));
        } else if (item.startsWith("!")) {
            unwanted.add(Glob.of(item.substring(1)));
        } else {
            wanted.add(Glob.of(item));
        }
    }

    /** {@code C<n}: created less than n minutes ago; {@code T>n}: the topic was changed more than n minutes ago. */
    private static BiPredicate<RoomSummary, Long> condition(String kind, boolean less, long number) {
        return switch (kind) {
            case "C" -> (room, now) -> compare(minutes(room.createdMillis(), now), less, number);
            case "T" ->
                (room, now) -> room.topicMillis() > 0 && compare(minutes(room.topicMillis(), now), less, number);
            default -> (room, now) -> compare(room.people(), less, number);
        };
    }

    private static double minutes(long sinceMillis, long nowMillis) {
        return (double) (nowMillis - sinceMillis) / MILLIS_PER_MINUTE;
    }

    private static boolean compare(double value, boolean less, long number) {
        return less ? value < number : value > number;
    }
}
