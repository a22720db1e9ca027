package chat.parley.node.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ByteWriter} wrote. Whatever the bytes are, it throws nothing worse than {@link IllegalArgumentException}, and allocates no more
 * than they are long.
 */
final class ByteReader {
    /** Seven bits of a number are in each byte. */
    static final int MAX_NUMBER_BYTES = 10;

    private final byte[] bytes;

    // Mutable state
    private int next;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int readByte() {
        require(1);
        return bytes[next++];
    }

    long readNumber() {
        var bits = readUnsigned();
        return (bits >>> 1) ^ -(bits & 1);
    }

    /** How many of something follow, each of which takes a byte at least. */
    int readSize() {
        var size = readUnsigned();
        if (size < 0 || size > bytes.length - next) {
            throw new IllegalArgumentException(
                    size + " of something cannot follow in " + (bytes.length - next) + " bytes");
        }
        return (int) size;
    }

    /** Which of so many something is, from 1; 0 for none of them. */
    int readPlace(int known) {
        var place = readUnsigned();
        if (place < 0 || place > known) {
            throw new IllegalArgumentException("there is no number " + place + " among " + known);
        }
        return (int) place;
    }

    private long readUnsigned() {
        var value = 0L;
        for (var i = 0; i < MAX_NUMBER_BYTES; i++) {
            var part = readByte();
            value |= (part & 0x7FL) << (7 * i);
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has more than " + MAX_NUMBER_BYTES + " bytes");
    }

    long readBits() {
        require(Long.BYTES);
        var value = 0L;
        for (var i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | (bytes[next++] & 0xFF);
        }
        return value;
    }

    String readText() {
        var size = readSize();
        next += size;
        return new String(bytes, next - size, size, StandardCharsets.UTF_8);
    }

    @Nullable
    String readNullableText() {
        return readFlag() ? readText() : null;
    }

    boolean readFlag() {
        var value = readByte();
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException("a flag is 0 or 1, not " + value);
        }
        return value == 1;
    }

    byte[] readArray() {
        var size = readSize();
        next += size;
        return Arrays.copyOfRange(bytes, next - size, next);
    }

    /** Must be the end: what follows is of another format than the one that was read. */
    void end() {
        if (next != bytes.length) {
            throw new IllegalArgumentException((bytes.length - next) + " bytes follow after the end");
        }
    }

    private void require(int more) {
        if (bytes.length - next < more) {
            throw new IllegalArgumentException("the message ends within a value");
        }
    }
}
