package chat.parley.node.history;

import chat.parley.node.room.RoomKey;
import chat.parley.wire.Mask;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The upkeep of a database. Reads are done where all reads are, writes in parts of some hundred rows by the node's one writer: so rooms go on
 * meanwhile.
 */
final class SqlUpkeep implements Upkeep {
    private static final int ROWS_AT_ONCE = 500;

    private static final String SAID = "SELECT id, sender FROM message WHERE id > ? AND kind IN ("
            + EntryCodec.numbersOfSaid() + ") ORDER BY id LIMIT " + ROWS_AT_ONCE;
    private static final String RULE = "INSERT INTO retention (name, age, lines) VALUES (?, ?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET age = excluded.age, lines = excluded.lines";

    private final Database database;
    private final LogWriter writer;
    private final Reads reads;

    SqlUpkeep(Database database, LogWriter writer, Reads reads) {
        this.database = database;
        this.writer = writer;
        this.reads = reads;
    }

    @Override
    public CompletionStage<Long> backup(Path file) {
        return reads.read(connection -> {
            if (Files.exists(file)) {
                throw new SQLException(file + " is there already: choose another name");
            }
            try {
                database.backup(file);
                return Files.size(file);
            } catch (IOException e) {
                throw new SQLException("cannot write " + file + ": " + e.getMessage(), e);
            }
        });
    }

    @Override
    public CompletionStage<Long> export(RoomKey room, Path file) {
        return reads.read(connection -> {
            var place = RoomTable.place(connection, room);
            if (place == null) {
                throw new SQLException("nothing is kept of " + room.entityId());
            }
            try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW)) {
                return export(connection, place.number(), out);
            } catch (IOException e) {
                throw new SQLException("cannot write " + file + ": " + e, e);
            }
        });
    }

    private static long export(Connection connection, long number, BufferedWriter out)
            throws SQLException, IOException {
        var count = 0L;
        var from = 1L;
        while (true) {
            var rows = MessageTable.read(connection, number, from, ROWS_AT_ONCE);
            for (var row : rows) {
                out.write(EntryCodec.line(row));
                out.newLine();
            }
            count += rows.size();
            if (rows.size() < ROWS_AT_ONCE) {
                return count;
            }
            from = rows.get(rows.size() - 1).seq() + 1;
        }
    }

    /** Under another name until it is whole, so that nobody meets half a room. */
    @Override
    public CompletionStage<Long> importInto(RoomKey room, Path file) {
        try {
            var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8);
            return new Import(room, lines).begin().whenComplete((done, failure) -> closeQuietly(lines));
        } catch (IOException e) {
            return CompletableFuture.failedStage(new SQLException("cannot read " + file + ": " + e.getMessage(), e));
        }
    }

    private static void closeQuietly(BufferedReader reader) {
        try {
            reader.close();
        } catch (IOException e) {
            // It was read to its end, or is of no use.
        }
    }

    private final class Import {
        private final RoomKey room;
        private final BufferedReader lines;
        private long number;
        private long count;
        private long lastSeq;

        Import(RoomKey room, BufferedReader lines) {
            this.room = room;
            this.lines = lines;
        }

        CompletionStage<Long> begin() {
            return write(connection -> RoomTable.addForImport(connection, room)).thenCompose(added -> {
                number = added;
                return next();
            });
        }

        private CompletionStage<Long> next() {
            final List<EntryRow> rows;
            try {
                rows = read();
            } catch (IOException | IllegalArgumentException e) {
                return write(connection -> {
                            Forgetting.forget(connection, number);
                            return true;
                        })
                        .thenCompose(done -> CompletableFuture.failedStage(new SQLException(
                                "line " + (count + 1) + " is not one that export has written: " + e.getMessage(), e)));
            }
            if (rows.isEmpty()) {
                return write(connection -> {
                    RoomTable.endImport(connection, number, room);
                    return count;
                });
            }
            return write(connection -> {
                        MessageTable.insert(connection, number, rows);
                        return true;
                    })
                    .thenCompose(done -> next());
        }

        private List<EntryRow> read() throws IOException {
            var rows = new ArrayList<EntryRow>();
            while (rows.size() < ROWS_AT_ONCE) {
                var line = lines.readLine();
                if (line == null) {
                    break;
                }
                var row = EntryCodec.row(line);
                if (row.seq() <= lastSeq) {
                    throw new IllegalArgumentException("seq " + row.seq() + " follows on " + lastSeq);
                }
                lastSeq = row.seq();
                rows.add(row);
                count++;
            }
            return rows;
        }
    }

    @Override
    public CompletionStage<Long> erase(Mask who) {
        return erase(who, 0, 0);
    }

    /** What of it was found, and from where it goes on; -1 at the end. */
    private record Found(List<Long> ids, long last) {}

    private CompletionStage<Long> erase(Mask who, long after, long erased) {
        return reads.read(connection -> said(connection, who, after)).thenCompose(found -> {
            if (found.last() < 0) {
                return reads.read(connection -> {
                    database.scrub();
                    return erased;
                });
            }
            return write(connection -> {
                        for (var id : found.ids()) {
                            Erasing.erase(connection, database.textSearch(), id);
                        }
                        return true;
                    })
                    .thenCompose(done ->
                            erase(who, found.last(), erased + found.ids().size()));
        });
    }

    private static Found said(Connection connection, Mask who, long after) throws SQLException {
        try (var query = connection.prepareStatement(SAID)) {
            query.setLong(1, after);
            try (var found = query.executeQuery()) {
                var ids = new ArrayList<Long>();
                var last = -1L;
                while (found.next()) {
                    last = found.getLong(1);
                    var sender = found.getString(2);
                    if (sender != null && who.matches(sender)) {
                        ids.add(last);
                    }
                }
                return new Found(ids, last);
            }
        }
    }

    @Override
    public CompletionStage<Void> keep(RoomKey room, Duration age, long lines) {
        return write(connection -> {
                    try (var rule = connection.prepareStatement(RULE)) {
                        rule.setString(1, room.entityId());
                        rule.setLong(2, age.toMillis());
                        rule.setLong(3, lines);
                        return rule.executeUpdate();
                    }
                })
                .thenApply(done -> null);
    }

    @Override
    public CompletionStage<List<String>> kept() {
        return reads.read(connection -> {
            try (var query = connection.prepareStatement("SELECT name, age, lines FROM retention ORDER BY name");
                    var found = query.executeQuery()) {
                var lines = new ArrayList<String>();
                while (found.next()) {
                    lines.add(found.getString(1) + " age " + Duration.ofMillis(found.getLong(2)) + " lines "
                            + found.getLong(3));
                }
                return lines;
            }
        });
    }

    private <R> CompletionStage<R> write(Work.Body<R> body) {
        var task = new Work.Task<>(body);
        writer.submit(task);
        return task.result();
    }
}
