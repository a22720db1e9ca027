package chat.parley.wire;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Prints lines into bytes, part by part and in the order of the wire: tags, source, command, middle parameters, one last
 * parameter, {@link #end}. Reusable, and many lines may stand in it until they are taken; who writes many bounds them by
 * {@link #size}. For one thread.
 *
 * <p>What would be no line is a mistake of the caller: an {@link IllegalArgumentException} for a part that cannot stand
 * where it is put, that holds a NUL, CR or LF, or that makes the line too long; an {@link IllegalStateException} for parts
 * out of order. Nothing is ever cut. After either the begun line is gone, the lines before it stay.
 */
public final class LineWriter {
    /** How long a line may be, without its tags but with CR LF (RFC 2812 section 2.3). */
    public static final int MAX_BODY_BYTES = 512;

    private static final int CR_LF_BYTES = 2;
    private static final int SPACE_COLON_BYTES = 2;
    private static final int NOT_YET = -1;

    // Mutable state
    private byte[] bytes = new byte[MAX_BODY_BYTES];
    private int size;
    private int lineStart;
    private int bodyStart = NOT_YET;
    private boolean hasCommand;
    private boolean hasLast;

    /** How many bytes a trailing text may have behind this source, command and middle parameters; negative for none. */
    public static int roomFor(String source, String command, String... middles) {
        int head = Utf8.length(source) + 2 + command.length();
        for (String middle : middles) {
            head += Utf8.length(middle) + 1;
        }
        return MAX_BODY_BYTES - CR_LF_BYTES - SPACE_COLON_BYTES - head;
    }

    /** One tag, escaped; the key is taken as it is. */
    public LineWriter tag(String key, String value) {
        requireOrder(bodyStart == NOT_YET, "Tags come before the source and the command");
        if (key.isEmpty() || key.indexOf(';') >= 0 || key.indexOf('=') >= 0 || key.indexOf(' ') >= 0) {
            throw refused("Not a tag key: \"" + Formatting.visible(key) + "\"");
        }
        put(size == lineStart ? '@' : ';');
        putText(key);
        if (!value.isEmpty()) {
            put('=');
            putEscaped(value);
        }
        if (size - lineStart >= Tags.MAX_TAG_SECTION) {
            throw refused("The tags have more than " + Tags.MAX_TAG_SECTION + " bytes");
        }
        return this;
    }

    public LineWriter tags(Tags tags) {
        tags.forEach(tag -> tag(tag.getKey(), tag.getValue()));
        return this;
    }

    /** Without the colon. */
    public LineWriter source(String source) {
        beginBody();
        requireOrder(size == bodyStart, "The source comes before the command, and once");
        if (!isWord(source)) {
            throw refused("Not a source: \"" + Formatting.visible(source) + "\"");
        }
        put(':');
        putText(source);
        put(' ');
        return this;
    }

    /** A verb, in capitals. */
    public LineWriter command(String command) {
        beginBody();
        requireOrder(!hasCommand, "A line has one command");
        if (!isCommand(command)) {
            throw refused("Not a command: \"" + Formatting.visible(command) + "\"");
        }
        putText(command);
        hasCommand = true;
        return this;
    }

    public LineWriter command(Numeric numeric) {
        return command(numeric.code());
    }

    /** A parameter before the last: not empty, without a space, not beginning with a colon. */
    public LineWriter param(String middle) {
        requireParam();
        if (!isMiddle(middle)) {
            throw refused("Only the last parameter may be \"" + Formatting.visible(middle) + "\"");
        }
        put(' ');
        putText(middle);
        return this;
    }

    /** The last parameter, with a colon where it needs one: when it is empty, begins with a colon or holds a space. */
    public LineWriter last(String param) {
        return isMiddle(param) ? param(param).closed() : trailing(param);
    }

    /** The last parameter with a colon, needed or not, as is customary for text. */
    public LineWriter trailing(String text) {
        requireParam();
        put(' ');
        put(':');
        putText(text);
        return closed();
    }

    /** Ends the line with CR LF. */
    public LineWriter end() {
        requireOrder(hasCommand, "A line has a command");
        put('\r');
        put('\n');
        beginLine();
        return this;
    }

    /** A whole line with its end. */
    public LineWriter line(Line line) {
        tags(line.tags());
        String source = line.source();
        if (source != null) {
            source(source);
        }
        command(line.command());
        int lastIndex = line.params().size() - 1;
        for (int i = 0; i < lastIndex; i++) {
            param(line.params().get(i));
        }
        if (lastIndex >= 0) {
            last(line.params().get(lastIndex));
        }
        return end();
    }

    /**
     * Lists words in the trailing parameter, on as many lines as are needed; none for no words.
     *
     * @param head writes everything before the trailing parameter, anew for each line
     * @throws IllegalArgumentException when a word has no room even on a line of its own
     */
    public LineWriter words(Consumer<LineWriter> head, Iterable<String> words) {
        StringBuilder text = new StringBuilder();
        int room = 0;
        for (String word : words) {
            if (word.isEmpty()) {
                throw refused("A list has no empty words");
            }
            int needed = Utf8.length(word);
            if (text.length() > 0 && needed + 1 > room) {
                trailing(text.toString()).end();
                text.setLength(0);
            }
            if (text.length() == 0) {
                head.accept(this);
                room = remaining() - needed;
                text.append(word);
            } else {
                room -= needed + 1;
                text.append(' ').append(word);
            }
        }
        return text.length() == 0 ? this : trailing(text.toString()).end();
    }

    /** How many bytes a trailing parameter may have, here and now; negative for none. */
    public int remaining() {
        int body = bodyStart == NOT_YET ? 0 : size - bodyStart;
        return MAX_BODY_BYTES - CR_LF_BYTES - SPACE_COLON_BYTES - body;
    }

    /** Whether the text can be the trailing parameter of the begun line. */
    public boolean fits(String trailing) {
        return Utf8.length(trailing) <= remaining();
    }

    /** Bytes of all ended lines. */
    public int size() {
        return lineStart;
    }

    /** The ended lines; the writer is empty afterwards. */
    public byte[] takeBytes() {
        requireOrder(size == lineStart, "The begun line was not ended");
        byte[] taken = Arrays.copyOf(bytes, size);
        size = 0;
        beginLine();
        return taken;
    }

    private void beginLine() {
        lineStart = size;
        bodyStart = NOT_YET;
        hasCommand = false;
        hasLast = false;
    }

    private void beginBody() {
        if (bodyStart == NOT_YET) {
            if (size > lineStart) {
                put(' ');
            }
            bodyStart = size;
        }
    }

    private LineWriter closed() {
        hasLast = true;
        return this;
    }

    private void requireParam() {
        requireOrder(hasCommand && !hasLast, "Parameters come after the command, and none after the last");
    }

    private void requireOrder(boolean inOrder, String rule) {
        if (!inOrder) {
            dropLine();
            throw new IllegalStateException(rule);
        }
    }

    private IllegalArgumentException refused(String why) {
        dropLine();
        return new IllegalArgumentException(why);
    }

    private void dropLine() {
        size = lineStart;
        beginLine();
    }

    private void putEscaped(String value) {
        int plain = 0;
        for (int i = 0; i < value.length(); i++) {
            char escape = Tags.escapeOf(value.charAt(i));
            if (escape != 0) {
                putText(value.substring(plain, i));
                put('\\');
                put(escape);
                plain = i + 1;
            }
        }
        putText(plain == 0 ? value : value.substring(plain));
    }

    private void putText(String text) {
        ensure(text.length() * 3);
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == 0 || c == '\r' || c == '\n') {
                throw refused("A NUL, CR or LF cannot be sent: \"" + Formatting.visible(text) + "\"");
            }
            if (c < 0x80) {
                bytes[size++] = (byte) c;
                i++;
            } else {
                i += putWide(text.codePointAt(i));
            }
        }
        if (bodyStart != NOT_YET && size - bodyStart > MAX_BODY_BYTES - CR_LF_BYTES) {
            throw refused("The line has more than " + MAX_BODY_BYTES + " bytes: ask remaining() first");
        }
    }

    /** Writes a code point above U+007F and tells how many chars it was. */
    private int putWide(int codePoint) {
        if (Utf8.isSurrogate(codePoint)) {
            throw refused("Half a surrogate pair cannot be sent");
        }
        if (codePoint < 0x800) {
            bytes[size++] = (byte) (0xC0 | codePoint >> 6);
        } else if (codePoint < 0x10000) {
            bytes[size++] = (byte) (0xE0 | codePoint >> 12);
            bytes[size++] = (byte) (0x80 | (codePoint >> 6 & 0x3F));
        } else {
            bytes[size++] = (byte) (0xF0 | codePoint >> 18);
            bytes[size++] = (byte) (0x80 | (codePoint >> 12 & 0x3F));
            bytes[size++] = (byte) (0x80 | (codePoint >> 6 & 0x3F));
        }
        bytes[size++] = (byte) (0x80 | (codePoint & 0x3F));
        return Character.charCount(codePoint);
    }

    private void put(char ascii) {
        ensure(1);
        bytes[size++] = (byte) ascii;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    /** Whether the text may stand before the last parameter. */
    static boolean isMiddle(String text) {
        return isWord(text) && text.charAt(0) != ':';
    }

    static boolean isWord(String text) {
        return !text.isEmpty() && text.indexOf(' ') < 0;
    }

    /** {@code letter* / 3digit}. */
    static boolean isCommand(String text) {
        int letters = 0;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            letters += LineParser.isLetter(text.charAt(i)) ? 1 : 0;
            digits += LineParser.isDigit(text.charAt(i)) ? 1 : 0;
        }
        int length = text.length();
        return length > 0 && (letters == length || (digits == length && length == 3));
    }

    /** Whether the text can be sent at all: no NUL, CR or LF, no half of a surrogate pair. */
    static boolean isText(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || c == '\r' || c == '\n' || Utf8.isSurrogate(c));
    }
}
