package chat.parley.node.dialect.text;

import chat.parley.node.dialect.Framer;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;

/**
 * Takes out what Telnet clients negotiate (RFC 854), answering nothing: a client that hears no answer goes on as if everything had been refused. Also
 * the NUL of CR NUL. UTF-8 has no byte 255, so that nothing of a text is lost.
 */
final class TelnetFilter implements Framer {
    private static final int IAC = 255;
    private static final int WILL = 251;
    private static final int DONT = 254;
    private static final int SUBNEGOTIATION = 250;
    private static final int SUBNEGOTIATION_END = 240;

    private final Framer inner;

    // Mutable state
    private State state = State.TEXT;

    private enum State {
        TEXT,
        AFTER_CR,
        COMMAND,
        OPTION,
        INSIDE,
        COMMAND_INSIDE
    }

    TelnetFilter(Framer inner) {
        this.inner = inner;
    }

    @Override
    public void feed(ByteString read, Consumer<Frame> frames) {
        var bytes = read.toArrayUnsafe();
        var kept = new byte[bytes.length];
        int length = 0;
        for (var next : bytes) {
            if (isText(next & 0xFF)) {
                kept[length++] = next;
            }
        }
        if (length > 0) {
            inner.feed(ByteString.fromArrayUnsafe(kept, 0, length), frames);
        }
    }

    private boolean isText(int next) {
        switch (state) {
            case TEXT, AFTER_CR -> {
                boolean padding = state == State.AFTER_CR && next == 0;
                state = next == IAC ? State.COMMAND : next == '\r' ? State.AFTER_CR : State.TEXT;
                return next != IAC && !padding;
            }
            case COMMAND ->
                state = next >= WILL && next <= DONT
                        ? State.OPTION
                        : next == SUBNEGOTIATION ? State.INSIDE : State.TEXT;
            case OPTION -> state = State.TEXT;
            case INSIDE -> state = next == IAC ? State.COMMAND_INSIDE : State.INSIDE;
            case COMMAND_INSIDE -> state = next == SUBNEGOTIATION_END ? State.TEXT : State.INSIDE;
        }
        return false;
    }

    @Override
    public boolean isMidFrame() {
        return inner.isMidFrame();
    }
}
