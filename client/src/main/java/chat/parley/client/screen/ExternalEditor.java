package chat.parley.client.screen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;

/** The person's own editor, for what is longer than a line. */
final class ExternalEditor {
    private static final String DEFAULT = "vi";

    private final String command;

    ExternalEditor(Map<String, String> environment) {
        String editor = environment.getOrDefault("EDITOR", DEFAULT);
        String visual = environment.getOrDefault("VISUAL", editor);
        this.command = visual.isBlank() ? DEFAULT : visual;
    }

    /** Lets the text be edited and waits for it.
     *
     * @throws IOException where the editor cannot be started or fails; then the text is as it was */
    String edit(Terminal terminal, String text) throws IOException, InterruptedException {
        Path file = Files.createTempFile("parley-", ".txt");
        try {
            Files.writeString(file, text);
            cook(terminal);
            // The variable may hold arguments; a shell takes them apart as every program does that follows it.
            int code = new ProcessBuilder("/bin/sh", "-c", command + " \"$1\"", "sh", file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException(command + " ended with " + code);
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).stripTrailing();
        } finally {
            Files.delete(file);
        }
    }

    /** As programs expect a terminal. */
    private static void cook(Terminal terminal) {
        Attributes cooked = terminal.getAttributes();
        cooked.setLocalFlag(LocalFlag.ICANON, true);
        cooked.setLocalFlag(LocalFlag.ECHO, true);
        cooked.setLocalFlag(LocalFlag.IEXTEN, true);
        cooked.setInputFlag(InputFlag.ICRNL, true);
        cooked.setInputFlag(InputFlag.IXON, true);
        terminal.setAttributes(cooked);
    }
}
