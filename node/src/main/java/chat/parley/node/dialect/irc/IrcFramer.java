package chat.parley.node.dialect.irc;

import chat.parley.node.dialect.Framer;
import chat.parley.wire.LineBuffer;
import chat.parley.wire.LineLimits;
import chat.parley.wire.LineWriter;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;

/**
 * Cuts a client's bytes into lines that end with LF or CR LF (Modern IRC, Message Format). A line that lies within one read is not copied; at
 * most one unfinished line is kept, within {@link LineLimits#FROM_CLIENT}.
 */
final class IrcFramer implements Framer {
    private static final Frame OVERSIZED = new Frame.Oversized(LineWriter.MAX_BODY_BYTES);

    private final LineBuffer lines = new LineBuffer(LineLimits.FROM_CLIENT);

    @Override
    public void feed(ByteString read, Consumer<Frame> frames) {
        var bytes = read.toArrayUnsafe();
        lines.feed(bytes, 0, bytes.length, new LineBuffer.Sink() {
            @Override
            public void line(byte[] line, int offset, int length) {
                frames.accept(new Frame.Complete(
                        line == bytes
                                ? ByteString.fromArrayUnsafe(line, offset, length)
                                : ByteString.fromArrayUnsafe(Arrays.copyOfRange(line, offset, offset + length))));
            }

            @Override
            public void tooLong() {
                frames.accept(OVERSIZED);
            }
        });
    }
}
