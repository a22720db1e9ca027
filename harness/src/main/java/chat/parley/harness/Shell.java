package chat.parley.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs that are run to their end. */
public final class Shell {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Shell() {}

    /** What a program left behind; {@code output} holds what it printed to either stream. */
    public record Result(List<String> command, int status, String output) {
        /** Throws an {@link AssertionError} that shows the output, unless the status is 0. */
        public Result requireSuccess() {
            if (status != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with status " + status + ":\n" + output);
            }
            return this;
        }
    }

    public static Result run(String... command) {
        return run(Map.of(), "", command);
    }

    /** Runs a program with more environment and with {@code input} to read, and waits for its end. */
    public static Result run(Map<String, String> environment, String input, String... command) {
        try {
            return runChecked(environment, input, List.of(command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + command[0] + " ran", e);
        }
    }

    /** Whether there is a program of this name on the path. */
    public static boolean has(String program) {
        for (String folder : String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** The output goes through a file, so that a program which leaves others running in the background is not waited for in vain. */
    private static Result runChecked(Map<String, String> environment, String input, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("parley-shell", ".out");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException ended) {
                // It has read as much as it wanted.
            }
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " had not ended after " + PATIENCE.toSeconds()
                        + " s:\n" + Files.readString(output));
            }
            return new Result(command, process.exitValue(), Files.readString(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
