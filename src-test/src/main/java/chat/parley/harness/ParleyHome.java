package chat.parley.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

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
        return Prepared.LAUNCHER;
    }

    /**
     * A shell's command that starts our client.
     *
     * @param servers {@code HOST:PORT}s with spaces between them
     */
    public static String chat(String servers, String nick, String room) {
        return "%s chat %s --nick %s --room '%s'".formatted(clientLauncher(), servers, nick, room);
    }

    /** The class path of the node as built; an {@link IllegalStateException} that says how to build it where there is none. */
    public static String nodeClassPath() {
        Path lib = FOLDER.resolve("node/target/lib");
        if (!hasJars(lib)) {
            throw new IllegalStateException(
                    lib + " holds no jars: build them with  mvn -pl node -am package -DskipTests");
        }
        return lib + "/*";
    }

    /** The {@code java} that runs this. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static boolean hasJars(Path lib) {
        if (!Files.isDirectory(lib)) {
            return false;
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "parley-node-*.jar")) {
            return jars.iterator().hasNext();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** Once for all tests, by whoever asks first. */
    private static final class Prepared {
        static final Path LAUNCHER = launcher();

        static {
            Shell.run(LAUNCHER.toString(), "chat", "--version").requireSuccess();
        }
    }
}
