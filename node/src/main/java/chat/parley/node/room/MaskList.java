package chat.parley.node.room;

import chat.parley.node.room.RoomView.ListEntry;
import chat.parley.wire.Mask;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of a room's lists of masks, oldest first. Its bound is kept by {@link RoomRules}. */
final class MaskList {
    private final Map<Mask, ListEntry> entries = new LinkedHashMap<>();

    static MaskList of(List<ListEntry> entries) {
        var list = new MaskList();
        entries.forEach(entry -> list.entries.put(Mask.of(entry.mask()), entry));
        return list;
    }

    void add(Mask mask, String by, long timeMillis) {
        entries.putIfAbsent(mask, new ListEntry(mask.text(), by, timeMillis));
    }

    void remove(Mask mask) {
        entries.remove(mask);
    }

    void clear() {
        entries.clear();
    }

    boolean contains(Mask mask) {
        return entries.containsKey(mask);
    }

    boolean matches(String hostmask) {
        for (var mask : entries.keySet()) {
            if (mask.matches(hostmask)) {
                return true;
            }
        }
        return false;
    }

    /** A copy, to try changes on. */
    Set<Mask> masks() {
        return new HashSet<>(entries.keySet());
    }

    int size() {
        return entries.size();
    }

    List<ListEntry> entries() {
        return List.copyOf(entries.values());
    }
}
