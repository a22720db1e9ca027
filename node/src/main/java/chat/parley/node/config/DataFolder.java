package chat.parley.node.config;

import java.nio.file.Path;
import java.util.Optional;

/** Where this machine's files go when nobody says otherwise. */
public final class DataFolder {
    private DataFolder() {}

    /** {@code parley} in the XDG state folder, {@code ~/.local/state} by default. */
    public static Path byDefault() {
        var state = Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                .filter(path -> path.startsWith("/"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"));
        return state.resolve("parley");
    }
}
