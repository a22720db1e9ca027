package chat.parley.client;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;
import org.jspecify.annotations.Nullable;

/** The terminal that the program was started on, where there is one. */
final class SystemTerminal {
    private SystemTerminal() {}

    /** Takes it over; empty where JLine can do no more than we can without it. */
    static Optional<Terminal> open(Map<String, String> environment) throws IOException {
        if (!isThere(environment)) {
            return Optional.empty();
        }
        useKnownCapabilities(environment.getOrDefault("TERM", ""));
        Optional<Terminal> terminal = build(false);
        // Where there is no native library for this machine other programs do its work.
        return terminal.isPresent() ? terminal : build(true);
    }

    static boolean isThere(Map<String, String> environment) {
        String type = environment.getOrDefault("TERM", "dumb").toLowerCase(Locale.ROOT);
        return !type.isEmpty() && !type.equals("dumb") && isConsole(System.console());
    }

    /** Before JDK 22 there is a console only on a terminal; since then the console has to be asked. */
    private static boolean isConsole(@Nullable Console console) {
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** JLine would run infocmp for each type, also for those that it knows, which makes the start slow. */
    private static void useKnownCapabilities(String type) {
        if (InfoCmp.getDefaultInfoCmp(type) != null) {
            InfoCmp.setLoadedInfoCmp(type, () -> InfoCmp.getDefaultInfoCmp(type));
        }
    }

    /** @param withPrograms whether programs such as stty may be run */
    private static Optional<Terminal> build(boolean withPrograms) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .ffm(false)
                .exec(withPrograms)
                .encoding(StandardCharsets.UTF_8)
                .nativeSignals(true)
                // It would ask the terminal for it, and wait for an answer that not all give.
                .graphemeCluster(false)
                .dumb(true)
                .build();
        if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
            terminal.close();
            return Optional.empty();
        }
        return Optional.of(terminal);
    }
}
