package chat.parley.node.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to write to a database file that several processes share: first come, first served, where the database's own lock is a lottery
 * with waits of more than a second. The operating system frees it when its holder ends. The file says who had it last. Since a process can be frozen
 * after it was given the lock and before it has said so, each says beforehand, in a file of its own in {@code writers}, that it is one of those who may
 * have it.
 */
final class StoreLock {
    private static final int MAX_HOLDER_BYTES = 512;
    private static final long NOT_WAITING = Long.MIN_VALUE;
    private static final String WRITERS = "writers";

    /** The operating system's locks are those of a process; within one, this is. */
    private static final ConcurrentHashMap<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private final Path writers;
    private final FileChannel channel;
    private final ReentrantLock here;

    // Mutable state
    private volatile Writer self;
    private volatile long waitingSinceNanos = NOT_WAITING;
    private @Nullable FileLock lock;

    /** @param self what the file says while it is held here */
    StoreLock(Path file, Writer self) throws IOException {
        this.writers = file.resolveSibling(WRITERS);
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.here = HERE.computeIfAbsent(file.toRealPath(), path -> new ReentrantLock(true));
        this.self = self;
    }

    /** From now on this node is the member with this number, and may keep others waiting. What those who have ended have said is removed. */
    void becomeMember(long node) throws IOException {
        for (var writer : writers()) {
            if (writer.process().isEmpty()) {
                Files.deleteIfExists(fileOf(writer));
            }
        }
        self = self.as(node);
        Files.createDirectories(writers);
        Files.writeString(fileOf(self), self.toLine());
    }

    private Path fileOf(Writer writer) {
        return writers.resolve(writer.fileName());
    }

    /** Waits until it is free. */
    void take() throws IOException {
        here.lock();
        try {
            waitingSinceNanos = System.nanoTime();
            lock = channel.lock();
            channel.write(ByteBuffer.wrap(self.toLine().getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException | RuntimeException e) {
            free();
            throw e;
        } finally {
            waitingSinceNanos = NOT_WAITING;
        }
    }

    /** Whether this process has been waiting for so long; any thread. */
    boolean waits(Duration atLeast) {
        var since = waitingSinceNanos;
        return since != NOT_WAITING && System.nanoTime() - since >= atLeast.toNanos();
    }

    /** Who had it last, or has it; any thread. */
    Optional<Writer> lastHolder() throws IOException {
        var bytes = ByteBuffer.allocate(MAX_HOLDER_BYTES);
        channel.read(bytes, 0);
        return Writer.parse(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
    }

    /** Who may have it: the last one at each of the cluster's addresses on this machine, this process too; any thread. */
    List<Writer> writers() throws IOException {
        var all = new ArrayList<Writer>();
        try (var files = Files.newDirectoryStream(writers)) {
            for (var file : files) {
                Writer.parse(Files.readString(file)).ifPresent(all::add);
            }
        } catch (NoSuchFileException | DirectoryIteratorException e) {
            // Nobody is a member yet, or the folder is being removed.
        }
        return all;
    }

    /** Nothing where this thread does not hold it. */
    void free() {
        if (!here.isHeldByCurrentThread()) {
            return;
        }
        try {
            if (lock != null) {
                lock.release();
            }
        } catch (IOException closed) {
            // So it is free.
        } finally {
            lock = null;
            here.unlock();
        }
    }

    /** Closing any channel of a file frees all locks that this process has on it. */
    void close() {
        here.lock();
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was written that must be kept.
        } finally {
            here.unlock();
        }
    }
}
