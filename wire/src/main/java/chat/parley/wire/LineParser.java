package chat.parley.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line out of bytes (Modern IRC, Message Format; IRCv3 message-tags; RFC 2812 section 2.3.1). Never throws on
 * any bytes; every fault is a {@link Parsed.Fault}. Any thread may use it.
 */
public final class LineParser {
    /** The most parameters of a line; the last takes whatever is left (RFC 2812 section 2.3.1). */
    public static final int MAX_PARAMS = 15;

    private static final int NONE = -1;

    private final byte[] bytes;
    private final int end;
    private int position;

    private LineParser(byte[] bytes, int offset, int end) {
        this.bytes = bytes;
        this.position = offset;
        this.end = end;
    }

    /** Reads what a client sent, without the line's end, within {@link LineLimits#FROM_CLIENT}. */
    public static Parsed parse(byte[] bytes, int offset, int length) {
        return parse(bytes, offset, length, LineLimits.FROM_CLIENT);
    }

    /** Reads the given range, which must lie within the array and holds a line without its end. */
    public static Parsed parse(byte[] bytes, int offset, int length, LineLimits limits) {
        int end = offset + length;
        LineFault fault = isBlank(bytes, offset, end) ? LineFault.EMPTY : faultOf(bytes, offset, end, limits);
        return fault == null ? new LineParser(bytes, offset, end).line() : new Parsed.Fault(fault);
    }

    /** Reads a text, without the line's end, within {@link LineLimits#FROM_CLIENT}. */
    public static Parsed parse(CharSequence text) {
        return parse(text, LineLimits.FROM_CLIENT);
    }

    public static Parsed parse(CharSequence text, LineLimits limits) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return parse(utf8.array(), utf8.arrayOffset(), utf8.limit(), limits);
        } catch (CharacterCodingException unpairedSurrogate) {
            return new Parsed.Fault(LineFault.NOT_UTF8);
        }
    }

    private static boolean isBlank(byte[] bytes, int offset, int end) {
        int i = offset;
        while (i < end && bytes[i] == ' ') {
            i++;
        }
        return i == end;
    }

    /** Length first, so that nothing is done for what is refused anyhow; then what no line may hold. */
    private static @Nullable LineFault faultOf(byte[] bytes, int offset, int end, LineLimits limits) {
        int body = offset;
        if (bytes[offset] == '@') {
            int space = indexOfSpace(bytes, offset, end);
            body = space + 1;
            if (body - offset > limits.tagSectionBytes()) {
                return LineFault.TAGS_TOO_LONG;
            }
        }
        return end - body > limits.bodyBytes() ? LineFault.TOO_LONG : contentFaultOf(bytes, offset, end);
    }

    private static @Nullable LineFault contentFaultOf(byte[] bytes, int offset, int end) {
        int union = 0;
        for (int i = offset; i < end; i++) {
            byte b = bytes[i];
            if (b == 0 || b == '\r' || b == '\n') {
                return LineFault.NUL_OR_STRAY_CR;
            }
            union |= b;
        }
        return union >= 0 || Utf8.isValid(bytes, offset, end - offset) ? null : LineFault.NOT_UTF8;
    }

    private Parsed line() {
        Tags tags = Tags.NONE;
        if (bytes[position] == '@') {
            int start = position + 1;
            toSpace();
            tags = Tags.parse(text(start, position));
            skipSpaces();
        }
        String source = null;
        if (position < end && bytes[position] == ':') {
            int start = position + 1;
            toSpace();
            source = text(start, position);
            skipSpaces();
        }
        String command = command();
        if (command == null || (source != null && source.isEmpty())) {
            return new Parsed.Fault(LineFault.MALFORMED);
        }
        return new Parsed.Ok(new Line(tags, source, command, params()));
    }

    /** {@code letter* / 3digit}. */
    private @Nullable String command() {
        int start = position;
        toSpace();
        return isCommand(start, position) ? Verbs.of(bytes, start, position - start) : null;
    }

    private boolean isCommand(int start, int stop) {
        int letters = 0;
        int digits = 0;
        for (int i = start; i < stop; i++) {
            letters += isLetter(bytes[i]) ? 1 : 0;
            digits += isDigit(bytes[i]) ? 1 : 0;
        }
        int length = stop - start;
        return length > 0 && (letters == length || (digits == length && length == 3));
    }

    private List<String> params() {
        skipSpaces();
        int first = nextParam();
        if (first == NONE) {
            return List.of();
        }
        String one = text(first, position);
        skipSpaces();
        if (position == end) {
            return List.of(one);
        }
        return moreParams(one);
    }

    private List<String> moreParams(String first) {
        String[] params = new String[MAX_PARAMS];
        params[0] = first;
        int count = 1;
        for (; count < MAX_PARAMS - 1; count++) {
            int start = nextParam();
            if (start == NONE) {
                return List.of(Arrays.copyOf(params, count));
            }
            params[count] = text(start, position);
            skipSpaces();
        }
        if (position < end) {
            int start = bytes[position] == ':' ? position + 1 : position;
            params[count++] = text(start, end);
        }
        return List.of(Arrays.copyOf(params, count));
    }

    /** Moves to the end of the next parameter and tells where it begins; a trailing one ends where the line ends. */
    private int nextParam() {
        if (position == end) {
            return NONE;
        }
        if (bytes[position] == ':') {
            int start = position + 1;
            position = end;
            return start;
        }
        int start = position;
        toSpace();
        return start;
    }

    private void toSpace() {
        position = indexOfSpace(bytes, position, end);
    }

    private void skipSpaces() {
        while (position < end && bytes[position] == ' ') {
            position++;
        }
    }

    /** The bytes were found to be UTF-8, so that nothing is replaced here. */
    private String text(int start, int stop) {
        return new String(bytes, start, stop - start, StandardCharsets.UTF_8);
    }

    /** The end where there is none. */
    private static int indexOfSpace(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] != ' ') {
            i++;
        }
        return i;
    }

    static boolean isLetter(int c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
