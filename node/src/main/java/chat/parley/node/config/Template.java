package chat.parley.node.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A text with placeholders such as {@code {name}}. Immutable. */
public final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private final String source;
    private final List<Part> parts;

    /** What stands as it is, or the name of a placeholder. */
    private record Part(String text, boolean placeholder) {}

    private Template(String source, List<Part> parts) {
        this.source = source;
        this.parts = List.copyOf(parts);
    }

    /** Reads a template; throws {@link IllegalArgumentException} on a placeholder that is not among {@code known}. */
    public static Template parse(String source, Set<String> known) {
        var parts = new ArrayList<Part>();
        var found = PLACEHOLDER.matcher(source);
        int from = 0;
        while (found.find()) {
            var name = found.group(1);
            if (!known.contains(name)) {
                throw new IllegalArgumentException("{" + name + "} means nothing here; known: "
                        + String.join(", ", known.stream().sorted().toList()));
            }
            addText(parts, source.substring(from, found.start()));
            parts.add(new Part(name, true));
            from = found.end();
        }
        addText(parts, source.substring(from));
        return new Template(source, parts);
    }

    private static void addText(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, false));
        }
    }

    /** The text with each placeholder replaced by what {@code values} gives for its name; values are not looked at again. */
    public String fill(UnaryOperator<String> values) {
        if (parts.size() == 1 && !parts.get(0).placeholder) {
            return source;
        }
        var filled = new StringBuilder();
        for (var part : parts) {
            filled.append(part.placeholder ? values.apply(part.text) : part.text);
        }
        return filled.toString();
    }

    public boolean isEmpty() {
        return source.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Template template && source.equals(template.source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }

    @Override
    public String toString() {
        return source;
    }
}
