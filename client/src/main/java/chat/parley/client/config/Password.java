package chat.parley.client.config;

import chat.parley.client.connection.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads passwords from where they are kept: never from an argument, which everybody on the machine can see. */
final class Password {
    private Password() {}

    /** From the command where there is one, else from the file; null where there is neither.
     *
     * @throws IOException whose message is fit to be shown */
    static @Nullable Secret of(@Nullable String command, @Nullable Path file) throws IOException {
        if (command != null) {
            return ofCommand(command);
        }
        return file == null ? null : ofFile(file);
    }

    /** It may ask for something on the terminal, and takes its time for it. */
    private static Secret ofCommand(String command) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectInput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = output.readLine();
            while (output.readLine() != null) {
                // Only the first line counts; the command is let finish.
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("the password command ended with status " + status + ": " + command);
            }
            return notEmpty(line, "the password command \"" + command + "\" wrote no first line");
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the password command ran");
        }
    }

    private static Secret ofFile(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return notEmpty(lines.readLine(), "the password file " + file + " has no first line");
        } catch (NoSuchFileException e) {
            throw new IOException("there is no password file " + file);
        } catch (IOException e) {
            throw new IOException("the password file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Secret notEmpty(@Nullable String line, String complaint) throws IOException {
        if (line == null || line.isEmpty()) {
            throw new IOException(complaint);
        }
        return new Secret(line);
    }
}
