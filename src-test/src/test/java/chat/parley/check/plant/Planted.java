package chat.parley.check.plant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.ByteBuddy;

/** In a test: the options that put the agent into a node's JVM, and the switches. */
public final class Planted {
    private final Path folder;

    /** @param folder an empty one */
    public Planted(Path folder) {
        this.folder = folder;
    }

    /** What a node's JVM must be started with. */
    public List<String> jvmOptions() {
        Path jar = folder.resolve("plants.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), Agent.class.getName());
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, placeOf(Agent.class) + " " + placeOf(ByteBuddy.class));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("-javaagent:" + jar, "-Dparley.plants=" + folder, "-Dnet.bytebuddy.experimental=true");
    }

    /** Switches exactly these on. */
    public void set(Plant... plants) {
        List<Plant> wanted = new ArrayList<>(List.of(plants));
        try {
            for (Plant plant : Plant.values()) {
                Path file = folder.resolve(plant.name());
                Files.deleteIfExists(file);
                if (wanted.contains(plant)) {
                    Files.createFile(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String placeOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().toString();
    }
}
