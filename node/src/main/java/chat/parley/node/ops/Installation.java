package chat.parley.node.ops;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The Parley that this process is of.
 *
 * @param home the folder with {@code bin/parley}
 */
record Installation(Path home) {
    /** As the launcher has said. */
    static Installation ofThisProcess() throws ExitStatus.Failure {
        var home = System.getProperty("parley.home");
        if (home == null) {
            throw new ExitStatus.Failure(ExitStatus.FAILED, "start this with bin/parley: it must know where that is");
        }
        return new Installation(Path.of(home));
    }

    Path launcher() {
        return home.resolve("bin/parley");
    }

    /** What somebody types to call the launcher from this process's folder. */
    String call() {
        if (onPath("parley").filter(this::isLauncher).isPresent()) {
            return "parley";
        }
        return Path.of("").toAbsolutePath().equals(home)
                ? "bin/parley"
                : launcher().toString();
    }

    /** The program that a shell would start by this name. */
    static Optional<Path> onPath(String name) {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            var program = Path.of(folder, name);
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    private boolean isLauncher(Path program) {
        try {
            return Files.isSameFile(program, launcher());
        } catch (IOException unreadable) {
            return false;
        }
    }
}
