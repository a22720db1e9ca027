package chat.parley.node.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to write to a database file that several processes share: first come, first served, where the database's own lock is a lottery
 * with waits of more than a second. The operating system frees it when its holder ends. The file says who had it last.
 */
final class StoreLock {
    /** The operating system's locks are those of a process; within one, this is. */
    private static final ConcurrentHashMap<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private final FileChannel channel;
    private final ReentrantLock here;
    private final byte[] holder;

    // Mutable state
    private @Nullable FileLock lock;

    /** @param holder what the file says while it is held here */
    StoreLock(Path file, String holder) throws IOException {
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.here = HERE.computeIfAbsent(file.toRealPath(), path -> new ReentrantLock(true));
        this.holder = holder.getBytes(StandardCharsets.UTF_8);
    }

    /** Waits until it is free. */
    void take() throws IOException {
        here.lock();
        try {
            lock = channel.lock();
            channel.write(ByteBuffer.wrap(holder), 0);
        } catch (IOException | RuntimeException e) {
            free();
            throw e;
        }
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
