package chat.parley.client.script;

import chat.parley.wire.Formatting;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object (RFC 8259) on one line. Characters that could steer a terminal are escaped, so that the line may be looked
 * at as it is.
 */
final class JsonLine {
    private final StringBuilder json = new StringBuilder("{");

    /** Adds a member; null is left out. */
    JsonLine put(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            string(value);
        }
        return this;
    }

    JsonLine put(String name, long value) {
        name(name);
        json.append(value);
        return this;
    }

    private void name(String name) {
        json.append(json.length() > 1 ? "," : "");
        string(name);
        json.append(':');
    }

    private void string(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text, i);
        }
        json.append('"');
    }

    private void character(String text, int index) {
        char c = text.charAt(index);
        switch (c) {
            case '"', '\\' -> json.append('\\').append(c);
            case '\n' -> json.append("\\n");
            case '\t' -> json.append("\\t");
            default -> {
                boolean isPaired = Character.isSurrogate(c) && isPaired(text, index);
                if (!isPaired && Formatting.isControl(c)) {
                    json.append(String.format("\\u%04x", (int) c));
                } else {
                    json.append(c);
                }
            }
        }
    }

    private static boolean isPaired(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }

    @Override
    public String toString() {
        return json + "}";
    }
}
