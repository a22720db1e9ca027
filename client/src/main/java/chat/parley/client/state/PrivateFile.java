package chat.parley.client.state;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Lines that only their owner can read (mode 0600). Several processes may use the file at once: each line is written whole, in
 * one write at the end of the file, and a change of the file as a whole puts another one into its place. Both are done under a
 * lock beside it; whoever holds that for too long, such as a process that was stopped, is not waited for.
 */
public final class PrivateFile {
    /** What is read of a file: its end. Nothing of ours is as long. */
    static final int READ_BYTES_LIMIT = 1024 * 1024;

    private static final int LOCK_TRIES = 20;
    private static final long LOCK_WAIT_MILLIS = 5;
    private static final boolean HAS_MODES =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER_MODE = PosixFilePermissions.fromString("rwx------");

    private final Path path;

    public PrivateFile(Path path) {
        this.path = path;
    }

    /** All lines; none where there is no file. What is no UTF-8 is read as U+FFFD. */
    public List<String> read() throws IOException {
        try (FileChannel file = FileChannel.open(path, READ)) {
            long start = Math.max(0, file.size() - READ_BYTES_LIMIT);
            ByteBuffer bytes = ByteBuffer.allocate((int) (file.size() - start));
            while (bytes.hasRemaining() && file.read(bytes, start + bytes.position()) >= 0) {
                // A read may bring less than was asked for.
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            List<String> lines = text.lines().toList();
            return start == 0 || lines.isEmpty() ? lines : lines.subList(1, lines.size());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Adds a line, which has no end of line in it. */
    public void append(String line) throws IOException {
        prepare();
        try (FileChannel lockFile = open(lockPath(), WRITE, CREATE);
                FileLock lock = lock(lockFile);
                FileChannel file = open(path, APPEND, CREATE)) {
            String whole = (endsWithin() ? "\n" : "") + line + "\n";
            write(file, whole);
        }
    }

    /** Whether the last line has no end, because the machine stopped while it was written. */
    private boolean endsWithin() throws IOException {
        try (FileChannel file = FileChannel.open(path, READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    /** Puts other lines into the place of those that there are; does nothing where somebody else is at it for too long. */
    public void change(UnaryOperator<List<String>> change) throws IOException {
        prepare();
        try (FileChannel lockFile = open(lockPath(), WRITE, CREATE);
                FileLock lock = lock(lockFile)) {
            if (lock == null) {
                return;
            }
            List<String> before = read();
            List<String> after = change.apply(before);
            if (!after.equals(before)) {
                replace(after);
            }
        }
    }

    private void replace(List<String> lines) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel file = open(next, WRITE, CREATE, TRUNCATE_EXISTING)) {
            write(file, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
            file.force(true);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(FileChannel file, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** The folder is there, and a file of somebody who was less careful is nobody else's any more. */
    private void prepare() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder, mode(FOLDER_MODE));
        }
        if (HAS_MODES
                && Files.exists(path)
                && !Files.getPosixFilePermissions(path).equals(FILE_MODE)) {
            Files.setPosixFilePermissions(path, FILE_MODE);
        }
    }

    private Path lockPath() {
        return path.resolveSibling(path.getFileName() + ".lock");
    }

    private static FileChannel open(Path path, OpenOption... options) throws IOException {
        return FileChannel.open(path, Set.of(options), mode(FILE_MODE));
    }

    private static FileAttribute<?>[] mode(Set<PosixFilePermission> mode) {
        return HAS_MODES
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[] {};
    }

    /** Null when somebody else has it for too long. */
    private static @Nullable FileLock lock(FileChannel lockFile) throws IOException {
        for (int tries = 0; tries < LOCK_TRIES; tries++) {
            try {
                FileLock lock = lockFile.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // Another thread of this process has it.
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOCK_WAIT_MILLIS));
        }
        return null;
    }
}
