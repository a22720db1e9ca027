package chat.parley.node.config;

import chat.parley.node.config.TextPreset.Console;
import chat.parley.node.config.TextPreset.Framing;
import chat.parley.node.config.TextPreset.Naming;
import chat.parley.node.config.TextPreset.Phrase;
import chat.parley.node.config.TextPreset.Words;
import chat.parley.wire.Formatting;
import chat.parley.wire.RoomName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads {@code parley.text-dialects}, each over {@code parley.text-dialect-defaults}. */
final class TextPresets {
    private static final int KIB = 1 << 10;
    private static final RoomName LOBBY = RoomName.of("#lobby");
    private static final Set<String> TAKEN_NAMES = Set.of("irc", "ircs", "ws", "wss");
    private static final Set<String> NOTHING = Set.of();
    private static final Set<String> COUNT = Set.of("count");
    private static final Set<String> ROOM = Set.of("count", "online", "room");
    private static final Set<String> MEMBER = Set.of("name", "address", "count", "online", "room");
    private static final Set<String> RENAMED = Set.of("name", "old");
    private static final Set<String> SAID = Set.of("name", "text", "time", "colour", "room");
    private static final Set<String> NOTICE = Set.of("text", "time");
    private static final Set<String> REFUSED = Set.of("name", "reason");
    private static final Set<String> CONSOLE = Set.of("name", "address", "room", "reason");
    private static final Set<String> CONSOLE_SAID = Set.of("name", "address", "room", "text");

    private TextPresets() {}

    static Map<String, TextPreset> read(Section parley) {
        var presets = new TreeMap<String, TextPreset>();
        parley.sections("text-dialects", "text-dialect-defaults").forEach((name, section) -> {
            if (!name.matches("[a-z][a-z0-9-]{0,30}") || TAKEN_NAMES.contains(name)) {
                parley.fault(
                        "text-dialects",
                        "\"" + name + "\" cannot be a dialect's name: take 1 to 31 small letters, digits and -,"
                                + " and none of "
                                + String.join(
                                        ", ", TAKEN_NAMES.stream().sorted().toList()));
            } else {
                presets.put(name, preset(name, section));
            }
        });
        return presets;
    }

    private static TextPreset preset(String name, Section section) {
        var preset = new TextPreset(
                name,
                section.text("room", LOBBY, RoomName::of),
                section.text("username", name, text -> username(text, name)),
                framing(section.section("framing")),
                naming(section.section("naming")),
                section.texts("leaving"),
                section.flag("commands"),
                section.flag("echo"),
                section.texts("colours"),
                words(section.section("words")),
                console(section.section("console")));
        fits(preset, section);
        return preset;
    }

    private static Framing framing(Section section) {
        return new Framing(
                section.choice("kind", Framing.Kind.class),
                section.count("header-bytes", 1, 10),
                section.texts("end-marks"),
                section.flag("telnet"),
                section.bytes("max", 64, 64 * KIB),
                section.bytes("max-skipped", 64, 16 * KIB * KIB),
                section.time("within", Duration.ofMillis(100), Duration.ofDays(1)),
                section.bytes("shown", 128, 64 * KIB),
                section.time("spacing", Duration.ZERO, Duration.ofSeconds(1)));
    }

    private static Naming naming(Section section) {
        return new Naming(
                section.choice("from", Naming.From.class),
                section.text("separator"),
                section.count("tries", 1, 1000),
                section.text("forbidden"),
                section.texts("reserved"));
    }

    private static Words words(Section section) {
        return new Words(
                phrase(section, "ask", NOTHING),
                phrase(section, "welcome", ROOM),
                phrase(section, "moved", ROOM),
                phrase(section, "joined", MEMBER),
                phrase(section, "left", MEMBER),
                phrase(section, "renamed", RENAMED),
                phrase(section, "said", SAID),
                phrase(section, "notice", NOTICE),
                phrase(section, "goodbye", NOTHING),
                template(section, "private", Set.of("text")),
                template(section, "taken", REFUSED),
                template(section, "not-allowed", REFUSED),
                template(section, "one", COUNT),
                template(section, "many", COUNT));
    }

    private static Console console(Section section) {
        return new Console(
                template(section, "connected", Set.of("address")),
                template(section, "unnamed", Set.of("address", "reason")),
                template(section, "named", CONSOLE),
                template(section, "said", CONSOLE_SAID),
                template(section, "left", CONSOLE));
    }

    private static Template template(Section section, String key, Set<String> known) {
        return section.text(key, Template.parse("", known), text -> Template.parse(text, known));
    }

    private static Phrase phrase(Section section, String key, Set<String> known) {
        var frames = new ArrayList<Template>();
        for (var text : section.textOrTexts(key)) {
            try {
                frames.add(Template.parse(text, known));
            } catch (IllegalArgumentException e) {
                section.fault(key, String.valueOf(e.getMessage()));
            }
        }
        return new Phrase(List.copyOf(frames));
    }

    private static String username(String text, String name) {
        var username = text.isEmpty() ? name : text;
        if (!username.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not 1 to 64 letters, digits and .-_");
        }
        return username;
    }

    /** What no single key can know. */
    private static void fits(TextPreset preset, Section section) {
        var framing = preset.framing();
        var words = section.section("words");
        if (framing.kind() == Framing.Kind.END_MARK
                && (framing.endMarks().isEmpty() || framing.endMarks().contains(""))) {
            section.section("framing")
                    .fault("end-marks", "give at least one text that ends a message, and no empty one");
        }
        if (framing.kind() == Framing.Kind.LENGTH_HEADER
                && String.valueOf(Math.max(framing.shownBytes(), framing.maxBytes()))
                                .length()
                        > framing.headerBytes()) {
            section.section("framing")
                    .fault("header-bytes", "too few digits for messages of framing.max and framing.shown");
        }
        if (framing.maxSkippedBytes() < framing.maxBytes()) {
            section.section("framing").fault("max-skipped", "must not be below framing.max");
        }
        if (preset.naming().from() == Naming.From.EACH_MESSAGE
                && preset.naming().separator().isEmpty()) {
            section.section("naming")
                    .fault("separator", "where the name stands in each message, something must end it");
        }
        if (preset.naming().from() == Naming.From.ASKED && preset.words().ask().isEmpty()) {
            words.fault("ask", "where the name is asked for, there must be a question");
        }
        if (preset.words().said().isEmpty()) {
            words.fault("said", "without it nobody hears anything; such as \"{name}: {text}\\n\"");
        }
        preset.colours().stream()
                .filter(colour -> !colour.matches("\u001b\\[[0-9;]{1,10}m"))
                .forEach(colour -> section.fault(
                        "colours", "\"" + Formatting.visible(colour) + "\" is no colour, such as \"\\u001b[34m\""));
    }
}
