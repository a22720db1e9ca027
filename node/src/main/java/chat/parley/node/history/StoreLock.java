package chat.parley.node.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to write to a database file that several processes share: first come, first served, where the database's own lock is a lottery
 * with waits of more than a second. The operating system frees it when its holder ends. The file says who had it last.
 */
final class StoreLock {
    private static final int MAX_HOLDER_BYTES = 512;
    private static final long NOT_WAITING = Long.MIN_VALUE;

    /** The operating system's locks are those of a process; within one, this is. */
    private static final ConcurrentHashMap<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private final FileChannel channel;
    private final ReentrantLock here;

    // Mutable state
    private volatile LockHolder self;
    private volatile long waitingSinceNanos = NOT_WAITING;
    private @Nullable FileLock lock;

    /** @param self what the file says while it is held here */
    StoreLock(Path file, LockHolder self) throws IOException {
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.here = HERE.computeIfAbsent(file.toRealPath(), path -> new ReentrantLock(true));
        this.self = self;
    }

    /** From now on this node is the member with this number. */
    void becomeMember(long node) {
        self = self.as(node);
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

    /** Whom this process has been waiting for so long, if it has; any thread. */
    Optional<LockHolder> waitsFor(Duration atLeast) throws IOException {
        var since = waitingSinceNanos;
        if (since == NOT_WAITING || System.nanoTime() - since < atLeast.toNanos()) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.allocate(MAX_HOLDER_BYTES);
        channel.read(bytes, 0);
        return LockHolder.parse(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
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
