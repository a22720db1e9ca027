package chat.parley.client.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was typed, kept for the next start: one entry a line, with {@code \n} for a line end within one and {@code \\} for a
 * backslash. What may carry a password is not kept. Used by the thread that reads the keys; any thread names the place.
 */
public final class InputHistory {
    /** What is longer was pasted. */
    static final int ENTRY_CHARS_LIMIT = 4_096;

    private final PrivateFile file;
    private final int limit;

    // Mutable state
    private volatile String place = "";
    private int added;
    private boolean isTroubleTold;

    /** Keeps nothing and knows nothing. */
    public static InputHistory none() {
        return new InputHistory(Path.of("none"), 0);
    }

    /** @param limit the entries that are remembered, 0 for none; the file has up to twice as many */
    public InputHistory(Path file, int limit) {
        this.file = new PrivateFile(file);
        this.limit = limit;
    }

    /** The file of this person. */
    public static InputHistory ofThisPerson(int limit) {
        return new InputHistory(StateFolder.ofThisProcess().resolve("typed"), limit);
    }

    /** What was typed before, the oldest first. A file that cannot be read is as good as none. */
    public List<String> entries() {
        if (limit == 0) {
            return List.of();
        }
        try {
            List<String> lines = file.read();
            if (lines.size() > 2 * limit) {
                file.change(this::newest);
            }
            return newest(lines).stream()
                    .map(InputHistory::decoded)
                    .filter(InputHistory::isTyped)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private List<String> newest(List<String> lines) {
        return List.copyOf(lines.subList(Math.max(0, lines.size() - limit), lines.size()));
    }

    /** What is typed from now on is typed there. */
    public void place(String name) {
        place = name;
    }

    /** Keeps what was typed. Tells what went wrong, the first time. */
    public Optional<String> add(String text) {
        if (limit == 0 || !isTyped(text) || Secrets.mayBeIn(text, place)) {
            return Optional.empty();
        }
        try {
            file.append(encoded(text));
            if (++added % limit == 0) {
                file.change(lines -> lines.size() > 2 * limit ? newest(lines) : lines);
            }
            return Optional.empty();
        } catch (IOException e) {
            boolean isNew = !isTroubleTold;
            isTroubleTold = true;
            return isNew
                    ? Optional.of(
                            "what you type is not kept for the next start (history = 0 in [input] stops trying): " + e)
                    : Optional.empty();
        }
    }

    /** Whether somebody can have typed it: whatever else stands in a file does no harm on the screen. */
    private static boolean isTyped(String text) {
        return !text.isBlank()
                && text.length() <= ENTRY_CHARS_LIMIT
                && text.chars().noneMatch(each -> Character.isISOControl(each) && each != '\n' && each != '\t');
    }

    private static String encoded(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String decoded(String line) {
        StringBuilder text = new StringBuilder(line.length());
        for (int at = 0; at < line.length(); at++) {
            boolean isEscape = line.charAt(at) == '\\' && at + 1 < line.length();
            char next = isEscape ? line.charAt(++at) : line.charAt(at);
            text.append(isEscape && next == 'n' ? '\n' : next);
        }
        return text.toString();
    }
}
