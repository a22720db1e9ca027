package chat.parley.node.dialect.text;

import chat.parley.node.config.TextPreset;
import chat.parley.node.dialect.Framer;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;

/**
 * Messages with their length before them: decimal digits, padded with spaces to a fixed width. Each byte of a header is checked when it comes, and
 * the length before a byte of the message is kept.
 */
final class LengthHeaderFramer implements Framer {
    private final int headerBytes;
    private final int maxBytes;
    private final int maxSkippedBytes;

    // Mutable state
    private int headerRead;
    private long length;
    private boolean padded;
    private byte[] body = new byte[0];
    private int bodyRead;
    private int toSkip;
    private boolean broken;

    LengthHeaderFramer(TextPreset.Framing framing) {
        this.headerBytes = framing.headerBytes();
        this.maxBytes = framing.maxBytes();
        this.maxSkippedBytes = framing.maxSkippedBytes();
    }

    @Override
    public void feed(ByteString read, Consumer<Frame> frames) {
        var bytes = read.toArrayUnsafe();
        for (int at = 0; at < bytes.length && !broken; ) {
            if (toSkip > 0) {
                int skipped = Math.min(toSkip, bytes.length - at);
                toSkip -= skipped;
                at += skipped;
            } else if (headerRead < headerBytes) {
                takeHeader(bytes[at++], frames);
            } else {
                at += takeBody(bytes, at, frames);
            }
        }
    }

    private void takeHeader(byte next, Consumer<Frame> frames) {
        if (next >= '0' && next <= '9' && !padded) {
            length = length * 10 + (next - '0');
        } else if (next == ' ' && headerRead > 0) {
            padded = true;
        } else {
            breakOff(
                    headerBytes + " bytes with the length in decimal digits were expected before each message", frames);
            return;
        }
        headerRead++;
        if (headerRead == headerBytes) {
            begin(frames);
        }
    }

    private void begin(Consumer<Frame> frames) {
        if (length > maxSkippedBytes) {
            breakOff("a message has at most " + maxBytes + " bytes, not " + length, frames);
        } else if (length > maxBytes) {
            toSkip = (int) length;
            reset();
            frames.accept(new Frame.Oversized(maxBytes));
        } else if (length == 0) {
            reset();
            frames.accept(new Frame.Complete(ByteString.emptyByteString()));
        } else {
            body = new byte[(int) length];
        }
    }

    /** How many bytes were taken. */
    private int takeBody(byte[] bytes, int at, Consumer<Frame> frames) {
        int taken = Math.min(body.length - bodyRead, bytes.length - at);
        System.arraycopy(bytes, at, body, bodyRead, taken);
        bodyRead += taken;
        if (bodyRead == body.length) {
            var content = ByteString.fromArrayUnsafe(body);
            reset();
            frames.accept(new Frame.Complete(content));
        }
        return taken;
    }

    private void reset() {
        headerRead = 0;
        length = 0;
        padded = false;
        body = new byte[0];
        bodyRead = 0;
    }

    private void breakOff(String reason, Consumer<Frame> frames) {
        reset();
        broken = true;
        frames.accept(new Frame.Broken(reason));
    }

    @Override
    public boolean isMidFrame() {
        return headerRead > 0 || toSkip > 0;
    }
}
