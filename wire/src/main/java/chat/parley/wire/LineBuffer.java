package chat.parley.wire;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines that end with LF or CR LF, however the bytes arrive. Holds at most one unfinished line
 * within its {@link LineLimits}; an over-long one is told once and skipped to its end. For one thread.
 */
public final class LineBuffer {
    /** Gets what was found, in the order of the stream. */
    public interface Sink {
        /** A line without its end. The range is valid only during the call. */
        void line(byte[] bytes, int offset, int length);

        /** A line that is longer than the limits; told as soon as that is known. */
        void tooLong();
    }

    private static final int INITIAL_BYTES = 512;

    private final LineLimits limits;

    // Mutable state
    private byte[] pending = new byte[0];
    private int pendingBytes;
    private boolean skipping;

    public LineBuffer(LineLimits limits) {
        this.limits = limits;
    }

    /** Takes the next bytes of the stream. */
    public void feed(byte[] bytes, int offset, int length, Sink sink) {
        int end = offset + length;
        int start = offset;
        for (int i = offset; i < end; i++) {
            if (bytes[i] == '\n') {
                endLine(bytes, start, i, sink);
                start = i + 1;
            }
        }
        keep(bytes, start, end, sink);
    }

    /** Bytes of the unfinished line: not zero at the end of a stream means that it was cut off. */
    public int pendingBytes() {
        return pendingBytes;
    }

    private void endLine(byte[] bytes, int start, int lineFeed, Sink sink) {
        if (skipping) {
            skipping = false;
        } else if (pendingBytes == 0) {
            deliver(bytes, start, lineFeed, sink);
        } else if (hold(bytes, start, lineFeed, sink)) {
            int length = pendingBytes;
            pendingBytes = 0;
            deliver(pending, 0, length, sink);
        } else {
            skipping = false;
        }
    }

    private void deliver(byte[] bytes, int start, int end, Sink sink) {
        int stop = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
        if (stop > start && stop - start > limits.lineBytes(bytes[start])) {
            sink.tooLong();
        } else {
            sink.line(bytes, start, stop - start);
        }
    }

    private void keep(byte[] bytes, int start, int end, Sink sink) {
        if (!skipping && start < end) {
            hold(bytes, start, end, sink);
        }
    }

    /** Puts the bytes to the unfinished line, or tells that it is too long, forgets it and begins to skip. */
    private boolean hold(byte[] bytes, int start, int end, Sink sink) {
        int more = end - start;
        if (more == 0) {
            return true;
        }
        byte first = pendingBytes == 0 ? bytes[start] : pending[0];
        int excess = pendingBytes + more - limits.lineBytes(first);
        if (excess > 1 || (excess == 1 && bytes[end - 1] != '\r')) {
            pendingBytes = 0;
            skipping = true;
            sink.tooLong();
            return false;
        }
        if (pending.length < pendingBytes + more) {
            pending =
                    Arrays.copyOf(pending, Math.max(INITIAL_BYTES, Math.max(pending.length * 2, pendingBytes + more)));
        }
        System.arraycopy(bytes, start, pending, pendingBytes, more);
        pendingBytes += more;
        return true;
    }
}
