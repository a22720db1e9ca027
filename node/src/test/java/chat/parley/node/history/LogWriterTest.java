package chat.parley.node.history;

import static chat.parley.node.history.Events.LOBBY;
import static chat.parley.node.history.Events.entry;
import static chat.parley.node.history.Events.messages;
import static chat.parley.node.history.OpenStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.node.room.Entry;
import chat.parley.node.room.MessageLog;
import chat.parley.node.room.RoomKey;
import chat.parley.wire.RoomName;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what waits when the store fails. */
class LogWriterTest {
    private static final RoomKey OTHER = RoomKey.of(RoomName.of("#other"));

    @TempDir
    private Path folder;

    private FaultyDatabase database;
    private OpenStore store;
    private long epoch;

    @BeforeEach
    void open() throws Exception {
        database = new FaultyDatabase(new Sqlite(folder.resolve("history.db"), Writer.here("test:1")));
        store = new OpenStore(database);
        epoch = store.opens(LOBBY).epoch();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aCommitThatFailsIsDoneAgain() throws Exception {
        database.losesCommits(3);

        store.appends(LOBBY, messages(epoch, 1, 3));

        assertThat(store.all(LOBBY)).hasSize(3);
        assertThat(store.isTold()).isFalse();
        assertThat(store.isTold()).isTrue();
    }

    @Test
    void aCommitWhoseAnswerIsLostIsNotDoneTwice() {
        database.losesAnswers(1);

        store.appends(LOBBY, messages(epoch, 1, 3));
        store.appends(LOBBY, messages(epoch, 4, 4));

        assertThat(store.all(LOBBY)).hasSize(4);
    }

    @Test
    void whatWasKeptBeforeAYoungerIncarnationCameIsToldSoThoughItsAnswerWasLost() throws Exception {
        database.losesAnswers(1);
        var kept = store.begins(LOBBY, messages(epoch, 1, 3));
        try (var younger = new OpenStore(new Sqlite(folder.resolve("history.db"), Writer.here("test:2")))) {
            younger.opens(LOBBY);
        }

        OpenStore.of(kept);
        assertThat(failureOf(store.begins(LOBBY, messages(epoch, 4, 4)))).isInstanceOf(MessageLog.Fenced.class);
        assertThat(store.all(LOBBY)).hasSize(3);
    }

    @Test
    void whileTheStoreIsAwayEverythingWaitsAndGoesOnByItself() throws Exception {
        database.isAway(true);
        var waiting = store.begins(LOBBY, messages(epoch, 1, 3));
        assertThat(store.isTold()).isFalse();
        assertThat(waiting).isNotDone();

        database.isAway(false);

        OpenStore.of(waiting);
        assertThat(store.isTold()).isTrue();
        assertThat(store.all(LOBBY)).hasSize(3);
    }

    @Test
    void whatWaitsIsCountedUntilItIsKept() throws Exception {
        database.isAway(true);
        var waiting = store.begins(LOBBY, messages(epoch, 1, 1001));
        assertThat(store.log.hasSpace()).isFalse();

        database.isAway(false);
        OpenStore.of(waiting);
        store.opens(OTHER);

        assertThat(store.log.hasSpace()).isTrue();
    }

    @Test
    void oneRoomsFaultIsNotTheOthers() throws Exception {
        var beside = store.opens(OTHER).epoch();
        database.isAway(true);
        var first = store.begins(OTHER, messages(beside, 1, 1));
        assertThat(store.isTold()).isFalse();
        var twice = store.begins(LOBBY, List.of(first(), first()));
        var second = store.begins(OTHER, messages(beside, 2, 2));

        database.isAway(false);

        OpenStore.of(first);
        OpenStore.of(second);
        assertThat(failureOf(twice)).hasMessageContaining("UNIQUE");
        assertThat(store.all(LOBBY)).isEmpty();
        assertThat(store.all(OTHER)).hasSize(2);
        store.appends(LOBBY, messages(epoch, 1, 1));
    }

    private Entry first() {
        return entry(epoch, 1, Events.said("first"));
    }

    @Test
    void whatStillWaitsAtTheEndFailsAndIsNotKept() throws Exception {
        database.isAway(true);
        var waiting = store.begins(LOBBY, messages(epoch, 1, 3));
        assertThat(store.isTold()).isFalse();

        store.close();

        assertThat(failureOf(waiting)).isInstanceOf(CancellationException.class);
        assertThat(failureOf(store.begins(LOBBY, messages(epoch, 1, 3)))).isInstanceOf(CancellationException.class);
    }
}
