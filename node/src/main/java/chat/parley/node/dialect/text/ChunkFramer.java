package chat.parley.node.dialect.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.parley.node.config.TextPreset;
import chat.parley.node.dialect.Framer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Messages without any framing: what one read brings is one. A read that ends within a character of UTF-8 is kept until the rest has come. LF ends a
 * message too. Where the first message is the sender's name and every other one begins with it, messages of one read are told apart by that, unless
 * a space stands before it: then somebody is quoting.
 */
final class ChunkFramer implements Framer {
    private final int maxBytes;
    private final int maxSkippedBytes;
    private final byte[] separator;
    private final List<byte[]> leaving;

    // Mutable state
    private byte[] held = new byte[0];
    private byte @Nullable [] prefix;
    private int skippedBytes;
    private boolean broken;

    /**
     * @param separator what stands between the name and the text; empty where messages do not begin with a name
     * @param leaving messages that can follow without a name before them
     */
    ChunkFramer(TextPreset.Framing framing, String separator, List<String> leaving) {
        this.maxBytes = framing.maxBytes();
        this.maxSkippedBytes = framing.maxSkippedBytes();
        this.separator = (separator.isEmpty() || separator.endsWith(" ") ? separator : separator + " ").getBytes(UTF_8);
        this.leaving = leaving.stream().map(word -> word.getBytes(UTF_8)).toList();
    }

    @Override
    public void feed(ByteString read, Consumer<Frame> frames) {
        if (broken) {
            return;
        }
        var bytes = joined(held, read.toArrayUnsafe());
        held = new byte[0];
        var messages = split(bytes);
        for (int i = 0; i < messages.size() && !broken; i++) {
            give(messages.get(i), i == messages.size() - 1, frames);
        }
    }

    private void give(byte[] message, boolean last, Consumer<Frame> frames) {
        if (message.length > maxBytes) {
            refuse(message, frames);
        } else if (last && endsWithinCharacter(message)) {
            held = message;
        } else {
            skippedBytes = 0;
            frames.accept(new Frame.Complete(ByteString.fromArrayUnsafe(message)));
        }
    }

    private void refuse(byte[] message, Consumer<Frame> frames) {
        if (skippedBytes == 0) {
            frames.accept(new Frame.Oversized(maxBytes));
        }
        skippedBytes += message.length;
        if (skippedBytes > maxSkippedBytes) {
            broken = true;
            frames.accept(new Frame.Broken("a message has at most " + maxBytes + " bytes, and this one does not end"));
        }
    }

    private List<byte[]> split(byte[] bytes) {
        var messages = new ArrayList<byte[]>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                splitByName(Arrays.copyOfRange(bytes, from, i), messages);
                from = i + 1;
            }
        }
        if (from < bytes.length) {
            splitByName(Arrays.copyOfRange(bytes, from, bytes.length), messages);
        }
        return messages;
    }

    private void splitByName(byte[] bytes, List<byte[]> messages) {
        if (separator.length == 0) {
            messages.add(bytes);
            return;
        }
        int from = 0;
        if (prefix == null) {
            from = nameLength(bytes);
            var name = Arrays.copyOfRange(bytes, 0, from);
            messages.add(name);
            learn(name);
        }
        for (int i = from + 1; i < bytes.length; i++) {
            if (beginsMessage(bytes, i)) {
                messages.add(Arrays.copyOfRange(bytes, from, i));
                from = i;
            }
        }
        if (from < bytes.length) {
            messages.add(Arrays.copyOfRange(bytes, from, bytes.length));
        }
    }

    private void learn(byte[] name) {
        int length = name.length > 0 && name[name.length - 1] == '\r' ? name.length - 1 : name.length;
        if (length > 0 && !endsWithinCharacter(name)) {
            prefix = joined(Arrays.copyOf(name, length), separator);
        }
    }

    private boolean beginsMessage(byte[] bytes, int at) {
        return bytes[at - 1] != ' ' && ((prefix != null && startsWith(bytes, at, prefix)) || leaves(bytes, at));
    }

    /** Whether nothing but a word of leaving is left. */
    private boolean leaves(byte[] bytes, int at) {
        return leaving.stream().anyMatch(word -> Arrays.equals(bytes, at, bytes.length, word, 0, word.length));
    }

    /** The name alone, or the name and behind it what begins with it again: its length. */
    private int nameLength(byte[] bytes) {
        for (int i = 1; i < bytes.length; i++) {
            if (i % 2 == 0 && startsWith(bytes, i, separator) && Arrays.equals(bytes, 0, i / 2, bytes, i / 2, i)) {
                return i / 2;
            }
            if (leaves(bytes, i)) {
                return i;
            }
        }
        return bytes.length;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] beginning) {
        return at + beginning.length <= bytes.length
                && Arrays.equals(bytes, at, at + beginning.length, beginning, 0, beginning.length);
    }

    /** Whether the last bytes are the beginning of a sequence that is not complete (RFC 3629 section 3). */
    private static boolean endsWithinCharacter(byte[] bytes) {
        for (int back = 1; back <= Math.min(3, bytes.length); back++) {
            int each = bytes[bytes.length - back] & 0xFF;
            if (each < 0x80) {
                return false;
            }
            if (each >= 0xC0) {
                int length = each < 0xE0 ? 2 : each < 0xF0 ? 3 : each < 0xF8 ? 4 : 0;
                return length > back;
            }
        }
        return false;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        if (one.length == 0) {
            return other;
        }
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Override
    public boolean isMidFrame() {
        return held.length > 0;
    }
}
