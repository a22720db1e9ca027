package chat.parley.client.view;

import chat.parley.client.model.Happening.Said;
import chat.parley.wire.Formatting;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jline.terminal.Terminal;

/**
 * Lets a person know of a message while they look elsewhere: a bell, a word of the terminal to the desktop, and a program of
 * theirs. Used by the loop's thread.
 */
public final class Alerts {
    /** How a terminal is asked to tell the desktop. */
    public enum Notification {
        /** It is not. */
        NONE,
        /** iTerm2's, which WezTerm, Ghostty and others know too. */
        OSC_9,
        /** kitty's. */
        OSC_99,
        /** urxvt's, which foot and others know too. */
        OSC_777;

        /** What the terminal knows, as far as its environment tells. */
        public static Notification of(Map<String, String> environment) {
            String program = environment.getOrDefault("TERM_PROGRAM", "").toLowerCase(Locale.ROOT);
            String type = environment.getOrDefault("TERM", "");
            if (environment.containsKey("KITTY_WINDOW_ID")) {
                return OSC_99;
            }
            // In tmux the program is tmux; what the terminal around it left behind is still there.
            if (List.of("iterm.app", "wezterm", "ghostty").contains(program)
                    || environment.containsKey("WEZTERM_PANE")
                    || environment.containsKey("GHOSTTY_RESOURCES_DIR")
                    || environment.getOrDefault("LC_TERMINAL", "").equals("iTerm2")) {
                return OSC_9;
            }
            return type.startsWith("foot") || type.startsWith("rxvt") ? OSC_777 : NONE;
        }
    }

    /**
     * What is done.
     *
     * @param hook a program with its arguments, which finds the message in its environment (PARLEY_PLACE, PARLEY_SENDER,
     *     PARLEY_TEXT, PARLEY_TIME, PARLEY_KIND, PARLEY_MSGID); empty for none
     * @param insideTmux whether words for the terminal have to pass through tmux ({@code allow-passthrough on})
     */
    public record Settings(boolean bell, Notification notification, List<String> hook, boolean insideTmux) {
        public Settings {
            hook = List.copyOf(hook);
        }

        /** A bell, and what the terminal knows. */
        public static Settings of(Map<String, String> environment) {
            return new Settings(true, Notification.of(environment), List.of(), environment.containsKey("TMUX"));
        }
    }

    /** Programs that may run at once; a flood of mentions starts no flood of processes. */
    private static final int HOOKS_LIMIT = 4;

    private static final int TEXT_LIMIT = 200;

    private final Terminal terminal;
    private final Settings settings;
    private final List<Process> hooks = new ArrayList<>();

    public Alerts(Terminal terminal, Settings settings) {
        this.terminal = terminal;
        this.settings = settings;
    }

    /** Tells of a message. */
    public void alert(Said said) {
        StringBuilder out = new StringBuilder(settings.bell() ? "\u0007" : "");
        out.append(notification(said));
        terminal.writer().write(out.toString());
        terminal.writer().flush();
        runHook(said);
    }

    private String notification(Said said) {
        String title = clean(said.isPrivate() ? said.sender() : said.sender() + " in " + said.place());
        String text = clean(said.text());
        String sequence = switch (settings.notification()) {
            case NONE -> "";
            case OSC_9 -> "\u001b]9;" + title + ": " + text + "\u0007";
            case OSC_99 -> "\u001b]99;i=parley:d=0;" + title + "\u001b\\\u001b]99;i=parley:p=body;" + text + "\u001b\\";
            case OSC_777 -> "\u001b]777;notify;" + title.replace(';', ',') + ";" + text + "\u001b\\";
        };
        return settings.insideTmux() && !sequence.isEmpty()
                ? "\u001bPtmux;" + sequence.replace("\u001b", "\u001b\u001b") + "\u001b\\"
                : sequence;
    }

    private static String clean(String text) {
        String plain = Formatting.plain(text);
        return plain.codePointCount(0, plain.length()) > TEXT_LIMIT
                ? plain.substring(0, plain.offsetByCodePoints(0, TEXT_LIMIT)) + "…"
                : plain;
    }

    private void runHook(Said said) {
        hooks.removeIf(process -> !process.isAlive());
        if (settings.hook().isEmpty() || hooks.size() >= HOOKS_LIMIT) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(settings.hook())
                .redirectInput(Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().putAll(environment(said));
        try {
            hooks.add(builder.start());
        } catch (IOException e) {
            // The screen is no place for it; a hook that cannot be started is told when the configuration is read.
        }
    }

    private static Map<String, String> environment(Said said) {
        String id = said.msgid();
        return Map.of(
                "PARLEY_PLACE", whole(said.place()),
                "PARLEY_SENDER", whole(said.sender()),
                "PARLEY_TEXT", whole(said.text()),
                "PARLEY_TIME", said.at().toString(),
                "PARLEY_KIND", said.kind().name().toLowerCase(Locale.ROOT),
                "PARLEY_MSGID", id == null ? "" : whole(id));
    }

    private static String whole(String text) {
        return text.replace("\0", "");
    }
}
