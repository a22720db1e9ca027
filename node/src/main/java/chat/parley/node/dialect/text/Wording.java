package chat.parley.node.dialect.text;

import chat.parley.node.config.Template;
import chat.parley.node.config.TextPreset;
import chat.parley.node.config.TextPreset.Phrase;
import chat.parley.node.dialect.Pace;
import chat.parley.node.person.Identity;
import chat.parley.wire.Nick;
import chat.parley.wire.Utf8;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A preset's words as bytes on its wire. One for each preset and node: two are equal only if they are the same. Immutable; any thread.
 */
final class Wording {
    private static final ByteString NOTHING = ByteString.emptyByteString();
    private static final ByteString END = ByteString.fromArrayUnsafe(new byte[] {Pace.MESSAGE_END});
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Pattern TIME_FORMAT = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");

    /** What of a text goes into one message, however long the rest of it is. */
    private static final int MIN_PIECE_BYTES = 16;

    private final TextPreset preset;
    private final ZoneId zone;

    /** @param zone of the times that are shown */
    Wording(TextPreset preset, ZoneId zone) {
        this.preset = preset;
        this.zone = zone;
    }

    TextPreset preset() {
        return preset;
    }

    TextPreset.Words words() {
        return preset.words();
    }

    /** A phrase with these values; empty where the preset has no words for it. */
    ByteString say(Phrase phrase, Map<String, String> values) {
        return phrase.isEmpty() ? NOTHING : framed(phrase, name -> values.getOrDefault(name, ""));
    }

    /** Something that the server has to say to this one alone; on several lines as several. */
    ByteString notice(String text, long timeMillis) {
        var shown = text;
        for (char forbidden : preset.naming().forbidden().toCharArray()) {
            shown = shown.replace(forbidden, ',');
        }
        return inPieces(words().notice(), shown, Map.of("time", time(timeMillis)));
    }

    /** What somebody says. */
    ByteString said(
            String name, String text, long timeMillis, @Nullable String colour, @Nullable String time, String room) {
        var values = Map.of(
                "name",
                name,
                "time",
                time == null ? time(timeMillis) : time,
                "colour",
                colour == null ? colourOf(name) : colour,
                "room",
                room);
        return inPieces(words().said(), text, values);
    }

    private ByteString inPieces(Phrase phrase, String text, Map<String, String> values) {
        int overhead = phrase.frames().stream()
                .mapToInt(frame -> Utf8.length(frame.fill(name -> values.getOrDefault(name, ""))))
                .sum();
        int atMost = Math.max(MIN_PIECE_BYTES, preset.framing().shownBytes() - overhead);
        var all = NOTHING;
        for (var rest = text; !rest.isEmpty(); ) {
            var piece = Utf8.truncate(rest, atMost);
            all = all.concat(framed(phrase, name -> name.equals("text") ? piece : values.getOrDefault(name, "")));
            rest = rest.substring(piece.length());
        }
        return all;
    }

    private ByteString framed(Phrase phrase, UnaryOperator<String> values) {
        var bytes = new ByteStringBuilder();
        for (var frame : phrase.frames()) {
            var content = frame.fill(values).getBytes(StandardCharsets.UTF_8);
            if (preset.framing().kind() == TextPreset.Framing.Kind.LENGTH_HEADER) {
                bytes.append(header(content.length));
            }
            bytes.append(ByteString.fromArrayUnsafe(content));
        }
        if (!preset.framing().spacing().isZero()) {
            bytes.append(END);
        }
        return bytes.result().compact();
    }

    private ByteString header(int length) {
        var digits = Integer.toString(length);
        return ByteString.fromString(
                digits + " ".repeat(Math.max(0, preset.framing().headerBytes() - digits.length())));
    }

    /** How many are there: one for 0 too. */
    String online(int count) {
        var template = count <= 1 ? words().one() : words().many();
        return template.fill(name -> Integer.toString(count));
    }

    String fill(Template template, Map<String, String> values) {
        return template.fill(name -> values.getOrDefault(name, ""));
    }

    /** What these clients know somebody as: the name, or the nick where they could not read the name. */
    String nameOf(Identity identity, @Nullable String realName) {
        var name = NameMapping.nameOf(identity, realName);
        return isAllowed(name) ? name : identity.nick().text();
    }

    private boolean isAllowed(String name) {
        return preset.naming().forbidden().chars().noneMatch(c -> name.indexOf(c) >= 0)
                && !preset.naming().reserved().contains(name);
    }

    /** Why somebody cannot have this (normal) name, for {reason}; {@code null} if they can. */
    @Nullable
    String fault(String name, int maxBytes) {
        if (name.isEmpty()) {
            return "it is empty";
        }
        if (!NameMapping.isName(name)) {
            return "it has characters that nobody can see";
        }
        if (Utf8.length(name) > maxBytes) {
            return "it has more than " + maxBytes + " bytes";
        }
        if (preset.commands() && name.startsWith("/")) {
            return "it begins with a slash";
        }
        return isAllowed(name) || Nick.parse(name).isPresent()
                ? null
                : "it is reserved, or has one of these: " + preset.naming().forbidden();
    }

    boolean isColour(String sequence) {
        return preset.colours().contains(sequence);
    }

    static boolean isTime(String text) {
        return TIME_FORMAT.matcher(text).matches();
    }

    private String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    private String colourOf(String name) {
        var colours = preset.colours();
        return colours.isEmpty() ? "" : colours.get(Math.floorMod(name.hashCode(), colours.size()));
    }
}
