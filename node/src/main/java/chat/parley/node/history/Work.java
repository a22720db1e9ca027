package chat.parley.node.history;

import chat.parley.node.room.RoomKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What waits for a transaction of the {@link LogWriter}, with who waits for its end. */
sealed interface Work {
    /** How much of a transaction's bound it takes. */
    int rows();

    /** It is kept. */
    void done();

    /** It is not, and will not be. */
    void failed(Throwable reason);

    /**
     * A batch of one room's events.
     *
     * @param number the room's
     * @param events without holes
     * @param erased places of what one of the events takes back
     * @param kept what the room is after the last of them; {@code null}: as before
     */
    record Append(
            RoomKey room,
            long number,
            long epoch,
            List<EntryRow> events,
            List<Long> erased,
            @Nullable Kept kept,
            CompletableFuture<Void> result)
            implements Work {
        EntryRow last() {
            return events.get(events.size() - 1);
        }

        @Override
        public int rows() {
            return events.size();
        }

        @Override
        public void done() {
            result.complete(null);
        }

        @Override
        public void failed(Throwable reason) {
            result.completeExceptionally(reason);
        }
    }

    /** A room as its tables have it. */
    record Kept(String state, long emptySinceMillis) {}

    /** Anything else. Done again after a failure, even where it may have been kept. */
    final class Task<T> implements Work {
        private final Body<T> body;
        private final CompletableFuture<T> result = new CompletableFuture<>();

        // Mutable state
        private @Nullable T found;

        Task(Body<T> body) {
            this.body = body;
        }

        void run(Connection connection) throws SQLException {
            found = body.run(connection);
        }

        CompletableFuture<T> result() {
            return result;
        }

        @Override
        public int rows() {
            return 1;
        }

        @Override
        public void done() {
            result.complete(found);
        }

        @Override
        public void failed(Throwable reason) {
            result.completeExceptionally(reason);
        }
    }

    /** What is done in a transaction. */
    interface Body<T> {
        T run(Connection connection) throws SQLException;
    }
}
