package chat.parley.node.transfer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes numbers and texts into an array that grows. Everything is written byte by byte, so that no byte order is involved. {@link ByteReader} is
 * the other half.
 */
final class ByteWriter {
    private static final int FIRST_BYTES = 256;

    // Mutable state
    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    void writeByte(int value) {
        require(1);
        bytes[length++] = (byte) value;
    }

    /** A number that is seldom far from 0: one byte up to 63, at most ten. */
    void writeNumber(long value) {
        writeUnsigned((value << 1) ^ (value >> 63));
    }

    /** A size or a place, seldom large and never negative: one byte up to 127. */
    void writeSize(int value) {
        writeUnsigned(value);
    }

    private void writeUnsigned(long value) {
        require(ByteReader.MAX_NUMBER_BYTES);
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** A number that may be anything: always eight bytes. */
    void writeBits(long value) {
        require(Long.BYTES);
        for (var shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    /** As UTF-8; half of a surrogate pair becomes a question mark. */
    void writeText(String text) {
        writeArray(text.getBytes(StandardCharsets.UTF_8));
    }

    void writeNullableText(@Nullable String text) {
        writeByte(text == null ? 0 : 1);
        if (text != null) {
            writeText(text);
        }
    }

    void writeArray(byte[] array) {
        writeSize(array.length);
        require(array.length);
        System.arraycopy(array, 0, bytes, length, array.length);
        length += array.length;
    }

    private void require(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
