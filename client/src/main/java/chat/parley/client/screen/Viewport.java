package chat.parley.client.screen;

import chat.parley.client.model.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/**
 * Which part of a conversation is seen: the newest, or what somebody scrolled to. It then stands still at an entry, however
 * much is said below and fetched above it.
 */
final class Viewport {
    // Mutable state
    /** The entry whose block's last row is the lowest, when {@code rowsBelow} rows of it are below the edge. */
    private long anchor;

    private int rowsBelow;
    private boolean following = true;

    /** Whether the newest is seen. */
    boolean isFollowing() {
        return following;
    }

    void follow() {
        following = true;
        rowsBelow = 0;
    }

    /** Puts the block of this entry at the upper edge. */
    void showAtTop(MessageRows rows, int index, int height) {
        int end = rows.blockEnd(index);
        anchorAt(rows, end, 0);
        scroll(rows, -(height - rows.block(end).size()), height);
    }

    private void anchorAt(MessageRows rows, int blockEnd, int below) {
        following = false;
        anchor = rows.entry(blockEnd - 1).id();
        rowsBelow = below;
    }

    /** Up by so many rows, down for less than none. Ends at the newest, and with the oldest at the upper edge. */
    void scroll(MessageRows rows, int up, int height) {
        int end = end(rows);
        int below = rowsBelow + up;
        while (end > 0 && below >= rows.block(end).size()) {
            below -= rows.block(end).size();
            end = rows.blockStart(end);
        }
        while (below < 0 && end < rows.size()) {
            end = rows.blockEnd(end);
            below += rows.block(end).size();
        }
        if (below < 0 || (end == rows.size() && below == 0)) {
            follow();
        } else if (end == 0) {
            toTop(rows, height);
        } else {
            anchorAt(rows, end, below);
            if (rowsAbove(rows, end, below, height) < height) {
                toTop(rows, height);
            }
        }
    }

    /** The oldest at the upper edge. */
    void toTop(MessageRows rows, int height) {
        int used = 0;
        int end = 0;
        while (end < rows.size() && used < height) {
            end = rows.blockEnd(end);
            used += rows.block(end).size();
        }
        if (used < height || end == 0) {
            follow();
        } else {
            anchorAt(rows, end, used - height);
        }
    }

    private static int rowsAbove(MessageRows rows, int end, int below, int height) {
        int used = -below;
        for (int at = end; at > 0 && used < height; at = rows.blockStart(at)) {
            used += rows.block(at).size();
        }
        return used;
    }

    private int end(MessageRows rows) {
        if (following) {
            return rows.size();
        }
        for (int i = rows.size() - 1; i >= 0; i--) {
            Entry entry = rows.entry(i);
            if (entry.id() == anchor) {
                return rows.blockEnd(i);
            }
        }
        follow();
        return rows.size();
    }

    /** What is seen, from the top; fewer rows where there are no more. */
    List<AttributedString> seen(MessageRows rows, int height) {
        List<AttributedString> seen = new ArrayList<>();
        int end = end(rows);
        int wanted = height + rowsBelow;
        for (int at = end; at > 0 && seen.size() < wanted; at = rows.blockStart(at)) {
            seen.addAll(0, rows.block(at));
        }
        List<AttributedString> cut = seen.subList(0, seen.size() - rowsBelow);
        return cut.subList(Math.max(0, cut.size() - height), cut.size());
    }

    /** Whether the oldest that there is can be seen. */
    boolean isAtTop(MessageRows rows, int height) {
        return rowsAbove(rows, end(rows), rowsBelow, height + 1) <= height;
    }
}
