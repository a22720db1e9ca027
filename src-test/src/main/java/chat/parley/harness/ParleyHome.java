package chat.parley.harness;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the built project lies, seen from where these classes were loaded: {@code bin/parley} and each module's {@code target/lib}. */
public final class ParleyHome {
    private static final Path FOLDER = find();

    private ParleyHome() {}

    public static Path folder() {
        return FOLDER;
    }

    /** {@code bin/parley}. */
    public static Path launcher() {
        return FOLDER.resolve("bin/parley");
    }

    /**
     * {@code bin/parley} to start a client with: has made what it makes at a client's first start, so that no test waits for that in vain. On a busy
     * machine it takes half a minute.
     */
    public static Path clientLauncher() {
        return Client.LAUNCHER;
    }

    /** The same to start a node with. */
    public static Path nodeLauncher() {
        return Node.LAUNCHER;
    }

    /**
     * A shell's command that starts our client.
     *
     * @param servers {@code HOST:PORT}s with spaces between them
     */
    public static String chat(String servers, String nick, String room) {
        return "%s chat %s --nick %s --room '%s'".formatted(clientLauncher(), servers, nick, room);
    }

    /** The {@code java} that runs this. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path find() {
        URI classes = URI.create(ParleyHome.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        for (Path folder = Path.of(classes); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("node")) && Files.isDirectory(folder.resolve("src-test"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No project folder lies above " + classes);
    }

    private static Path prepared(String... shortRun) {
        List<String> command = new ArrayList<>(List.of(launcher().toString()));
        command.addAll(List.of(shortRun));
        Shell.run(command.toArray(String[]::new)).requireSuccess();
        return launcher();
    }

    /** Once for all tests, by whoever asks first. */
    private static final class Client {
        static final Path LAUNCHER = prepared("chat", "--version");
    }

    /** The same. */
    private static final class Node {
        static final Path LAUNCHER = prepared("node", "--help");
    }
}
