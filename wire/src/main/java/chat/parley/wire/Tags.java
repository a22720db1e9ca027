package chat.parley.wire;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a message (IRCv3 message-tags), immutable, in the order in which they were written. A missing value is the
 * empty value. Keys that a peer sent are opaque, as the specification asks; keys of our own are checked by {@link #with}.
 */
public final class Tags implements Iterable<Map.Entry<String, String>> {
    /** No tags: what most lines have. */
    public static final Tags NONE = new Tags(Map.of());

    /** What a client may send between the {@code @} and the space, in bytes. */
    public static final int MAX_CLIENT_TAG_DATA = 4094;

    /** The same with the {@code @} and the space. */
    public static final int MAX_CLIENT_TAG_SECTION = MAX_CLIENT_TAG_DATA + 2;

    /** What a server may add of its own, in bytes. */
    public static final int MAX_SERVER_TAG_DATA = 4094;

    /** The longest section that a client must be ready for, with the {@code @} and the space, in bytes. */
    public static final int MAX_TAG_SECTION = 8191;

    private final Map<String, String> values;

    private Tags(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads what stands between the {@code @} and the space. Of several tags with one key the last counts; pieces without a
     * key are left out. Never throws.
     */
    public static Tags parse(String data) {
        Map<String, String> values = new LinkedHashMap<>();
        int start = 0;
        while (start < data.length()) {
            int semicolon = data.indexOf(';', start);
            int end = semicolon < 0 ? data.length() : semicolon;
            parseTag(data.substring(start, end), values);
            start = end + 1;
        }
        return values.isEmpty() ? NONE : new Tags(values);
    }

    private static void parseTag(String tag, Map<String, String> values) {
        int equals = tag.indexOf('=');
        String key = equals < 0 ? tag : tag.substring(0, equals);
        if (!key.isEmpty()) {
            values.put(key, equals < 0 ? "" : unescape(tag.substring(equals + 1)));
        }
    }

    /**
     * These and one more, or one changed in its place.
     *
     * @throws IllegalArgumentException when the key is none by the grammar, or the value holds a NUL
     */
    public Tags with(String key, String value) {
        if (!isValidKey(key)) {
            throw new IllegalArgumentException("Not a tag key: " + Formatting.visible(key)
                    + "; a key is [+][vendor/]name of letters, digits and hyphens");
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The value of the tag " + key + " holds a NUL: leave it out");
        }
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(key, value);
        return new Tags(more);
    }

    /** The unescaped value, empty for a tag without one, null where there is no such tag. */
    public @Nullable String get(String key) {
        return values.get(key);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public int size() {
        return values.size();
    }

    /** Only those that begin with {@code +}: what a server passes on from one client to others. */
    public Tags clientOnly() {
        Map<String, String> only = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key.charAt(0) == '+') {
                only.put(key, value);
            }
        });
        return only.isEmpty() ? NONE : only.size() == values.size() ? this : new Tags(only);
    }

    /** Whether the key follows the grammar {@code [+][vendor/]name}; not asked of what others send. */
    public static boolean isValidKey(String key) {
        String rest = key.startsWith("+") ? key.substring(1) : key;
        int slash = rest.indexOf('/');
        return (slash < 0 || isWord(rest.substring(0, slash), true)) && isWord(rest.substring(slash + 1), false);
    }

    private static boolean isWord(String text, boolean dots) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(
                                c -> LineParser.isLetter(c) || LineParser.isDigit(c) || c == '-' || (dots && c == '.'));
    }

    @Override
    public Iterator<Map.Entry<String, String>> iterator() {
        return Collections.unmodifiableMap(values).entrySet().iterator();
    }

    /** The escape letter of a character in a value, or 0 when it stands for itself. */
    static char escapeOf(char c) {
        return switch (c) {
            case ';' -> ':';
            case ' ' -> 's';
            case '\\' -> '\\';
            case '\r' -> 'r';
            case '\n' -> 'n';
            default -> 0;
        };
    }

    /** A backslash before any other character is dropped, and so is one at the end. */
    private static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\') {
                plain.append(c);
            } else if (++i < value.length()) {
                plain.append(unescaped(value.charAt(i)));
            }
        }
        return plain.toString();
    }

    private static char unescaped(char escape) {
        return switch (escape) {
            case ':' -> ';';
            case 's' -> ' ';
            case 'r' -> '\r';
            case 'n' -> '\n';
            default -> escape;
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tags tags && values.equals(tags.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** As on the wire, without the {@code @}. */
    @Override
    public String toString() {
        StringBuilder data = new StringBuilder();
        values.forEach((key, value) -> {
            data.append(data.length() == 0 ? "" : ";").append(key).append(value.isEmpty() ? "" : "=");
            value.chars().forEach(c -> {
                char escape = escapeOf((char) c);
                data.append(escape == 0 ? "" : "\\").append(escape == 0 ? (char) c : escape);
            });
        });
        return data.toString();
    }
}
