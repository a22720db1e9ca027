package chat.parley.client.state;

import java.nio.file.Path;
import java.util.Map;

/** Where the client keeps what it remembers. */
public final class StateFolder {
    private StateFolder() {}

    /** {@code parley/client} in the XDG state folder, which is {@code ~/.local/state} by default. */
    public static Path of(Map<String, String> environment, Path home) {
        String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
        Path folder =
                xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".local").resolve("state");
        return folder.resolve("parley").resolve("client");
    }

    /** The one of this process. */
    public static Path ofThisProcess() {
        return of(System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }
}
