package chat.parley.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a file system of its own that holds little (tmpfs), and can be filled to the last byte. Needs root. For one thread. */
public final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 4096;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Whether this process may mount one. */
    public static boolean isPossible() {
        try {
            Path folder = Files.createTempDirectory("parley-disk-");
            boolean possible = mount(folder, 1).status() == 0;
            if (possible) {
                unmount(folder);
            }
            Files.delete(folder);
            return possible;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts one over a folder. */
    static SmallDisk over(Path folder, int megabytes) {
        mount(folder, megabytes).requireSuccess();
        return new SmallDisk(folder);
    }

    /** Nobody can write anything new from now on. */
    public void fill() {
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // As it should be.
        }
    }

    /** There is room again. */
    public void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything on it is gone. */
    @Override
    public void close() {
        unmount(folder);
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static Shell.Result mount(Path folder, int megabytes) {
        return Shell.run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
    }

    private static void unmount(Path folder) {
        Shell.run("umount", "-l", folder.toString());
    }
}
