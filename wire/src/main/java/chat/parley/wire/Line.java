package chat.parley.wire;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One IRC message (Modern IRC, Message Format), immutable. Every line can be printed and read again as the same line,
 * unless it is too long ({@link #bodyBytes}).
 */
public final class Line {
    private final Tags tags;
    private final @Nullable String source;
    private final String command;
    private final List<String> params;

    /** For those who have checked the parts. */
    Line(Tags tags, @Nullable String source, String command, List<String> params) {
        this.tags = tags;
        this.source = source;
        this.command = command;
        this.params = params;
    }

    /** A line without tags and source; throws as {@link #of(Tags, String, String, List)} does. */
    public static Line of(String command, String... params) {
        return of(Tags.NONE, null, command, List.of(params));
    }

    /**
     * A line out of its parts.
     *
     * @param command letters, which are upper-cased, or three digits
     * @param params at most {@link LineParser#MAX_PARAMS}; only the last may be empty, hold a space or begin with a colon
     * @throws IllegalArgumentException where the parts make no line, or one of them holds a NUL, CR or LF
     */
    public static Line of(Tags tags, @Nullable String source, String command, List<String> params) {
        if (params.size() > LineParser.MAX_PARAMS) {
            throw new IllegalArgumentException(
                    "A line has at most " + LineParser.MAX_PARAMS + " parameters, not " + params.size());
        }
        Line line = new Line(tags, source, upper(command), List.copyOf(params));
        line.checkParts();
        return line;
    }

    /** Reads a text, without the line's end, within {@link LineLimits#FROM_CLIENT}; never throws. */
    public static Parsed parse(CharSequence text) {
        return LineParser.parse(text);
    }

    public Line withTags(Tags newTags) {
        return new Line(newTags, source, command, params);
    }

    /**
     * The same line from somebody.
     *
     * @throws IllegalArgumentException when the source is empty or holds a space, NUL, CR or LF
     */
    public Line withSource(String newSource) {
        return of(tags, newSource, command, params);
    }

    public Tags tags() {
        return tags;
    }

    /** Who it is from, without the colon; null where the line does not say. */
    public @Nullable String source() {
        return source;
    }

    /** The verb in capitals, or three digits. */
    public String command() {
        return command;
    }

    public List<String> params() {
        return params;
    }

    /** The parameter with this index, counted from 0; null where the line has fewer. */
    public @Nullable String param(int index) {
        return index < params.size() ? params.get(index) : null;
    }

    /** How long the line is without its tags but with CR LF; {@link LineWriter#MAX_BODY_BYTES} is the bound. */
    public int bodyBytes() {
        int bytes = (source == null ? 0 : Utf8.length(source) + 2) + command.length() + 2;
        for (String param : params) {
            bytes += Utf8.length(param) + 1;
        }
        return bytes + (endsWithColon() ? 1 : 0);
    }

    /**
     * The printed line with its CR LF.
     *
     * @throws IllegalArgumentException when it is too long
     */
    public byte[] toBytes() {
        return new LineWriter().line(this).takeBytes();
    }

    private boolean endsWithColon() {
        return !params.isEmpty() && !LineWriter.isMiddle(params.get(params.size() - 1));
    }

    private void checkParts() {
        check(LineWriter.isCommand(command), "The command must be letters or three digits", command);
        if (source != null) {
            check(LineWriter.isWord(source), "The source must not be empty or hold a space", source);
            checkText(source);
        }
        params.forEach(Line::checkText);
        for (String param : params.subList(0, Math.max(0, params.size() - 1))) {
            check(
                    LineWriter.isMiddle(param),
                    "Only the last parameter may be empty, hold a space or begin with :",
                    param);
        }
    }

    private static void checkText(String text) {
        check(LineWriter.isText(text), "No part may hold a NUL, CR or LF, or half a surrogate pair", text);
    }

    private static void check(boolean right, String rule, String text) {
        if (!right) {
            throw new IllegalArgumentException(rule + ": \"" + Formatting.visible(text) + "\"");
        }
    }

    /** ASCII only, whatever the locale; anything else is refused right after. */
    private static String upper(String command) {
        StringBuilder upper = new StringBuilder(command);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            if (c >= 'a' && c <= 'z') {
                upper.setCharAt(i, (char) (c & ~0x20));
            }
        }
        return upper.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Line line
                && tags.equals(line.tags)
                && Objects.equals(source, line.source)
                && command.equals(line.command)
                && params.equals(line.params);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tags, source, command, params);
    }

    /** As on the wire, with control characters made visible: safe in a log and on a terminal. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (!tags.isEmpty()) {
            text.append('@').append(tags).append(' ');
        }
        if (source != null) {
            text.append(':').append(source).append(' ');
        }
        text.append(command);
        for (int i = 0; i < params.size(); i++) {
            boolean colon = i == params.size() - 1 && endsWithColon();
            text.append(colon ? " :" : " ").append(params.get(i));
        }
        return Formatting.visible(text.toString());
    }
}
