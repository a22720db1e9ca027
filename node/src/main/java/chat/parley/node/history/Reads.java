package chat.parley.node.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Reads from the store, on threads of their own and each on a connection that waits for the next read; so no read waits for a write, and none holds
 * up an actor.
 */
final class Reads {
    private final Database database;
    private final Executor threads;
    private final ArrayBlockingQueue<Connection> idle;
    private volatile boolean closed;

    /**
     * @param threads where reads may block; rejects what it has no room for
     * @param connections that are kept open; there is one for each thread
     */
    Reads(Database database, Executor threads, int connections) {
        this.database = database;
        this.threads = threads;
        this.idle = new ArrayBlockingQueue<>(connections);
    }

    /** Any thread. The stage fails where the store is away, or where too many wait. */
    <T> CompletionStage<T> read(Work.Body<T> body) {
        var result = new CompletableFuture<T>();
        try {
            threads.execute(() -> read(body, result));
        } catch (RejectedExecutionException busy) {
            result.completeExceptionally(busy);
        }
        return result;
    }

    private <T> void read(Work.Body<T> body, CompletableFuture<T> result) {
        var waiting = idle.poll();
        try {
            var connection = waiting == null ? database.openForReading() : waiting;
            result.complete(runOn(connection, body));
        } catch (SQLException | RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    /** One that has failed may be of no use any more. */
    private <T> T runOn(Connection connection, Work.Body<T> body) throws SQLException {
        var usable = false;
        try {
            var found = body.run(connection);
            usable = true;
            return found;
        } finally {
            if (!usable || closed || !idle.offer(connection)) {
                connection.close();
            }
        }
    }

    void close() throws SQLException {
        closed = true;
        for (var connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}
