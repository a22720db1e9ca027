package chat.parley.node.dialect.text;

import chat.parley.node.config.TextPreset;
import chat.parley.node.dialect.Framer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;

/** Messages each of which ends with one of several marks (a line: with LF). A CR before the mark is the message's; the engine takes it off. */
final class EndMarkFramer implements Framer {
    private static final int INITIAL_BYTES = 128;

    private final List<byte[]> marks;
    private final int maxBytes;
    private final int maxSkippedBytes;
    private final int longestMark;

    // Mutable state
    private byte[] pending = new byte[0];
    private int pendingBytes;
    private int skippedBytes;
    private boolean skipping;
    private boolean broken;

    EndMarkFramer(TextPreset.Framing framing, List<String> marks) {
        this.marks = marks.stream()
                .map(mark -> mark.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.maxBytes = framing.maxBytes();
        this.maxSkippedBytes = framing.maxSkippedBytes();
        this.longestMark =
                this.marks.stream().mapToInt(mark -> mark.length).max().orElse(1);
    }

    @Override
    public void feed(ByteString read, Consumer<Frame> frames) {
        for (var next : read.toArrayUnsafe()) {
            if (broken) {
                return;
            }
            take(next, frames);
        }
    }

    private void take(byte next, Consumer<Frame> frames) {
        append(next);
        int mark = markAtEnd();
        if (mark > 0) {
            end(mark, frames);
        } else if (pendingBytes >= maxBytes + longestMark) {
            skip(frames);
        }
    }

    private void append(byte next) {
        if (pendingBytes == pending.length) {
            pending = Arrays.copyOf(pending, Math.max(INITIAL_BYTES, pending.length * 2));
        }
        pending[pendingBytes++] = next;
    }

    /** The length of the mark that has just come; 0 for none. */
    private int markAtEnd() {
        for (var mark : marks) {
            int from = pendingBytes - mark.length;
            if (from >= 0 && Arrays.equals(pending, from, pendingBytes, mark, 0, mark.length)) {
                return mark.length;
            }
        }
        return 0;
    }

    private void end(int mark, Consumer<Frame> frames) {
        int length = pendingBytes - mark;
        pendingBytes = 0;
        if (skipping) {
            skipping = false;
            skippedBytes = 0;
        } else if (length > maxBytes) {
            frames.accept(new Frame.Oversized(maxBytes));
        } else {
            frames.accept(new Frame.Complete(ByteString.fromArray(pending, 0, length)));
        }
    }

    /** Keeps what may be the beginning of a mark. */
    private void skip(Consumer<Frame> frames) {
        if (!skipping) {
            skipping = true;
            frames.accept(new Frame.Oversized(maxBytes));
        }
        int kept = longestMark - 1;
        skippedBytes += pendingBytes - kept;
        System.arraycopy(pending, pendingBytes - kept, pending, 0, kept);
        pendingBytes = kept;
        if (skippedBytes > maxSkippedBytes) {
            broken = true;
            pending = new byte[0];
            pendingBytes = 0;
            frames.accept(new Frame.Broken("a message has at most " + maxBytes + " bytes, and this one does not end"));
        }
    }

    @Override
    public boolean isMidFrame() {
        return !broken && (pendingBytes > 0 || skipping);
    }
}
