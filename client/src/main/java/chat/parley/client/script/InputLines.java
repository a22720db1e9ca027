package chat.parley.client.script;

import chat.parley.wire.LineBuffer;
import chat.parley.wire.LineLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** Reads lines from a pipe in a thread of its own, no faster than they can be said: the pipe's other end waits. */
final class InputLines {
    /** Lines that are read ahead of the server's word that it has them. */
    static final int WINDOW_LINES = 32;

    /** What a line may have; a longer one is told and left out. */
    static final int LINE_LIMIT_BYTES = 64 * 1024;

    private static final int READ_BYTES = 8 * 1024;

    private final Semaphore window = new Semaphore(WINDOW_LINES);

    /** A line is done with: another one may be read. */
    void lineDone() {
        window.release();
    }

    void listen(InputStream in, SayErrand errand, Session session) {
        Thread reader = new Thread(() -> read(in, errand, session), "parley-input");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream in, SayErrand errand, Session session) {
        LineBuffer lines = new LineBuffer(new LineLimits(0, LINE_LIMIT_BYTES));
        LineBuffer.Sink sink = new LineBuffer.Sink() {
            @Override
            public void line(byte[] bytes, int offset, int length) {
                String line = new String(bytes, offset, length, StandardCharsets.UTF_8);
                window.acquireUninterruptibly();
                session.put(() -> errand.say(line));
            }

            @Override
            public void tooLong() {
                session.put(errand::skipTooLong);
            }
        };
        byte[] bytes = new byte[READ_BYTES];
        try {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                lines.feed(bytes, 0, count, sink);
            }
        } catch (IOException unreadable) {
            // An input that cannot be read any more has ended.
        }
        if (lines.pendingBytes() > 0) {
            lines.feed(new byte[] {'\n'}, 0, 1, sink);
        }
        session.put(errand::endInput);
    }
}
