package chat.parley.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A terminal of a given size with a program in it, kept by tmux on a socket of its own. Its screen is read as a picture of text. For one thread.
 */
public final class Tmux implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SESSION = "terminal";

    /** A program that has ended leaves its screen to be read. */
    private static final String CONFIG = "set -g status off\nset -g remain-on-exit on\n";

    private final Path socket;

    /**
     * Where the shell around the program writes its status. Tmux itself may never learn it: while it takes a terminal that was closed out of utmp
     * (libutempter), it is deaf to the end of its children.
     */
    private final Path status;

    private Tmux(Path folder) {
        this.socket = folder.resolve("socket");
        this.status = folder.resolve("status");
    }

    /** Whether there is a tmux to run. */
    public static boolean isInstalled() {
        return Shell.has("tmux");
    }

    /** Starts a program, given as a shell would read it, in a terminal of this size. */
    public static Tmux start(int columns, int rows, String shellCommand) {
        try {
            // Not in a build folder: a socket's path has little room.
            Path folder = Files.createTempDirectory("parley-tmux");
            Path config = Files.writeString(folder.resolve("conf"), CONFIG);
            Tmux tmux = new Tmux(folder);
            tmux.tmux(
                    "-f",
                    config.toString(),
                    "new-session",
                    "-d",
                    "-s",
                    SESSION,
                    "-x",
                    String.valueOf(columns),
                    "-y",
                    String.valueOf(rows),
                    "(" + shellCommand + "); echo $? >" + tmux.status);
            return tmux;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Types a text as it is. */
    public Tmux type(String text) {
        tmux("send-keys", "-t", SESSION, "-l", text);
        return this;
    }

    /** Presses keys by tmux's names: {@code Enter}, {@code C-c}, {@code PageUp}. */
    public Tmux press(String... keys) {
        List<String> command = new ArrayList<>(List.of("send-keys", "-t", SESSION));
        command.addAll(Arrays.asList(keys));
        tmux(command.toArray(String[]::new));
        return this;
    }

    /** Types a line and ends it with Enter. */
    public Tmux enter(String line) {
        return type(line).press("Enter");
    }

    /** The screen as it is now: its rows, without the blanks at their ends and without empty rows at the bottom. */
    public String screen() {
        return tmux("capture-pane", "-t", SESSION, "-p")
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    /** Waits until this stands somewhere on the screen. */
    public String await(String text) {
        return await("\"" + text + "\"", screen -> screen.contains(text));
    }

    /** Waits until the screen is as {@code expected} says, and gives it. */
    public String await(String words, Predicate<String> expected) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        String screen = screen();
        while (!expected.test(screen)) {
            if (System.nanoTime() > deadlineNanos) {
                throw new AssertionError("The terminal did not show " + words + " within " + PATIENCE.toSeconds()
                        + " s, but\n" + screen);
            }
            // The terminal has no way to tell that it has changed: it is looked at, at tmux's own pace.
            screen = screen();
        }
        return screen;
    }

    /** Waits until the program has ended and gives its exit status. */
    public int awaitExit() {
        await("the end of its program", screen -> written().endsWith("\n"));
        return Integer.parseInt(written().trim());
    }

    /** Empty as long as the program runs. */
    private String written() {
        try {
            return Files.exists(status) ? Files.readString(status) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the program and its terminal. */
    @Override
    public void close() {
        Shell.run("tmux", "-S", socket.toString(), "kill-server");
    }

    private String tmux(String... arguments) {
        List<String> command = new ArrayList<>(List.of("tmux", "-S", socket.toString()));
        command.addAll(Arrays.asList(arguments));
        return Shell.run(command.toArray(String[]::new)).requireSuccess().output();
    }
}
